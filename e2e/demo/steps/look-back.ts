import { type DemoStep, mustBe } from '../stage.ts'

export const lookBack: DemoStep = {
  name: 'Look back at what was sent',
  async play({ page, shoot, files }) {
    await page
      .getByRole('button', { name: 'History' })
      .or(page.getByRole('link', { name: 'History' }))
      .first()
      .click()
    const grid = page.getByRole('grid', { name: 'Uploads' })
    await grid.waitFor()
    const text = await grid.innerText()
    for (const file of [files.activities, files.contactIds, files.recordIds]) {
      mustBe(`${file.name} is in the history`, text.includes(file.name), true)
    }
    await shoot('15-history')
    return { uploads: (await grid.getByRole('row').count()) - 1 }
  },
}

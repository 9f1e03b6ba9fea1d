import { type DemoStep, mustBe, readCount } from '../stage.ts'

interface DataPage {
  readonly items: readonly Record<string, string>[]
  readonly totalResults: number
}

export const lookThrough: DemoStep = {
  name: 'Look through what it returned',
  async play({ page, ask, shoot, notes }) {
    const path = `/syncs/${notes.get('exportSync')}/data`
    const { items, totalResults } = await ask<DataPage>(`${path}?limit=50000`)
    await page.getByText(`${totalResults.toLocaleString('en-US')} rows · loaded`).waitFor({ timeout: 30_000 })
    const grid = page.getByRole('grid', { name: 'Rows', exact: true })
    // The small pictures in the headers come last.
    await grid
      .getByRole('button', { name: /^Show summary of/ })
      .first()
      .waitFor({ timeout: 30_000 })
    await shoot('05-data')
    const wanted = Math.min(1_500, totalResults)
    await page.getByRole('textbox', { name: 'Go to row' }).fill(String(wanted))
    await page.keyboard.press('Enter')
    const shown = page.locator(`[role=row][aria-rowindex="${wanted + 1}"]`)
    for (const value of Object.values(items[wanted - 1] ?? {}).slice(0, 4))
      await shown.filter({ hasText: value }).waitFor()
    await shoot('06-data-row-1500')
    const email = items[0]?.EmailAddress ?? Object.values(items[0] ?? {})[0] ?? ''
    await page.keyboard.press('ControlOrMeta+F')
    await page.keyboard.type(email)
    await page.getByRole('button', { name: 'Show only rows that match' }).click()
    const found = page.getByText(/^[\d,]+ of [\d,]+ rows · loaded/)
    await found.waitFor({ timeout: 30_000 })
    const matching = items.filter((item) =>
      Object.values(item).some((cell) => cell.toLowerCase().includes(email.toLowerCase())),
    )
    mustBe('rows that match', readCount(await found.innerText()), matching.length)
    await shoot('06-data-filtered')
    await page.getByRole('button', { name: 'Clear all' }).click()
    return { rows: totalResults, row: wanted, matching: matching.length }
  },
}

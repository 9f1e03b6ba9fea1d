import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DemoStep, mustBe, readCount } from '../stage.ts'

export const RECIPE = 'Weekly leads'
export const HEADER = 'E-mail,First Name,Last Name,Company,Country,Mobile'

export const saveRecipe: DemoStep = {
  name: 'Keep what was chosen for a file as a recipe',
  async play({ app, page, outDir, shoot }) {
    const path = join(outDir, 'leads-monday.csv')
    writeFileSync(
      path,
      `${HEADER}\nada@leads.example,Ada,Lovelace,Engines Ltd,United Kingdom,0791234567\ngrace@leads.example,Grace,Hopper,Navy Inc,United States,0791234568\n`,
    )
    await app.dropFiles([path])
    await page.getByText('Contacts from a spreadsheet', { exact: true }).click()
    const send = page.getByRole('button', { name: /^Send \d+ rows$/ })
    await send.waitFor()
    mustBe('rows to be sent', readCount(await send.innerText()), 2)
    await page.getByRole('button', { name: 'Save as recipe…' }).click()
    const form = page.getByRole('dialog', { name: 'Save as a recipe' })
    await form.getByRole('textbox', { name: 'Name' }).fill(RECIPE)
    await shoot('32-save-recipe')
    await form.getByRole('button', { name: 'Save recipe' }).click()
    await page.getByText(`Recipe “${RECIPE}” saved.`).first().waitFor()
    return { recipe: RECIPE }
  },
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { type DemoStep, mustBe } from '../stage.ts'

interface DataPage {
  readonly items: readonly Record<string, string>[]
}

export const saveCsv: DemoStep = {
  name: 'Save it as CSV',
  async play({ app, page, ask, shoot, outDir, notes }) {
    const path = join(outDir, 'e-mail-opens.csv')
    await app.answerSaveDialog(path)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('menuitem', { name: /Raw CSV/ }).click()
    await page.getByText(/^Done: /).waitFor({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Transfers' }).click()
    await page
      .getByText(/^Saved [0-9,]+ rows/)
      .first()
      .waitFor()
    await page.waitForTimeout(300)
    await shoot('07-saved')
    await page.keyboard.press('Escape')
    // Else it would lie over the next step's pictures.
    await page.locator('.mantine-Notification-closeButton').first().click()
    const { items } = await ask<DataPage>(`/syncs/${notes.get('exportSync')}/data?limit=50000`)
    const saved = Papa.parse<Record<string, string>>(readFileSync(path, 'utf8'), { header: true, skipEmptyLines: true })
    mustBe('rows in the file', saved.data.length, items.length)
    mustBe('every cell of the file', JSON.stringify(saved.data), JSON.stringify(items))
    return { rows: saved.data.length, bytes: readFileSync(path).length }
  },
}

import type { DemoStep, Stage } from '../stage.ts'

interface DataPage {
  readonly items: readonly Record<string, string>[]
  readonly totalResults: number
}

export const pageThrough: DemoStep = {
  name: 'Page through what it returned',
  async play(stage) {
    const { page, ask, shoot, notes } = stage
    const path = `/syncs/${notes.get('exportSync')}/data`
    const { totalResults } = await ask<DataPage>(`${path}?limit=1`)
    await page.getByLabel('Rows per page').selectOption('1000')
    await statusSays(stage, 1, Math.min(1000, totalResults), totalResults)
    await shoot('05-data')
    await page.getByRole('button', { name: 'Next page' }).click()
    await statusSays(stage, 1001, Math.min(2000, totalResults), totalResults)
    await page.getByRole('button', { name: 'Last page' }).click()
    const lastStart = Math.floor((totalResults - 1) / 1000) * 1000
    await statusSays(stage, lastStart + 1, totalResults, totalResults)
    const wanted = 1500
    await page.getByRole('textbox', { name: 'Go to row' }).fill(String(wanted))
    await page.keyboard.press('Enter')
    await statusSays(stage, 1001, Math.min(2000, totalResults), totalResults)
    const row = (await ask<DataPage>(`${path}?limit=1&offset=${wanted - 1}`)).items[0] ?? {}
    const shown = page.locator(`[role=row][aria-rowindex="${wanted - 1000 + 1}"]`)
    for (const value of Object.values(row)) await shown.filter({ hasText: value }).waitFor()
    await shoot('06-data-row-1500')
    return { rows: totalResults, row: wanted }
  },
}

async function statusSays({ page }: Stage, from: number, to: number, total: number): Promise<void> {
  const grouped = (count: number) => count.toLocaleString('en-US')
  await page.getByText(`Rows ${grouped(from)} to ${grouped(to)} of ${grouped(total)}`).waitFor({ timeout: 30_000 })
}

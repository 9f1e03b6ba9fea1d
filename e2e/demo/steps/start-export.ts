import { type DemoStep, mustBe, readFigure, type Stage } from '../stage.ts'

interface Log {
  readonly statusCode: string
  readonly count: number
}

export const startExport: DemoStep = {
  name: 'Start an export and watch it end',
  async play(stage) {
    const { page, shoot, ask } = stage
    await page.getByRole('button', { name: 'New sync' }).click()
    await page.getByRole('textbox', { name: 'Search definitions' }).fill('E-mail opens')
    await page.getByRole('region', { name: 'Definitions' }).getByText('E-mail opens').first().click()
    const start = page.getByRole('button', { name: 'Start export' })
    await start.waitFor()
    await page.waitForTimeout(300)
    await shoot('03-new-sync')
    await start.click()
    const id = await newSyncId(stage)
    await shoot('04-sync-running')
    await page.getByRole('grid', { name: 'Rows', exact: true }).waitFor({ timeout: 60_000 })
    const logs = await ask<{ items: Log[] }>(`/syncs/${id}/logs`)
    const exported = logs.items.find((log) => log.statusCode === 'ELQ-00102')?.count
    await page.getByRole('tab', { name: 'Log' }).click()
    const shown = await readFigure(page, 'Rows exported')
    await page.getByRole('tab', { name: 'Data' }).click()
    mustBe('rows exported', shown, exported)
    stage.notes.set('exportSync', id)
    return { sync: Number(id), rows: shown }
  },
}

/** The number of the sync whose page is shown. */
async function newSyncId({ page }: Stage): Promise<string> {
  const context = await page.getByText(/^Sync \d+ · /).innerText()
  const id = /^Sync (\d+)/.exec(context)?.[1]
  if (!id) throw new Error('The page of the new sync does not say its number')
  return id
}

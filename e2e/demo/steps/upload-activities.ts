import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { finishedUpload } from '../finished-upload.ts'
import { type DemoStep, mustBe, readCount, readFigure, type Stage } from '../stage.ts'

export const uploadActivities: DemoStep = {
  name: 'Check and send a CSV of activities',
  async play(stage) {
    const { app, page, ask, shoot, files, notes } = stage
    await app.dropFiles([files.activities.path])
    const targets = page.getByRole('grid', { name: 'Imports and sync actions' })
    await targets.getByText('Event registrations', { exact: true }).waitFor()
    await shoot('08-dropped')
    await targets.getByText('Event registrations', { exact: true }).click()
    const send = page.getByRole('button', { name: /^Send \d+ rows$/ })
    await send.waitFor()
    await page.waitForTimeout(400)
    await shoot('09-check')
    mustBe('rows to be sent', readCount(await send.innerText()), files.activities.goodRows)
    mustBe('rows not sent', await readFigure(page, 'Won’t be sent'), files.activities.rows - files.activities.goodRows)
    await page.getByRole('heading', { name: 'How to send' }).scrollIntoViewIfNeeded()
    await shoot('10-check-requests')
    const before = await ask<{ totalResults: number }>('/syncs?limit=1')
    await send.click()
    await page.getByRole('button', { name: /^Import [\d,]+ rows? now$/ }).waitFor()
    const staged = await ask<{ totalResults: number }>('/syncs?limit=1')
    mustBe('syncs started by sending', staged.totalResults - before.totalResults, 0)
    await shoot('11-staged')
    await page.getByRole('button', { name: /^Import [\d,]+ rows? now$/ }).click()
    const { id, countOf } = await finishedUpload(stage)
    const created = countOf('ELQ-00069')
    mustBe('activities created', await readFigure(page, 'Created'), created)
    const rejects = await ask<{ totalResults: number }>(`/syncs/${id}/rejects`)
    mustBe('rows rejected', await readFigure(page, 'Rejected'), rejects.totalResults)
    await page.waitForTimeout(400)
    await shoot('12-outcome')
    const saved = await saveRejectedRows(stage)
    mustBe('rejected rows in the file', saved.length, rejects.totalResults)
    mustBe('the rejected row keeps its place in the file', saved[0]?.bulkdesk_row, String(files.activities.goodRows))
    notes.set('activitySync', String(id))
    return { sent: files.activities.goodRows, created: created ?? 0, rejected: rejects.totalResults, sync: id }
  },
}

async function saveRejectedRows({ app, page, outDir }: Stage): Promise<readonly Record<string, string>[]> {
  const path = join(outDir, 'rejected-rows.csv')
  await app.answerSaveDialog(path)
  await page.getByRole('button', { name: 'Save rejected rows with reasons' }).click()
  await page.getByText(/^Done: Save rejected rows with reasons/).waitFor()
  return Papa.parse<Record<string, string>>(readFileSync(path, 'utf8'), { header: true, skipEmptyLines: true }).data
}

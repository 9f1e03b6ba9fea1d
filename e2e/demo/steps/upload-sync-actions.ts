import type { DemoFile } from '../demo-files.ts'
import { type DemoStep, type Figures, mustBe, readCount, readFigure, type Stage } from '../stage.ts'

interface Log {
  readonly statusCode: string
  readonly count: number
}

export const uploadContacts: DemoStep = {
  name: 'Send contact ids to a contact sync action',
  play: (stage) =>
    sendToAction(stage, stage.files.contactIds, 'Add to Newsletter Subscribers', 'ELQ-00119', '13-contact-action'),
}

export const uploadRecords: DemoStep = {
  name: 'Send record ids to a custom object sync action',
  play: (stage) =>
    sendToAction(stage, stage.files.recordIds, 'Purchases: decision is yes', 'ELQ-00128', '14-record-action'),
}

/** Drops the file on the window, sends it through a private copy, and holds the outcome against Eloqua's log. */
async function sendToAction(
  stage: Stage,
  file: DemoFile,
  target: string,
  code: string,
  shot: string,
): Promise<Figures> {
  const { app, page, ask, shoot } = stage
  await app.dropFiles([file.path])
  await page.getByRole('grid', { name: 'Definitions that take files' }).getByText(target, { exact: true }).click()
  await page.getByRole('radio', { name: /^Through a private copy/ }).check()
  const send = page.getByRole('button', { name: /^Send \d+ rows$/ })
  mustBe('rows to be sent', readCount(await send.innerText()), file.rows)
  await shoot(`${shot}-check`)
  await send.click()
  await page
    .getByRole('main')
    .getByRole('paragraph')
    .filter({ hasText: /^Finished: / })
    .waitFor({ timeout: 60_000 })
  const id = readCount(await page.getByRole('button', { name: /^Open sync \d+/ }).innerText())
  const logs = await ask<{ items: Log[] }>(`/syncs/${id}/logs`)
  const acted = logs.items.find((log) => log.statusCode === code)?.count
  mustBe('rows acted on', await readFigure(page, 'Acted on'), acted)
  mustBe('every row was acted on', acted, file.rows)
  await page.waitForTimeout(300)
  await shoot(`${shot}-outcome`)
  return { sent: file.rows, acted: acted ?? 0, sync: id }
}

import type { DemoFile } from '../demo-files.ts'
import { finishedUpload } from '../finished-upload.ts'
import { type DemoStep, type Figures, mustBe, readCount, readFigure, type Stage } from '../stage.ts'

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
  const { app, page, shoot } = stage
  await app.dropFiles([file.path])
  await page.getByRole('grid', { name: 'Imports and sync actions' }).getByText(target, { exact: true }).click()
  await page.getByRole('radio', { name: /^Use a temporary copy/ }).check()
  const send = page.getByRole('button', { name: /^Send \d+ rows$/ })
  mustBe('rows to be sent', readCount(await send.innerText()), file.rows)
  await shoot(`${shot}-check`)
  await send.click()
  const { id, countOf } = await finishedUpload(stage)
  const acted = countOf(code)
  mustBe('rows acted on', await readFigure(page, 'Processed'), acted)
  mustBe('every row was acted on', acted, file.rows)
  await page.waitForTimeout(300)
  await shoot(`${shot}-outcome`)
  return { sent: file.rows, acted: acted ?? 0, sync: id }
}

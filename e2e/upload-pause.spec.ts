import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright-core'
import type { Simulator } from '../simulator/simulator.ts'
import type { App } from './app.ts'
import { findViolationsInBothSchemes } from './axe.ts'
import { runPast } from './journey/ask-eloqua.ts'
import { startEloqua } from './journey/eloqua.ts'
import { launchJourney } from './journey/launch-journey.ts'
import { runFolder } from './journey/run.ts'
import { openSection, signIn } from './journey/sign-in.ts'

test.describe.configure({ mode: 'serial' })

const ROWS = 23_456
/** Long enough to press a button while an answer is on its way. */
const SLOW_MS = 4_000
let eloqua: Simulator
let app: App
let page: Page
test.beforeAll(async () => {
  eloqua = await startEloqua({ rows: ROWS })
  app = await launchJourney('upload-pause', { loginUrl: eloqua.loginUrl })
  page = app.page
  await signIn(page)
})
test.beforeEach(() => eloqua.control.faults.clear())
test.afterAll(async () => {
  await app.close()
  await eloqua.close()
})

const main = () => page.getByRole('main')
const posts = () => eloqua.control.requests.list({ method: 'POST' }).length
const imported = () => eloqua.control.sql("SELECT external_id FROM activities WHERE external_id LIKE 'PAUSE-%'").length

/** Registrations of forty people that the instance knows. */
function registrations(name: string): string {
  const people = eloqua.control.sql('SELECT f100001 AS email FROM contacts ORDER BY id LIMIT 40')
  const lines = people.map(({ email }, row) => `PAUSE-${row},${email},Registered`)
  const path = join(runFolder('upload-pause'), name)
  writeFileSync(path, `activityId,E-mail,type\r\n${lines.join('\r\n')}\r\n`)
  return path
}

test('an upload is paused while its part is on its way: the part arrives, and no sync is asked for', async () => {
  const effect = { kind: 'delay', ms: SLOW_MS, after: true } as const
  eloqua.control.faults.add({ method: 'POST', path: '*/data', effect })
  await openSection(page, 'Upload')
  await app.dropFiles([registrations('paused.csv')])
  const targets = page.getByRole('grid', { name: 'Imports and sync actions' })
  await targets.getByText('Event registrations', { exact: true }).click()
  await page.getByRole('radio', { name: /^Use a temporary copy/ }).check()
  await page.getByRole('button', { name: 'Send 40 rows', exact: true }).click()
  await expect(main().getByText('Pauses after the current part.')).toBeVisible()
  await expect.poll(() => eloqua.control.requests.list({ method: 'POST', path: '*/data' }).length).toBe(1)
  await page.getByRole('button', { name: /^Pause paused\.csv/ }).click()
  await expect(main().getByText('Pausing after the current part…')).toBeVisible()
  await expect(
    main()
      .getByRole('status')
      .getByText(/^Paused after part 1 of 1\. The temporary copy keeps its rows until /),
  ).toBeVisible()
  await expect(main().getByText('Paused', { exact: true })).toBeVisible()
  expect(await findViolationsInBothSchemes(page)).toEqual([])
  await page.getByRole('button', { name: 'Transfers: 1 paused' }).click()
  await expect(page.getByRole('listitem', { name: /paused\.csv/ }).getByText('Paused', { exact: true })).toBeVisible()
  expect(await findViolationsInBothSchemes(page)).toEqual([])
  await page.keyboard.press('Escape')
  expect(imported()).toBe(0)
})

test('it is still paused after a restart, and sends nothing before it is resumed', async () => {
  await app.close()
  const before = posts()
  app = await launchJourney('upload-pause', { loginUrl: eloqua.loginUrl })
  page = app.page
  await page.getByRole('button', { name: 'Transfers: 1 paused' }).click()
  await page.getByRole('button', { name: 'Open upload' }).click()
  await expect(main().getByText('Paused', { exact: true })).toBeVisible()
  expect(posts()).toBe(before)
  await page.getByRole('button', { name: /^Resume paused\.csv/ }).click()
  await main()
    .getByText(/^40 rows imported\./)
    .first()
    .waitFor({ timeout: 60_000 })
  expect(imported()).toBe(40)
})

test('a save of rows that still arrive is paused, says where the rows are, and ends whole', async () => {
  const id = await runPast(eloqua, '/customObjects/20/exports/1')
  await eloqua.control.settled()
  // A page takes so long that most of the rows are still to come when Pause is pressed, on a busy machine as well.
  eloqua.control.faults.add({ path: `*/syncs/${id}/data`, skip: 1, count: 0, effect: { kind: 'delay', ms: 10_000 } })
  await openSection(page, 'Results')
  await page.getByLabel('Open by sync number').fill(String(id))
  await page.keyboard.press('Enter')
  await page.getByRole('grid', { name: 'Rows', exact: true }).waitFor()
  const path = join(runFolder('upload-pause'), 'paused-save.csv')
  await app.answerSaveDialog(path)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('menuitem', { name: /^Raw CSV/ }).click()
  await page.getByRole('button', { name: 'Transfers: 1 running' }).click()
  const transfer = page.getByRole('listitem', { name: /paused-save\.csv/ })
  await transfer.getByRole('button', { name: /^Pause / }).click()
  await expect(transfer).toContainText(/Paused after [\d,]+ rows\. /, { timeout: 30_000 })
  eloqua.control.faults.clear()
  await transfer.getByRole('button', { name: /^Resume / }).click()
  await expect(transfer).toContainText('Saved 23,456 rows', { timeout: 30_000 })
  expect(readFileSync(path, 'utf8').trimEnd().split('\n').length).toBeGreaterThan(ROWS)
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright-core'
import type { Simulator } from '../simulator/simulator.ts'
import type { App } from './app.ts'
import { findViolationsInBothSchemes } from './axe.ts'
import { startEloqua } from './journey/eloqua.ts'
import { launchJourney } from './journey/launch-journey.ts'
import { runFolder } from './journey/run.ts'
import { openSection, signIn } from './journey/sign-in.ts'

test.describe.configure({ mode: 'serial' })

const TARGET = '/activities/imports/2900'
let eloqua: Simulator
let app: App
let page: Page
test.beforeAll(async () => {
  eloqua = await startEloqua()
  app = await launchJourney('upload-waiting', { loginUrl: eloqua.loginUrl })
  page = app.page
  await signIn(page)
})
test.afterAll(async () => {
  await app.close()
  await eloqua.close()
})

const main = () => page.getByRole('main')
const notice = () => page.getByRole('region', { name: 'Rows already staged' })
const staged = () => eloqua.control.staged(TARGET).uploads
const syncs = () => eloqua.control.syncs().length

/** Drops a file of registrations on the definition that others share. */
async function drop(name: string, key: string, rows: number): Promise<void> {
  const people = eloqua.control.sql('SELECT f100001 AS email FROM contacts ORDER BY id LIMIT ?', rows)
  const lines = people.map(({ email }, row) => `${key}-${row},${email},Registered`)
  const path = join(runFolder('upload-waiting'), name)
  writeFileSync(path, `activityId,E-mail,type\r\n${lines.join('\r\n')}\r\n`)
  await openSection(page, 'Upload')
  await app.dropFiles([path])
  const targets = page.getByRole('grid', { name: 'Imports and sync actions' })
  await targets.getByText('Event registrations', { exact: true }).click()
}
const straight = () => page.getByRole('radio', { name: /^Stage in this definition/ })
const send = (rows: number) => page.getByRole('button', { name: `Send ${rows} rows`, exact: true })

test('a first file is sent straight, and its rows wait', async () => {
  await drop('contacts-a.csv', 'WAITA', 61)
  await straight().check()
  await send(61).click()
  await expect(main().getByText(/Kept by Eloqua until/)).toBeVisible()
  expect(staged()).toBe(1)
})

test('a second file to the same definition says whose rows wait, and is not sent on top of them by accident', async () => {
  await drop('contacts-b.csv', 'WAITB', 40)
  await expect(page.getByRole('radio', { name: /^Use a temporary copy \(recommended\)/ })).toBeChecked()
  await expect(notice()).toContainText('The temporary copy isn’t affected')
  await straight().check()
  await expect(notice()).toContainText('61 rows of contacts-a.csv, staged')
  await expect(notice()).toContainText('the sync of this file imports those rows too')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toHaveAttribute('aria-disabled', 'true')
  expect(staged()).toBe(1)
  expect(await findViolationsInBothSchemes(page)).toEqual([])
})

test('sent on top by choice, one sync applies both, and the ledger names both', async () => {
  const before = syncs()
  await notice()
    .getByRole('checkbox', { name: /^Add to them/ })
    .check()
  await send(40).click()
  await expect(main().getByRole('list', { name: 'Staged rows' })).toContainText('61 rows of contacts-a.csv')
  expect(await findViolationsInBothSchemes(page)).toEqual([])
  await page.getByRole('button', { name: /^(Import|Process) [\d,]+ rows? now$/ }).click()
  const words = 'Eloqua processed 101 rows: 40 of this upload and 61 rows of contacts-a.csv staged earlier.'
  await expect(main().getByText(words).first()).toBeVisible({ timeout: 60_000 })
  await expect(
    main().getByText('Eloqua’s result for 101 rows, 40 of this upload and 61 of contacts-a.csv:').first(),
  ).toBeVisible()
  await expect(main().getByText('Not reported')).toHaveCount(0)
  expect(syncs()).toBe(before + 1)
  await openSection(page, 'History')
  await page.getByRole('grid', { name: 'Uploads' }).getByText('contacts-a.csv', { exact: true }).click()
  await expect(
    main()
      .getByText(/started for contacts-b\.csv, processed the 61 rows staged for contacts-a\.csv/)
      .first(),
  ).toBeVisible()
  await expect(main().getByText('Done', { exact: true })).toBeVisible()
})

test('the rows of an upload that was cancelled can be discarded afterwards', async () => {
  await drop('contacts-c.csv', 'WAITC', 12)
  await straight().check()
  await send(12).click()
  await page.getByRole('button', { name: /^(Import|Process) [\d,]+ rows? now$/ }).waitFor()
  await page.getByRole('button', { name: /^Transfers/ }).click()
  const transfer = page.getByRole('listitem', { name: /contacts-c\.csv/ })
  await transfer.getByRole('button', { name: 'Cancel…' }).click()
  await transfer.getByRole('button', { name: 'Cancel upload' }).click()
  await page.keyboard.press('Escape')
  const left = main().getByRole('region', { name: 'Staged rows' })
  await expect(left).toContainText('12 rows of this upload are still staged in Event registrations')
  expect(await findViolationsInBothSchemes(page)).toEqual([])
  await left.getByRole('button', { name: 'Delete staged rows…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete all staged rows in Event registrations?' })
  await expect(dialog).toContainText('Bulkdesk knows of 12 rows of contacts-c.csv.')
  await dialog.getByRole('button', { name: 'Delete staged rows' }).click()
  await expect(
    main()
      .getByText(/^You deleted the rows staged in/)
      .first(),
  ).toBeVisible()
  await expect(left).toHaveCount(0)
  expect(staged()).toBe(0)
})

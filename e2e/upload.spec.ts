import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright-core'
import { type App, launchApp } from './app.ts'
import { findViolationsInBothSchemes } from './axe.ts'
import { askPractice } from './demo/practice-instance.ts'
import { openSyncs } from './journey/sign-in.ts'

test.describe.configure({ mode: 'serial' })

const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-upload-'))
const STRANGERS = 3
let app: App
let page: Page
let emails: readonly string[]

test.beforeAll(async () => {
  app = await launchApp({ viewport: { width: 1280, height: 800 } })
  page = app.page
  page.setDefaultTimeout(20_000)
  await page.getByRole('button', { name: 'Try with sample data' }).click()
  await openSyncs(page)
  emails = await knownEmails()
})
test.afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Listed<T> {
  readonly items: readonly T[]
  readonly totalResults: number
}

/** Addresses of contacts that the practice instance holds, from a result of its past. */
async function knownEmails(): Promise<readonly string[]> {
  const query = encodeURIComponent('"syncedInstanceUri=/contacts/exports/88"')
  const { items } = await askPractice<Listed<{ uri: string }>>(page, `/syncs?orderBy=createdAt%20DESC&q=${query}`)
  for (const { uri } of items) {
    const data = await askPractice<Listed<{ email: string }>>(page, `${uri}/data?limit=200`).catch(() => undefined)
    if (data) return data.items.map((row) => row.email)
  }
  throw new Error('No result of the contacts can still be read')
}

async function countSyncs(): Promise<number> {
  return (await askPractice<Listed<unknown>>(page, '/syncs?limit=1')).totalResults
}

async function countImports(): Promise<number> {
  return (await askPractice<Listed<unknown>>(page, '/activities/imports?limit=1')).totalResults
}

/** The newest sync: the one an upload has just started. */
async function newestSync(): Promise<{ readonly uri: string; readonly syncedInstanceUri: string }> {
  const { items } = await askPractice<Listed<{ uri: string; syncedInstanceUri: string }>>(
    page,
    '/syncs?limit=1&orderBy=createdAt%20DESC',
  )
  if (!items[0]) throw new Error('There are no syncs')
  return items[0]
}

function csvOf(name: string, lines: readonly string[]): string {
  const path = join(folder, name)
  writeFileSync(path, `\uFEFF${lines.join('\r\n')}\r\n`)
  return path
}

/** Registrations of known contacts, of some nobody knows, and a row that is cut short. */
function registrations(name: string, unknown = STRANGERS): { readonly path: string; readonly good: number } {
  const known = emails.slice(0, 60).map((email, row) => `R-${row},${email},Registered,"a, ""b""\r\nsecond line"`)
  const strangers = Array.from({ length: unknown }, (_, row) => `S-${row},nobody${row}@nowhere.example,Registered,`)
  const path = csvOf(name, ['activityId,E-mail,type,notes', ...known, ...strangers, 'cut,short'])
  return { path, good: known.length + unknown }
}

async function dropOn(path: string, target: string): Promise<void> {
  await app.dropFiles([path])
  await page.getByRole('grid', { name: 'Imports and sync actions' }).getByText(target, { exact: true }).click()
}

const sendButton = (rows: number) => page.getByRole('button', { name: `Send ${rows} rows`, exact: true })
const outcome = () =>
  page
    .locator('main')
    .getByText(/^[\d,]+ (of [\d,]+ )?rows? (imported|processed|sent)\./)
    .first()
const figure = (label: string) =>
  page.locator('dt', { hasText: new RegExp(`^${label}$`) }).locator('xpath=following-sibling::dd[1]')

test('a dropped file is checked; nothing reaches Eloqua before the button', async () => {
  const { path, good } = registrations('registrations.csv')
  const before = [await countSyncs(), await countImports()]
  await dropOn(path, 'Event registrations')
  await sendButton(good).waitFor()
  await expect(figure('Won’t be sent')).toHaveText('1')
  await expect(page.getByText('1 row has too few cells.')).toBeVisible()
  expect(await findViolationsInBothSchemes(page)).toEqual([])
  expect([await countSyncs(), await countImports()]).toEqual(before)
})

test('sent straight, the rows wait until their sync is started', async () => {
  const before = await countSyncs()
  await page.getByRole('radio', { name: /^Stage in this definition/ }).check()
  await page.keyboard.press('Control+Enter')
  const start = page.getByRole('button', { name: /^(Import|Process) [\d,]+ rows? now$/ })
  await start.waitFor()
  expect(await countSyncs()).toBe(before)
  expect(await findViolationsInBothSchemes(page)).toEqual([])
  await start.click()
  await outcome().waitFor({ timeout: 60_000 })
  expect(await countSyncs()).toBe(before + 1)
  expect((await newestSync()).syncedInstanceUri).toBe('/activities/imports/2900')
})

test('the outcome accounts for every row, and rejected rows keep their place in the file', async () => {
  await expect(figure('Rows in the file')).toHaveText('64')
  await expect(figure('Created')).toHaveText('60')
  await expect(figure('Rejected')).toHaveText(String(STRANGERS))
  await expect(page.getByText(`Done, ${STRANGERS} rejected`)).toBeVisible()
  const places = page.getByRole('grid', { name: 'Rejected rows' }).getByRole('row')
  await expect(places.nth(1)).toContainText('61')
  expect(await findViolationsInBothSchemes(page)).toEqual([])
})

test('rejected rows are fixed and only those are sent', async () => {
  await page.getByRole('button', { name: 'Fix and resend…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Fix and resend rejected rows/ })
  await dialog.getByRole('checkbox', { name: 'Send row 62' }).uncheck()
  await dialog.getByRole('checkbox', { name: 'Send row 63' }).uncheck()
  await dialog.getByRole('textbox', { name: 'email of row 61' }).fill(emails[100] ?? '')
  expect(await findViolationsInBothSchemes(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Review 1 row' }).click()
  await sendButton(1)
    .or(page.getByRole('button', { name: 'Send 1 row', exact: true }))
    .click()
  const start = page.getByRole('button', { name: /^(Import|Process) [\d,]+ rows? now$/ })
  await start.or(outcome()).first().waitFor()
  if (await start.isVisible()) await start.click()
  await outcome().waitFor({ timeout: 60_000 })
  await expect(figure('Rows in the file')).toHaveText('1')
  await expect(figure('Created')).toHaveText('1')
})

/** Sends a file of registrations through a private copy. Resolves with the copy's uri once the upload is over. */
async function sendThroughCopy(file: { readonly path: string; readonly good: number }): Promise<string> {
  await dropOn(file.path, 'Event registrations')
  await page.getByRole('radio', { name: /^Use a temporary copy/ }).check()
  await sendButton(file.good).click()
  await outcome().waitFor({ timeout: 60_000 })
  const { syncedInstanceUri } = await newestSync()
  expect(syncedInstanceUri).toMatch(/^\/activities\/imports\/\d+$/)
  expect(syncedInstanceUri).not.toBe('/activities/imports/2900')
  return syncedInstanceUri
}

test('sent through a private copy, the copy is synced and deleted', async () => {
  const before = await countImports()
  await sendThroughCopy(registrations('all-known.csv', 0))
  await expect.poll(countImports).toBe(before)
})

test('a temporary copy whose rows were rejected stays for a week, with the list of them', async () => {
  const before = await countImports()
  const uri = await sendThroughCopy(registrations('again.csv'))
  await expect(figure('Rejected')).toHaveText(String(STRANGERS))
  expect(await countImports()).toBe(before + 1)
  expect(await askPractice<{ autoDeleteDuration: string }>(page, uri)).toMatchObject({ autoDeleteDuration: 'P7D' })
})

/** Counts what a user clicks from now on. */
async function countClicks(): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const clicks = document.documentElement.dataset
    const isCounting = clicks.clicks !== undefined
    clicks.clicks = '0'
    if (isCounting) return
    window.addEventListener('pointerdown', () => (clicks.clicks = String(Number(clicks.clicks) + 1)), true)
  })
  return async () => Number(await page.evaluate(() => document.documentElement.dataset.clicks))
}

test('rejected rows are put right and sent again in three clicks, and the edits', async () => {
  const clicks = await countClicks()
  await page.getByRole('button', { name: 'Fix and resend…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Fix and resend rejected rows/ })
  for (const row of [61, 62, 63]) {
    const cell = dialog.getByRole('textbox', { name: `email of row ${row}` })
    await cell.fill(emails[100 + row] ?? '')
  }
  await dialog.getByRole('button', { name: 'Review 3 rows' }).click()
  await sendButton(3).click()
  await outcome().waitFor({ timeout: 60_000 })
  expect(await clicks()).toBe(3)
  await expect(figure('Created')).toHaveText('3')
})

/** Drops a file of ids, picks the sync action, sends. */
async function sendIds(name: string, ids: readonly string[], choose?: () => Promise<void>): Promise<void> {
  await dropOn(csvOf(name, ['email', ...ids]), 'Unsubscribe from Product News')
  await sendButton(ids.length).waitFor()
  await choose?.()
  await sendButton(ids.length).click()
  await outcome().waitFor({ timeout: 60_000 })
  await expect(figure('Sent')).toHaveText(String(ids.length))
}

test('a sync action takes ids in three clicks, the drop among them, once the way to send them is known', async () => {
  await sendIds('product-news.csv', emails.slice(0, 25), async () => {
    expect(await findViolationsInBothSchemes(page)).toEqual([])
    await page.getByRole('radio', { name: /^Use a temporary copy/ }).check()
  })
  const clicks = await countClicks()
  await sendIds('more-news.csv', emails.slice(25, 35))
  expect((await clicks()) + 1).toBe(3)
})

test('every upload left a receipt that can be found and saved', async () => {
  await page.getByRole('navigation', { name: 'Sections' }).getByText('History').click()
  const uploads = page.getByRole('grid', { name: 'Uploads' })
  await expect(uploads.getByRole('row')).toHaveCount(8)
  expect(await findViolationsInBothSchemes(page)).toEqual([])
  await page.getByRole('textbox', { name: 'Search uploads' }).fill('product-news')
  await expect(uploads.getByRole('row')).toHaveCount(2)
  await uploads.getByRole('row').nth(1).click()
  await expect(page.getByRole('navigation', { name: 'Sections' }).locator('[aria-current]')).toHaveText(/History/)
  const receipt = join(folder, 'receipt.json')
  await app.answerSaveDialog(receipt)
  await page.getByRole('button', { name: 'Save receipt' }).click()
  await page.getByRole('button', { name: 'Receipt saved' }).waitFor()
  const saved = JSON.parse(readFileSync(receipt, 'utf8')) as { file: { name: string }; ledger: { sent: number } }
  expect([saved.file.name, saved.ledger.sent]).toEqual(['product-news.csv', 25])
  expect(readFileSync(receipt, 'utf8')).not.toContain(emails[0] ?? '')
})

test('a drop closes what lies on top; Esc closes the transfers and then leaves the check page', async () => {
  await page.keyboard.press('Control+j')
  const transfers = page.getByRole('dialog', { name: 'Transfers' })
  await transfers.waitFor()
  await app.dropFiles([csvOf('dropped.csv', ['email', ...emails.slice(0, 3)])])
  await page.getByRole('heading', { name: 'Check before sending' }).waitFor()
  await expect(transfers).toHaveCount(0)
  await page.keyboard.press('Control+j')
  await transfers.waitFor()
  await page.keyboard.press('Escape')
  await expect(transfers).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Check before sending' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Check before sending' })).toHaveCount(0)
})

test('a file that is not UTF-8 asks which words look right, and offers no target before', async () => {
  const path = join(folder, 'latin.csv')
  writeFileSync(
    path,
    Buffer.concat([Buffer.from('email,city\r\na@example.com,Li'), Buffer.from([0xe8]), Buffer.from('ge\r\n')]),
  )
  await app.dropFiles([path])
  await page.getByRole('heading', { name: 'Choose how to read the text' }).waitFor()
  await expect(page.getByRole('list', { name: 'Encodings the file may be in' })).toContainText('Liège')
  await expect(page.getByRole('heading', { name: 'Destination' })).toHaveCount(0)
  expect(await findViolationsInBothSchemes(page)).toEqual([])
  await page.getByRole('button', { name: /^Read as Windows-1252/ }).click()
  await expect(page.getByRole('cell', { name: 'Liège' })).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Encoding' })).toBeFocused()
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright-core'
import { type App, launchApp } from './app.ts'
import { findViolationsInBothSchemes } from './axe.ts'
import { openSection, openSyncs } from './journey/sign-in.ts'

const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-as-left-'))
let app: App
let page: Page

test.describe.configure({ mode: 'serial' })
test.beforeAll(() => start())
test.afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

async function start(): Promise<void> {
  app = await launchApp({ userDataDir: join(folder, 'user-data'), viewport: { width: 1280, height: 800 } })
  page = app.page
  page.setDefaultTimeout(20_000)
  const practice = page.getByRole('button', { name: 'Try with sample data' })
  await practice
    .or(page.getByRole('heading', { level: 1, name: 'Home' }))
    .first()
    .waitFor()
  if (await practice.isVisible()) await practice.click()
  await openSyncs(page)
}

function contacts(name: string): string {
  const path = join(folder, name)
  const rows = Array.from({ length: 60 }, (_, row) => `person${row}@example.com,Zoë,Ghent`)
  writeFileSync(path, `email,firstName,city\n${rows.join('\n')}\n`)
  return path
}

const targets = () => page.getByRole('grid', { name: 'Imports and sync actions' })
const privateCopy = () => page.getByRole('radio', { name: /^Use a temporary copy/ })
const columns = () => page.getByRole('grid', { name: 'Rows', exact: true }).getByRole('columnheader')

async function openResult(): Promise<void> {
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: 'Results' }).click()
  await page.getByLabel('Open by sync number').fill('66097')
  await page.keyboard.press('Enter')
  await columns().first().waitFor()
}

test('what was chosen for a file is there again after a look at another screen', async () => {
  await app.dropFiles([contacts('first.csv')])
  await targets().getByText('Contacts from a spreadsheet', { exact: true }).click()
  await privateCopy().check()
  await page.getByRole('combobox', { name: 'Field for city' }).click()
  await page.getByRole('option', { name: 'company', exact: true }).click()
  await page.getByRole('button', { name: 'Send 60 rows' }).waitFor()
  await openSection(page, 'Syncs')
  await openSection(page, 'Upload')
  await page.getByRole('heading', { name: '1 draft' }).waitFor()
  expect(await findViolationsInBothSchemes(page)).toEqual([])
  await page.getByRole('button', { name: 'Continue with first.csv' }).click()
  await page.getByRole('button', { name: 'Send 60 rows' }).waitFor()
  await expect(privateCopy()).toBeChecked()
  await expect(page.getByRole('combobox', { name: 'Field for city' })).toHaveText('company')
})

test('a mapping is changed by keyboard alone, and the focus stays where it was', async () => {
  const choice = page.getByRole('combobox', { name: 'Field for city' })
  await choice.focus()
  await page.keyboard.press('ArrowDown')
  await expect(choice).toHaveAttribute('aria-expanded', 'true')
  expect(await findViolationsInBothSchemes(page)).toEqual([])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(choice).toHaveText('country')
  await expect(choice).toBeFocused()
  await page.getByRole('button', { name: 'Cancel' }).click()
})

test('a notice lies over nothing of the page', async () => {
  await openSection(page, 'Requests')
  await page.getByRole('grid', { name: 'Requests' }).getByRole('row').nth(1).click()
  await page.getByRole('button', { name: 'Copy as cURL' }).click()
  const notice = page.getByRole('status').filter({ hasText: 'cURL command copied' })
  await notice.waitFor()
  // Until it has slid to its place.
  await expect.poll(async () => (await notice.boundingBox())?.x).toBe(8)
  const [box, main] = [await notice.boundingBox(), await page.locator('main').boundingBox()]
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(main?.x ?? 0)
  const settings = await page.getByRole('navigation', { name: 'Sections' }).getByText('Settings').boundingBox()
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(settings?.y ?? 0)
  await page.keyboard.press('Escape')
})

test('appearance, side bar and columns are as they were left, also after a restart', async () => {
  await openResult()
  await expect(columns().nth(1)).toContainText('email')
  await page.getByRole('button', { name: 'Columns', exact: true }).click()
  await page.getByRole('checkbox', { name: 'email' }).uncheck()
  await page.keyboard.press('Escape')
  await openSection(page, 'Settings')
  await page.getByText('Dark', { exact: true }).click()
  await page.keyboard.press('ControlOrMeta+b')
  await page.getByRole('button', { name: 'Expand side bar' }).waitFor()
  await app.close()
  await start()
  expect(await page.evaluate(() => document.documentElement.getAttribute('data-mantine-color-scheme'))).toBe('dark')
  await page.getByRole('button', { name: 'Expand side bar' }).waitFor()
  await openResult()
  await page.getByRole('button', { name: 'Columns (1 hidden)' }).waitFor()
  await expect(columns().nth(1)).not.toContainText('email')
})

import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright-core'
import type { FaultEffect } from '../simulator/faults/faults.ts'
import type { Simulator } from '../simulator/simulator.ts'
import type { App } from './app.ts'
import { askEloqua, runPast } from './journey/ask-eloqua.ts'
import { JOURNEY_USER, startEloqua } from './journey/eloqua.ts'
import { launchJourney } from './journey/launch-journey.ts'
import { runFolder } from './journey/run.ts'
import { openSection, signIn } from './journey/sign-in.ts'

test.describe.configure({ mode: 'serial' })

const TRANSACTIONS = '/customObjects/20/exports/1'
const ROWS = 23_456
const COLLEAGUE = { ...JOURNEY_USER, user: 'Tom.Okafor' }
const HOUR = 3_600_000
let eloqua: Simulator
let app: App
let page: Page
/** A finished export of many rows. */
let large = 0
test.beforeAll(async () => {
  eloqua = await startEloqua({ rows: ROWS, users: [JOURNEY_USER, COLLEAGUE] })
  app = await launchJourney('results', { loginUrl: eloqua.loginUrl })
  page = app.page
  await signIn(page)
  large = await runPast(eloqua, TRANSACTIONS)
  await eloqua.control.settled()
})
test.beforeEach(() => eloqua.control.faults.clear())
test.afterAll(async () => {
  await app.close()
  await eloqua.close()
})

interface DataPage {
  readonly items: readonly Record<string, string>[]
}

const grid = () => page.getByRole('grid', { name: 'Rows on this page' })
const dataRequests = () => eloqua.control.requests.list({ path: '*/data' }).map(({ url }) => url.split('?')[1] ?? '')

async function openResult(id: number): Promise<void> {
  await openSection(page, 'Results')
  await page.getByLabel('Open by sync number').fill(String(id))
  await page.keyboard.press('Enter')
}

/** Runs another export of the same, so that nothing of it is known yet. */
async function openFresh(definition = TRANSACTIONS, effect?: FaultEffect): Promise<number> {
  const id = await runPast(eloqua, definition)
  await eloqua.control.settled()
  if (effect) eloqua.control.faults.add({ method: 'GET', path: `*/syncs/${id}/data`, effect })
  await openResult(id)
  return id
}

async function rowsShown(from: number, to: number, total: number | undefined = ROWS): Promise<void> {
  const of = total === undefined ? '' : ` of ${total.toLocaleString('en-US')}`
  await page.getByText(`Rows ${from.toLocaleString('en-US')} to ${to.toLocaleString('en-US')}${of}`).waitFor()
}

/** The text of the active cell, which a screen reader is told. */
function activeCell(): Promise<string | undefined> {
  return grid().evaluate((element) => {
    const id = element.getAttribute('aria-activedescendant')
    return (id && document.getElementById(id)?.textContent) || undefined
  })
}

async function row(number: number): Promise<Record<string, string>> {
  const answer = await askEloqua<DataPage>(eloqua, `/syncs/${large}/data?limit=1&offset=${number - 1}`)
  return answer.items[0] ?? {}
}

test('pages are turned by mouse and by keyboard; the next one is there already, and going back asks for nothing', async () => {
  await openResult(large)
  await page.getByLabel('Rows per page').selectOption('1000')
  await rowsShown(1, 1_000)
  await expect.poll(dataRequests).toContain('offset=1000&limit=1000')
  await page.getByRole('button', { name: 'Next page' }).click()
  await rowsShown(1_001, 2_000)
  await page.getByRole('button', { name: 'Next page' }).press('Enter')
  await rowsShown(2_001, 3_000)
  await expect.poll(dataRequests).toContain('offset=3000&limit=1000')
  eloqua.control.requests.clear()
  await page.getByRole('button', { name: 'Previous page' }).click()
  await rowsShown(1_001, 2_000)
  await page.getByRole('button', { name: 'Previous page' }).click()
  await rowsShown(1, 1_000)
  expect(dataRequests()).toEqual([])
})

test('first, last and any row are one step away, and the cells are those of Eloqua', async () => {
  await page.getByRole('button', { name: 'Last page' }).click()
  await rowsShown(23_001, ROWS)
  await expect(page.getByRole('button', { name: /^Next page: this is the last page/ })).toBeVisible()
  await page.getByLabel('Go to row').fill('12,345')
  await page.keyboard.press('Enter')
  await rowsShown(12_001, 13_000)
  const expected = Object.values(await row(12_345))
  await expect.poll(activeCell).toBe(expected[0])
  await grid().focus()
  for (const value of expected.slice(0, 4)) {
    await expect.poll(activeCell).toBe(value)
    await page.keyboard.press('ArrowRight')
  }
  await page.getByRole('button', { name: 'First page' }).click()
  await rowsShown(1, 1_000)
})

test('only what is on screen is in the page', async () => {
  await page.getByLabel('Rows per page').selectOption('10000')
  await rowsShown(1, 10_000)
  expect(await grid().getByRole('row').count()).toBeLessThan(80)
  await expect(grid()).toHaveAttribute('aria-rowcount', '10001')
  await page.getByLabel('Rows per page').selectOption('1000')
  await rowsShown(1, 1_000)
})

test('a range is copied as spreadsheet text, in the order and choice of columns on screen', async () => {
  const [first, second] = await Promise.all([row(1), row(2)])
  await grid().focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('ControlOrMeta+C')
  const lines = (columns: readonly string[]) =>
    [first, second].map((cells) => columns.map((name) => cells[name]).join('\t'))
  await expect.poll(async () => (await app.desktop()).clipboard).toBe(lines(['member', 'email']).join('\r\n'))
  await page.getByRole('button', { name: 'Columns', exact: true }).click()
  await page.getByRole('checkbox', { name: 'email' }).uncheck()
  await page.getByRole('checkbox', { name: 'store' }).press('Alt+ArrowUp')
  await page.keyboard.press('Escape')
  await grid().focus()
  await page.keyboard.press('ControlOrMeta+C')
  await expect.poll(async () => (await app.desktop()).clipboard).toBe(lines(['member', 'store']).join('\r\n'))
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Copy with column names' }).click()
  const withNames = ['member\tstore', ...lines(['member', 'store'])].join('\r\n')
  await expect.poll(async () => (await app.desktop()).clipboard).toBe(withNames)
})

test('hidden and moved columns stay so for the next run of the same export', async () => {
  await openFresh()
  const headers = grid().getByRole('columnheader')
  await expect(headers.nth(2)).toHaveText('store')
  await expect(grid().getByRole('columnheader', { name: 'email' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Columns (1 hidden)' }).click()
  await page.getByRole('button', { name: 'Reset' }).click()
  await page.keyboard.press('Escape')
  await expect(headers.nth(2)).toHaveText('email')
})

test('long values and line breaks are shown on one line, and whole when the row is opened', async () => {
  const long = `${'Lorem ipsum dolor sit amet '.repeat(60)}end.`
  const items = [{ email: 'a@example.com', firstName: 'first line\nsecond\r\nthird', language: long }]
  await openFresh('/contacts/exports/91', {
    kind: 'answer',
    status: 200,
    body: { items, totalResults: 1, count: 1, hasMore: false },
  })
  await rowsShown(1, 1, 1)
  await expect(grid().getByRole('row')).toHaveCount(2)
  await grid().focus()
  await page.keyboard.press('Space')
  const panel = page.getByRole('region', { name: 'Row 1' })
  await expect(panel.getByText('first line')).toHaveText(/first line\nsecond\r?\nthird/, { useInnerText: false })
  await expect(panel.getByText(long.slice(-30))).toBeVisible()
  await panel.getByRole('button', { name: 'Copy firstName' }).click()
  await expect.poll(async () => (await app.desktop()).clipboard).toBe('first line\nsecond\r\nthird')
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
})

test('a page that is shorter than asked for loses no rows: the next one goes on behind it', async () => {
  const id = await openFresh(TRANSACTIONS, { kind: 'page', keep: 400, count: 400 })
  await rowsShown(1, 400)
  await expect(page.getByRole('note')).toContainText('400 rows of 5,000 arrived')
  await page.getByRole('button', { name: 'Next page' }).click()
  await rowsShown(401, 5_400)
  const { items } = await askEloqua<DataPage>(eloqua, `/syncs/${id}/data?limit=1&offset=400`)
  await expect.poll(activeCell).toBe(items[0]?.member)
})

test('a wrong count, and an end that is none, are told and not believed', async () => {
  await openFresh(TRANSACTIONS, { kind: 'page', count: 17, hasMore: false })
  await expect(page.getByRole('note')).toContainText('says that this page has 17 rows, but 5,000 rows came')
  await expect(page.getByRole('note')).toContainText(
    'says that this is the last page, but also that there are 23,456 rows',
  )
  await page.getByRole('button', { name: 'Next page' }).click()
  await rowsShown(5_001, 10_000)
})

test('an answer without items is an empty page, not a failure', async () => {
  await openFresh(TRANSACTIONS, { kind: 'page', withoutItems: true, count: 0, totalResults: 0, hasMore: false })
  await expect(page.getByText('No rows', { exact: false }).first()).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toHaveCount(0)
})

test('the data of a colleague cannot be read, and the screen says whose it is', async () => {
  const theirs = await runPast(eloqua, '/contacts/exports/88', COLLEAGUE)
  await eloqua.control.settled()
  await openResult(theirs)
  await expect(page.getByRole('heading', { name: 'Only the person who ran this export can open it' })).toBeVisible()
  await expect(page.getByText(`${COLLEAGUE.user} ran this export, so only they can open it.`)).toBeVisible()
})

test('saved exactly as it is, every row and every cell is in the file as Eloqua gives it', async () => {
  await openResult(large)
  const path = join(runFolder('results'), 'transactions.csv')
  await app.answerSaveDialog(path)
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  await page.getByRole('menuitem', { name: /^Raw CSV/ }).click()
  await expect(page.getByText(/^Done: .*transactions\.csv/)).toBeVisible({ timeout: 30_000 })
  const saved = readFileSync(path, 'utf8')
  const { items } = await askEloqua<DataPage>(eloqua, `/syncs/${large}/data?limit=50000`)
  const names = Object.keys(items[0] ?? {})
  const quote = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const lines = [names, ...items.map((item) => names.map((name) => item[name] ?? ''))].map((cells) =>
    cells.map(quote).join(','),
  )
  // Not by `toEqual`, which would print two megabytes.
  expect(saved === `${lines.join('\n')}\n`).toBe(true)
  await page.getByRole('button', { name: 'Transfers' }).click()
  await expect(page.getByRole('listitem', { name: /transactions\.csv/ })).toContainText('Saved 23,456 rows')
  await expect(page.getByRole('dialog')).not.toContainText(/left|rows\/s/)
  await page.keyboard.press('Escape')
})

test('a save that is cancelled leaves no file', async () => {
  eloqua.control.faults.add({ path: '*/data', count: 0, effect: { kind: 'drip', bytes: 20_000, everyMs: 100 } })
  const folder = runFolder('results/cancelled')
  await app.answerSaveDialog(join(folder, 'never.csv'))
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  await page.getByRole('menuitem', { name: /^Raw CSV/ }).click()
  await page.getByRole('button', { name: 'Transfers: 1 running' }).click()
  const transfer = page.getByRole('listitem', { name: /never\.csv/ })
  await transfer.getByRole('button', { name: 'Cancel…' }).click()
  await expect(transfer).toContainText('removes the unfinished file')
  await transfer.getByRole('button', { name: 'Cancel saving' }).click()
  await expect(transfer).toContainText('Canceled. The unfinished file was removed.')
  expect(readdirSync(folder)).toEqual([])
  await page.keyboard.press('Escape')
})

test('a disk that is full is told in the transfers, and no half file takes the name', async () => {
  test.skip(process.platform !== 'linux' || process.getuid?.() !== 0, 'only root can make a small disk')
  const disk = runFolder('results/small-disk')
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk])
  try {
    await app.answerSaveDialog(join(disk, 'too-much.csv'))
    await page.getByRole('button', { name: 'Save as CSV' }).click()
    await page.getByRole('menuitem', { name: /^Raw CSV/ }).click()
    await page.getByText(/^Failed: .*too-much\.csv/).waitFor()
    await page.getByRole('button', { name: /^Transfers/ }).click()
    const told = page.getByRole('listitem', { name: /too-much\.csv/ }).getByRole('alert')
    await expect(told).toContainText('The disk is full')
    await expect(told).toContainText('An older file with that name is unchanged.')
    await expect(told).toContainText('Free some space or choose another folder')
    expect(readdirSync(disk)).toEqual([])
    await page.keyboard.press('Escape')
  } finally {
    execFileSync('umount', [disk])
  }
})

test('data that Eloqua has deleted meanwhile can be run for again', async () => {
  const id = await runPast(eloqua, '/contacts/exports/88')
  await eloqua.control.settled()
  eloqua.control.clock.advance(13 * HOUR)
  await openResult(id)
  await expect(page.getByRole('heading', { name: 'This result has expired' })).toBeVisible()
  await page.getByRole('button', { name: 'Run export again' }).click()
  await expect(page.getByRole('heading', { name: 'All contacts' })).toBeVisible()
})

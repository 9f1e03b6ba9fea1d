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

const grid = () => page.getByRole('grid', { name: 'Rows', exact: true })
const dataRequests = () => eloqua.control.requests.list({ path: '*/data' }).map(({ url }) => url.split('?')[1] ?? '')

async function openResult(id: number): Promise<void> {
  await openSection(page, 'Results')
  await page.getByLabel('Open by sync number').fill(String(id))
  await page.keyboard.press('Enter')
}

/** Runs another export of the same, so that nothing of it is known yet. */
async function openFresh(definition = TRANSACTIONS, effect?: FaultEffect, logged?: number): Promise<number> {
  const id = await runPast(eloqua, definition)
  await eloqua.control.settled()
  if (logged !== undefined) logCounts(id, logged)
  if (effect) eloqua.control.faults.add({ method: 'GET', path: `*/syncs/${id}/data`, effect })
  await openResult(id)
  return id
}

/** The log of a sync tells of so many exported rows: a result is held against it before it counts as whole. */
function logCounts(id: number, rows: number): void {
  const line = {
    ...{ syncUri: `/syncs/${id}`, count: rows, severity: 'information', statusCode: 'ELQ-00102' },
    ...{ message: 'Successfully exported members to csv file.', createdAt: new Date().toISOString() },
  }
  const body = { items: [line], totalResults: 1, limit: 1000, offset: 0, count: 1, hasMore: false }
  eloqua.control.faults.add({ path: `*/syncs/${id}/logs`, count: 0, effect: { kind: 'answer', status: 200, body } })
}

/** Every row is there, and the screen says so. */
async function allRowsShown(rows = ROWS): Promise<void> {
  await page.getByText(new RegExp(`^${rows.toLocaleString('en-US')} rows? · loaded`)).waitFor({ timeout: 30_000 })
}

/** The text of the active cell, which a screen reader is told. */
function activeCell(): Promise<string | undefined> {
  return grid().evaluate((element) => {
    const id = element.getAttribute('aria-activedescendant')
    return (id && document.getElementById(id)?.textContent) || undefined
  })
}

/** Moves the active cell to a column, by its name. */
async function toColumn(name: string): Promise<void> {
  const headers = await grid()
    .getByRole('columnheader')
    .evaluateAll((cells) =>
      cells.map((cell) => [cell.querySelector('[title]')?.getAttribute('title'), cell.getAttribute('aria-colindex')]),
    )
  const place = Number(headers.find(([title]) => title === name)?.[1]) - 2
  await page.keyboard.press('Home')
  for (let step = 0; step < place; step += 1) await page.keyboard.press('ArrowRight')
}

async function everyRow(): Promise<readonly Record<string, string>[]> {
  return (await askEloqua<DataPage>(eloqua, `/syncs/${large}/data?limit=50000`)).items
}

async function row(number: number): Promise<Record<string, string>> {
  const answer = await askEloqua<DataPage>(eloqua, `/syncs/${large}/data?limit=1&offset=${number - 1}`)
  return answer.items[0] ?? {}
}

test('all rows scroll as one: the last one and any other are one step away, and the cells are those of Eloqua', async () => {
  await openResult(large)
  await allRowsShown()
  await grid().focus()
  await page.keyboard.press('ControlOrMeta+End')
  await expect.poll(activeCell).toBe(Object.values(await row(ROWS)).at(-1))
  await page.getByLabel('Go to row').fill('12,345')
  await page.keyboard.press('Enter')
  const expected = Object.values(await row(12_345))
  await grid().focus()
  await page.keyboard.press('Home')
  for (const value of expected.slice(0, 4)) {
    await expect.poll(activeCell).toBe(value)
    await page.keyboard.press('ArrowRight')
  }
  await page.keyboard.press('ControlOrMeta+Home')
})

test('only what is on screen is in the page, and what was fetched is not asked for again', async () => {
  expect(await grid().getByRole('row').count()).toBeLessThan(80)
  await expect(grid()).toHaveAttribute('aria-rowcount', String(ROWS + 1))
  eloqua.control.requests.clear()
  await openSection(page, 'Syncs')
  await openResult(large)
  await allRowsShown()
  expect(dataRequests()).toEqual([])
})

test('filtered, sorted and searched, the rows are those of Eloqua, by keyboard alone', async () => {
  const all = await everyRow()
  const store = all[0]?.store ?? ''
  await grid().focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await toColumn('store')
  await page.keyboard.press('ContextMenu')
  await page.getByRole('menuitem', { name: `Only rows with “${store}”` }).press('Enter')
  const expected = all.filter((cells) => cells.store === store)
  await page.getByText(`${expected.length.toLocaleString('en-US')} of 23,456 rows`).waitFor()
  await grid().focus()
  await toColumn('email')
  await page.keyboard.press('Alt+ArrowDown')
  await page.getByRole('menuitem', { name: 'Sort Z to A' }).press('Enter')
  const last = expected.map(({ email = '' }) => email).sort((a, b) => (a < b ? 1 : -1))[0]
  await grid().focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await toColumn('email')
  await expect.poll(activeCell).toBe(last)
  await page.keyboard.press('ControlOrMeta+F')
  await page.keyboard.type(String(last))
  const matches = expected.filter(({ email }) => email === last).length
  await expect(page.getByText(`1 of ${matches}`, { exact: true })).toBeVisible()
  await page.getByLabel('Find in all columns').fill('')
  await page.getByRole('button', { name: 'Clear all' }).click()
  await allRowsShown()
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
  await expect(headers.nth(2)).toContainText('store')
  await expect(grid().getByRole('columnheader', { name: 'email' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Columns (1 hidden)' }).click()
  await page.getByRole('button', { name: 'Reset' }).click()
  await page.keyboard.press('Escape')
  await expect(headers.nth(2)).toContainText('email')
})

test('long values and line breaks are shown on one line, and whole when the row is opened', async () => {
  const long = `${'Lorem ipsum dolor sit amet '.repeat(60)}end.`
  const items = [{ email: 'a@example.com', firstName: 'first line\nsecond\r\nthird', language: long }]
  const body = { items, totalResults: 1, count: 1, hasMore: false }
  await openFresh('/contacts/exports/91', { kind: 'answer', status: 200, body }, 1)
  await allRowsShown(1)
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

test('a page that is shorter than asked for loses no rows', async () => {
  const id = await openFresh(TRANSACTIONS, { kind: 'page', keep: 400, count: 400 })
  await allRowsShown()
  await page.getByLabel('Go to row').fill('401')
  await page.keyboard.press('Enter')
  const { items } = await askEloqua<DataPage>(eloqua, `/syncs/${id}/data?limit=1&offset=400`)
  await expect.poll(activeCell).toBe(items[0]?.member)
})

test('a wrong count, and an end that is none, are not believed', async () => {
  await openFresh(TRANSACTIONS, { kind: 'page', count: 17, hasMore: false })
  await allRowsShown()
})

const WITHOUT_ROWS = { kind: 'page', withoutItems: true, count: 0, totalResults: 0, hasMore: false } as const

test('an answer without items is an empty result, not a failure', async () => {
  await openFresh(TRANSACTIONS, WITHOUT_ROWS, 0)
  await expect(page.getByRole('heading', { name: 'This export returned no rows' })).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toHaveCount(0)
})

test('an answer without items is no empty result where the log counts rows', async () => {
  await openFresh(TRANSACTIONS, WITHOUT_ROWS)
  await expect(page.getByRole('heading', { name: 'No rows arrived' })).toBeVisible()
  await expect(page.getByRole('note').filter({ hasText: 'Some rows are missing' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'This export returned no rows' })).toHaveCount(0)
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
  await allRowsShown()
  const path = join(runFolder('results'), 'transactions.csv')
  await app.answerSaveDialog(path)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('menuitem', { name: /^Raw CSV/ }).click()
  await expect(page.getByText(/^Done: .*transactions\.csv/)).toBeVisible({ timeout: 30_000 })
  const saved = readFileSync(path, 'utf8')
  const items = await everyRow()
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
  await openFresh()
  const folder = runFolder('results/cancelled')
  await app.answerSaveDialog(join(folder, 'never.csv'))
  await page.getByRole('button', { name: 'Save', exact: true }).click()
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
  await openResult(large)
  await allRowsShown()
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk])
  try {
    await app.answerSaveDialog(join(disk, 'too-much.csv'))
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('menuitem', { name: /^Raw CSV/ }).click()
    await page.getByText(/^Failed: .*too-much\.csv/).waitFor()
    await expect(page.getByText('The disk is full.', { exact: true })).toBeVisible()
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

test('kept rows are there after Eloqua has deleted them; others can be run for again', async () => {
  const kept = await openFresh('/contacts/exports/88')
  await page.getByText(/^[\d,]+ rows · loaded/).waitFor()
  await page.getByRole('button', { name: 'Keep…' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Contacts before the cleanup')
  await page.getByRole('button', { name: 'Keep rows' }).click()
  await page.getByText('kept on this computer').first().waitFor()
  const first = await activeCell()
  const lost = await runPast(eloqua, '/contacts/exports/88')
  await eloqua.control.settled()
  eloqua.control.clock.advance(13 * HOUR)
  await openResult(lost)
  await expect(page.getByRole('heading', { name: 'This result has expired' })).toBeVisible()
  await openSection(page, 'Results')
  await page.getByText('Kept on this computer', { exact: true }).click()
  await page.getByRole('grid', { name: 'Kept on this computer' }).getByText('Contacts before the cleanup').click()
  await grid().waitFor()
  await expect.poll(activeCell).toBe(first)
  expect(kept).not.toBe(lost)
  await openResult(lost)
  await page.getByRole('button', { name: 'Run export again' }).click()
  await expect(page.getByRole('heading', { name: 'All contacts' })).toBeVisible()
})

test('two runs of one export are compared, and the cell that changed meanwhile is shown before and after', async () => {
  const subscribers = '/contacts/exports/91'
  const older = await runPast(eloqua, subscribers)
  await eloqua.control.settled()
  const { items } = await askEloqua<DataPage>(eloqua, `/syncs/${older}/data?limit=1`)
  const { email, firstName } = items[0] ?? {}
  const body = {
    name: 'First names',
    fields: { email: '{{Contact.Field(C_EmailAddress)}}', firstName: '{{Contact.Field(C_FirstName)}}' },
    identifierFieldName: 'email',
  }
  const { uri } = await askEloqua<{ uri: string }>(eloqua, '/contacts/imports', { body })
  await askEloqua(eloqua, `${uri}/data`, { body: [{ email, firstName: 'Changed meanwhile' }] })
  await runPast(eloqua, uri)
  await eloqua.control.settled()
  await openFresh(subscribers)
  await page.getByText(/rows · loaded/).waitFor()
  await page.getByRole('button', { name: 'Compare…' }).click()
  await page.getByRole('combobox', { name: 'Compare with' }).click()
  await page.getByRole('option', { name: new RegExp(String(older)) }).click()
  await page.getByRole('button', { name: 'Compare runs' }).click()
  await page.getByText('Changed 1', { exact: true }).waitFor()
  await expect(page.getByText('Added 0', { exact: true })).toBeVisible()
  await expect(page.getByText('Removed 0', { exact: true })).toBeVisible()
  const changed = page.getByRole('main').getByRole('grid')
  await expect(changed).toContainText(String(email))
  await expect(changed).toContainText('Changed meanwhile')
  await changed.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('table', { name: /^Row / })).toContainText(String(firstName))
})

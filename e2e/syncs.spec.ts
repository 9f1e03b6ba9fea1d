import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import Papa from 'papaparse'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright-core'
import { syncsWords } from '../shared/words/syncs.ts'
import type { Simulator } from '../simulator/simulator.ts'
import type { App } from './app.ts'
import { askEloqua, runPast } from './journey/ask-eloqua.ts'
import { JOURNEY_USER, startEloqua } from './journey/eloqua.ts'
import { launchJourney } from './journey/launch-journey.ts'
import { runFolder } from './journey/run.ts'
import { openSection, signIn } from './journey/sign-in.ts'

test.describe.configure({ mode: 'serial' })

let eloqua: Simulator
let app: App
let page: Page
test.beforeAll(async () => {
  // At Eloqua's own pace, so that a sync is seen pending and active before it ends.
  eloqua = await startEloqua({ speed: 'real' })
  app = await launchJourney('syncs', { loginUrl: eloqua.loginUrl })
  page = app.page
  await signIn(page)
})
test.beforeEach(() => eloqua.control.faults.clear())
test.afterAll(async () => {
  await app.close()
  await eloqua.close()
})

const grid = () => page.getByRole('grid', { name: 'Syncs' })
/** The syncs in sight, without the headings of their days. */
const rows = () => grid().locator('tbody tr[aria-rowindex]:not([data-heading])')
const newestFirst = () =>
  eloqua.control
    .syncs()
    .map(({ id }) => id)
    .sort((a, b) => b - a)

/** The number of the sync whose page is shown. */
async function shownSync(): Promise<number> {
  const context = await page.getByText(/^Sync \d+ · /).innerText()
  return Number(/\d+/.exec(context)?.[0])
}

async function openSync(id: number): Promise<void> {
  await openSection(page, 'Results')
  await page.getByLabel('Open by sync number').fill(String(id))
  await page.keyboard.press('Enter')
  await page.getByText(new RegExp(`^Sync ${id} · `)).waitFor()
}

/** From the menu of an export that ended well, whose frame is one line. */
async function chooseMore(name: string): Promise<void> {
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name }).click()
}

async function pickDefinition(name: string): Promise<void> {
  await page.getByRole('button', { name: 'New sync' }).click()
  await page.getByLabel('Search definitions').fill(name)
  await page.getByRole('grid', { name: 'Definitions' }).getByText(name, { exact: true }).click()
}

test('all syncs are listed, the newest first, under the headings of their days', async () => {
  const ids = newestFirst()
  await expect(page.getByText(syncsWords.context(ids.length))).toBeVisible()
  await expect(rows().first()).toContainText(String(ids[0]))
  const shown = await rows().evaluateAll((all) => all.map((row) => Number(row.querySelector('td')?.textContent)))
  expect(shown).toEqual(ids.slice(0, shown.length))
  expect(shown.length).toBeGreaterThan(5)
  await expect(grid().locator('[data-heading]').first()).toContainText(/\d syncs?$/)
  await grid().locator('tbody tr[tabindex="0"]').focus()
  await page.keyboard.press('End')
  await expect(rows().last()).toContainText(String(ids.at(-1)))
  await page.keyboard.press('Home')
})

test('all syncs of the year are searched, by how they ended, words, user and day', async () => {
  const search = page.getByLabel('Search syncs').getByRole('textbox')
  const failed = eloqua.control.syncs().filter(({ status }) => status === 'error').length
  await page.getByRole('button', { name: `Failed ${failed}` }).click()
  await expect(rows().getByText('Failed')).toHaveCount(failed)
  await expect(rows()).toHaveCount(failed)
  await page.getByRole('button', { name: /^All / }).click()
  await search.fill('nightly')
  const nightly = eloqua.control.syncs().filter(({ definitionUri }) => definitionUri === '/contacts/imports/30').length
  await expect(page.getByRole('button', { name: `All ${nightly}`, exact: true })).toBeVisible()
  await search.fill('no such thing')
  await expect(page.getByRole('heading', { name: 'No syncs match your filters' })).toBeVisible()
  await page.getByRole('button', { name: /^Remove “no such thing”/ }).click()
  await page.getByRole('checkbox', { name: 'Mine' }).check()
  const mine = eloqua.control.syncs().filter(({ createdBy }) => createdBy === JOURNEY_USER.user).length
  await expect(page.getByRole('button', { name: `All ${mine}`, exact: true })).toBeVisible()
  await page.getByRole('checkbox', { name: 'Mine' }).uncheck()
  const day = page
    .getByRole('group', { name: 'Last 30 days' })
    .getByRole('button', { name: /succeeded/ })
    .last()
  await day.click()
  await expect(grid().locator('[data-heading]')).toHaveCount(1)
  // Whoever opens a sync comes back to what was looked for.
  await search.fill('success')
  await rows().first().click()
  await page.getByText(/^Sync \d+ · /).waitFor()
  await page.getByRole('banner').getByRole('button', { name: 'Back' }).click()
  await expect(search).toHaveValue('success')
  await expect(grid().locator('[data-heading]')).toHaveCount(1)
  await search.fill('')
  await page.getByRole('button', { name: 'Show all days' }).click()
  await expect(page.getByRole('button', { name: `All ${newestFirst().length}`, exact: true })).toBeVisible()
})

test('a sync that another program started is followed to its end by itself', async () => {
  const id = await runPast(eloqua, '/contacts/exports/91')
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(rows().first()).toContainText(String(id))
  await expect(rows().first()).toContainText(/Pending|Active/)
  await expect(rows().first()).toContainText('Success')
})

test('a new sync is found by its name, shown as the request it is, started once, and watched', async () => {
  const before = newestFirst()
  await pickDefinition('E-mail opens')
  const request = page.getByRole('region', { name: 'Request to be sent' })
  await expect(request).toContainText('POST /api/bulk/2.0/syncs')
  await expect(request).toContainText('"syncedInstanceUri": "/activities/exports/7"')
  expect(newestFirst()).toEqual(before)
  await page.getByRole('button', { name: 'Start export' }).click()
  const id = await shownSync()
  expect(newestFirst()).toEqual([id, ...before])
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText(/Created.*Started.*Waiting|Running/)
  await expect(page.getByRole('main').getByText('Success', { exact: true })).toBeVisible()
  await expect(page.getByRole('grid', { name: 'Rows', exact: true })).toBeVisible()
})

test('a uri can be pasted as any page prints it, with an address that Eloqua calls at the end', async () => {
  const called: string[] = []
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => called.push(chunk.toString()))
    request.on('end', () => response.end())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const callback = `http://127.0.0.1:${(server.address() as AddressInfo).port}/done`
  await openSection(page, 'Syncs')
  await page.getByRole('button', { name: 'New sync' }).click()
  await page
    .getByLabel('Search definitions')
    .fill('https://secure.p03.eloqua.com/api/bulk/2.0/accounts/exports/12/data')
  await expect(page.getByRole('heading', { name: 'Accounts with revenue' })).toBeVisible()
  await page.getByLabel('Callback URL (optional)').fill(callback)
  await page.getByRole('button', { name: 'Start export' }).click()
  const id = await shownSync()
  await expect.poll(() => called.join('')).toContain(`"uri":"/syncs/${id}"`)
  server.close()
})

test('what Eloqua refuses is told at the field it is about, and nothing is started', async () => {
  const before = newestFirst()
  await openSection(page, 'Syncs')
  await pickDefinition('E-mail opens')
  const callback = page.getByLabel('Callback URL (optional)')
  await callback.fill('https://intranet/done')
  refuseStart('callbackUrl', 'Must be a valid URL.')
  await page.getByRole('button', { name: 'Start export' }).click()
  await expect(callback).toHaveAccessibleDescription(/Must be a valid URL/)
  await callback.fill('')
  refuseStart('syncedInstanceUri', 'Must be a reference to an existing object.')
  await page.getByRole('button', { name: 'Start export' }).click()
  await expect(page.getByLabel('Search definitions')).toHaveAccessibleDescription(
    /Must be a reference to an existing object/,
  )
  expect(newestFirst()).toEqual(before)
})

test('a sync is run again from its own page, by a second press and not by the first', async () => {
  const [last = 0] = newestFirst()
  await openSync(last)
  await chooseMore('Run again…')
  await expect(page.getByRole('heading', { name: 'Accounts with revenue' })).toBeVisible()
  expect(newestFirst()[0]).toBe(last)
  await page.getByRole('button', { name: 'Start export' }).click()
  await expect.poll(shownSync).toBe(last + 1)
})

test('the request is copied as a cURL command without the password', async () => {
  await chooseMore('Copy as cURL')
  await expect.poll(async () => (await app.desktop()).clipboard).toContain('curl --user')
  const { clipboard } = await app.desktop()
  expect(clipboard).toContain(`${JOURNEY_USER.company}\\${JOURNEY_USER.user}:••••`)
  expect(clipboard).toContain(`${eloqua.origin}/api/bulk/2.0/syncs`)
  expect(clipboard).not.toContain(JOURNEY_USER.password)
})

test('a sync that gets stuck is shown as running, whatever is clicked meanwhile', async () => {
  await openSection(page, 'Syncs')
  await pickDefinition('Purchases, all')
  eloqua.control.faults.add({ method: 'POST', path: '*/syncs', effect: { kind: 'sync', outcome: 'stuck-active' } })
  await page.getByRole('button', { name: 'Start export' }).click()
  const id = await shownSync()
  await expect(page.getByRole('main').getByText('Active', { exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Export running' })).toBeVisible()
  await page.getByRole('tab', { name: 'Log' }).click()
  await expect(page.getByRole('main').getByText('Active', { exact: true })).toBeVisible()
  eloqua.control.requests.clear()
  await expect.poll(() => eloqua.control.requests.list({ path: `*/syncs/${id}` }).length).toBeGreaterThan(0)
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('Running')
})

test('a sync that failed says so, and its log says why in words', async () => {
  await openSection(page, 'Syncs')
  await pickDefinition('All contacts')
  eloqua.control.faults.add({ method: 'POST', path: '*/syncs', effect: { kind: 'sync', outcome: 'error' } })
  await page.getByRole('button', { name: 'Start export' }).click()
  await expect(page.getByRole('heading', { name: 'Eloqua stopped this export' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Why, and what to do' })).toContainText(
    'Eloqua couldn’t process this sync',
  )
  await page.getByRole('button', { name: 'Show log' }).click()
  const log = page.getByRole('grid', { name: 'Log' })
  await expect(log.getByRole('row', { name: /Error/ }).first()).toContainText('ELQ-00107')
  await expect(log).toContainText('The sync has ended')
})

test('rejected rows are paged, each with its reason, and saved as a file', async () => {
  const sync = eloqua.control.syncs().find(({ id }) => countRejects(id) > 200)
  if (!sync) throw new Error('No past sync has so many rejected rows.')
  await openSync(sync.id)
  const why = page.getByRole('region', { name: 'Why, and what to do' })
  await expect(why).toContainText('Invalid email address')
  await expect(page.getByRole('grid', { name: 'Rejected rows' })).toBeVisible()
  await page.getByRole('tab', { name: 'Log' }).click()
  const log = page.getByRole('grid', { name: 'Log' })
  await expect(log).toContainText('Rows staged for import')
  await expect(log).toContainText('ELQ-00130')
  await page.getByRole('tab', { name: /^Rejected/ }).click()
  const rejected = page.getByRole('grid', { name: 'Rejected rows' })
  await expect(rejected.locator('tbody tr')).toHaveCount(100)
  await expect(page.getByText('1 to 100 of 212 rejected rows')).toBeVisible()
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(page.getByText('101 to 200 of 212 rejected rows')).toBeVisible()
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(rejected.locator('tbody tr')).toHaveCount(12)
  const path = join(runFolder('syncs'), 'rejected.csv')
  await app.answerSaveDialog(path)
  await page.getByRole('button', { name: 'Save rejected rows with reasons' }).click()
  await page.getByRole('menuitem', { name: /^Raw CSV/ }).click()
  await expect(page.getByText(/^Done: /)).toBeVisible()
  const saved = Papa.parse<Record<string, string>>(readFileSync(path, 'utf8'), { header: true, skipEmptyLines: true })
  expect(saved.data).toHaveLength(212)
  expect(saved.data[0]).toMatchObject({ bulkdesk_code: 'ELQ-00002', email: 'bademail' })
})

test('a watched sync is watched again after the app was killed', async () => {
  await openSection(page, 'Syncs')
  await pickDefinition('Form submits')
  await page.getByRole('button', { name: 'Start export' }).click()
  const id = await shownSync()
  const found = await askEloqua<Record<string, unknown>>(eloqua, `/syncs/${id}`)
  // As if it ran for longer than it does.
  const body = { ...found, status: 'active', syncEndedAt: undefined }
  const effect = { kind: 'answer', status: 200, body } as const
  eloqua.control.faults.add({ method: 'GET', path: `*/syncs/${id}`, count: 0, effect })
  await app.kill()
  // From here on only the watch asks for this one sync: neither Home nor Settings does.
  eloqua.control.requests.clear()
  app = await launchJourney('syncs', { loginUrl: eloqua.loginUrl })
  page = app.page
  await openSection(page, 'Settings')
  const looks = () => eloqua.control.requests.list({ path: `*/syncs/${id}` }).length
  await expect.poll(looks, { timeout: 20_000 }).toBeGreaterThan(1)
  eloqua.control.faults.clear()
  await openSync(id)
  await expect(page.getByRole('main').getByText('Success', { exact: true })).toBeVisible()
})

/** The next sync is refused as Eloqua refuses: 400, and which field is wrong in which way. */
function refuseStart(field: string, constraint: string): void {
  const body = { failures: [{ field, constraint }] }
  eloqua.control.faults.add({ method: 'POST', path: '*/syncs', effect: { kind: 'answer', status: 400, body } })
}

function countRejects(sync: number): number {
  const [row] = eloqua.control.sql('SELECT COUNT(*) AS rejects FROM bulk_rejects WHERE sync = ?', sync)
  return Number(row?.rejects)
}

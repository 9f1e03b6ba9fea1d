import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright-core'
import type { Simulator } from '../simulator/simulator.ts'
import type { App } from './app.ts'
import { runPast } from './journey/ask-eloqua.ts'
import { startEloqua } from './journey/eloqua.ts'
import { launchJourney } from './journey/launch-journey.ts'
import { runFolder } from './journey/run.ts'
import { openSection, signIn, signInAgain } from './journey/sign-in.ts'
import { expectThreeParts, type ThreeParts } from './journey/three-parts.ts'

const UNCHANGED = 'Nothing changed in Eloqua.'
let eloqua: Simulator
let app: App
let page: Page
test.beforeAll(async () => {
  eloqua = await startEloqua()
  app = await launchJourney('status-words', { loginUrl: eloqua.loginUrl })
  page = app.page
  await signIn(page)
})
test.beforeEach(() => eloqua.control.faults.clear())
// A refused sign-in holds back whatever comes after it, until the password is given again.
test.afterEach(async ({ browserName: _ }, { title }) => {
  eloqua.control.faults.clear()
  if (title.startsWith('401')) await signInAgain(page)
})
test.afterAll(async () => {
  await app.close()
  await eloqua.close()
})

/** From now on such requests are answered by this status. Where reads are tried again, a second's wait is asked for. */
function answerWith(status: number, method: string, path: string, applied = false): void {
  const headers: Record<string, string> = status >= 500 ? { 'Retry-After': '1' } : {}
  eloqua.control.faults.clear()
  eloqua.control.faults.add({ method, path, count: 0, effect: { kind: 'answer', status, headers, applied } })
}

const alert = () => page.getByRole('main').getByRole('alert')
const EMAIL = 'email\nana.silva@example.com\n'
const REGISTRATION = 'E-mail,activityId,type,assetType,assetName\nana.silva@example.com,R-1,Registered,Webinar,Autumn\n'

const READING: readonly (readonly [number, ...ThreeParts])[] = [
  [400, 'Eloqua rejected the request', UNCHANGED, 'see the details'],
  [401, 'Sign-in expired or was rejected', UNCHANGED, 'Your password may have changed'],
  [403, 'You don’t have permission for this in Eloqua', UNCHANGED, 'Ask your Eloqua admin'],
  [404, 'Not found in Eloqua', 'may be deleted or expired', 'Refresh the list'],
  [409, 'Another sync is using this definition', UNCHANGED, 'Wait until the other sync ends'],
  [410, 'This data has expired in Eloqua', 'The records themselves are untouched', 'Run the export again'],
  [412, 'Still used elsewhere in Eloqua', UNCHANGED, 'Remove it from where it’s used'],
  [413, 'Eloqua’s import storage is full', UNCHANGED, 'Start or delete staged uploads'],
  [500, 'Eloqua returned an error', UNCHANGED, 'Try again in a few minutes'],
  [503, 'Eloqua isn’t available right now', UNCHANGED, 'Try again in a few minutes'],
]

test.describe('GET /syncs', () => {
  test('200 is a list', async () => {
    await openSection(page, 'Syncs')
    await expect(page.getByRole('grid', { name: 'Syncs' }).getByRole('row')).not.toHaveCount(0)
  })
  for (const [status, ...parts] of READING) {
    test(`${status} is told in words`, async () => {
      answerWith(status, 'GET', '*/syncs')
      await page.getByRole('button', { name: 'Refresh' }).click()
      await expectThreeParts(alert(), parts)
    })
  }
})

const OF_DATA: Readonly<Record<number, ThreeParts>> = {
  400: ['This sync has no data', 'Imports and sync actions return no data', 'See the log'],
  403: ['Only the person who ran this export can open it', 'ran this export', 'Run it yourself'],
  404: ['This result has expired', 'Eloqua deletes export results', 'Run the export again'],
  410: ['This result has expired', 'Eloqua deletes export results', 'Run the export again'],
}

test.describe('GET /syncs/{id}/data', () => {
  for (const [status, ...parts] of READING) {
    test(`${status} is told in words`, async () => {
      const id = await runPast(eloqua, '/contacts/exports/91')
      answerWith(status, 'GET', `*/syncs/${id}/data`)
      await openSection(page, 'Results')
      await page.getByLabel('Open by sync number').fill(String(id))
      await page.keyboard.press('Enter')
      await expectThreeParts(page.getByRole('tabpanel', { name: 'Data' }), OF_DATA[status] ?? parts)
    })
  }
  test('200 is the data', async () => {
    const id = await runPast(eloqua, '/contacts/exports/91')
    await openSection(page, 'Results')
    await page.getByLabel('Open by sync number').fill(String(id))
    await page.keyboard.press('Enter')
    await expect(page.getByText(/^[0-9,]+ rows · loaded/)).toBeVisible()
  })
})

const NOT_STARTED = 'No sync started.'
const STARTING: readonly (readonly [number, ...ThreeParts])[] = [
  [400, 'Eloqua rejected the request', NOT_STARTED, 'See the details'],
  [401, 'Sign-in expired or was rejected', NOT_STARTED, 'Your password may have changed'],
  [403, 'You don’t have permission for this in Eloqua', NOT_STARTED, 'Ask your Eloqua admin'],
  [404, 'Not found in Eloqua', NOT_STARTED, 'Check that the definition still exists'],
  [409, 'Another sync is using this definition', NOT_STARTED, 'Wait until the other sync ends'],
  [410, 'This data has expired in Eloqua', NOT_STARTED, 'Check that the definition still exists'],
  [412, 'Still used elsewhere in Eloqua', NOT_STARTED, 'Remove it from where it’s used'],
  [413, 'Eloqua’s import storage is full', NOT_STARTED, 'Start or delete staged uploads'],
  [
    500,
    'Bulkdesk couldn’t confirm whether Eloqua received this',
    'The sync may have started',
    'Check the list of syncs',
  ],
]

test.describe('POST /syncs', () => {
  async function start(): Promise<void> {
    await openSection(page, 'Syncs')
    await page.getByRole('button', { name: 'New sync' }).click()
    await page.getByLabel('Search definitions').fill('/contacts/exports/91')
    await page.getByRole('button', { name: 'Start export' }).click()
  }
  for (const [status, ...parts] of STARTING) {
    test(`${status} is told in words, and nothing is posted twice`, async () => {
      const before = eloqua.control.syncs().length
      eloqua.control.requests.clear()
      answerWith(status, 'POST', '*/syncs')
      await start()
      await expectThreeParts(alert(), parts)
      expect(eloqua.control.requests.list({ method: 'POST' })).toHaveLength(1)
      expect(eloqua.control.syncs()).toHaveLength(before)
    })
  }
  test('503 after which the sync is there all the same asks, names the sync, and starts no other', async () => {
    const before = eloqua.control.syncs().length
    eloqua.control.requests.clear()
    answerWith(503, 'POST', '*/syncs', true)
    await start()
    await expect(alert()).toContainText('Bulkdesk couldn’t confirm whether Eloqua received this', { timeout: 20_000 })
    const made = eloqua.control.syncs().at(-1)?.id ?? 0
    await expect(alert()).toContainText(String(made))
    expect(eloqua.control.syncs()).toHaveLength(before + 1)
    expect(eloqua.control.requests.list({ method: 'POST' })).toHaveLength(1)
  })
  test('201 leads to the sync', async () => {
    await start()
    await expect(page.getByText(/^Sync \d+ · Export/)).toBeVisible()
  })
})

const NOT_TAKEN = 'none of it is in Eloqua.'
const IN_DOUBT: ThreeParts = [
  'The connection dropped while sending part 1 of 1',
  'Part 1 may have reached Eloqua, where the next sync of',
  'Rows are missing if it didn’t.',
]
const SENDING: readonly (readonly [number, ...ThreeParts])[] = [
  [400, 'Eloqua rejected the request', NOT_TAKEN, 'See the details'],
  [401, 'Eloqua rejected the sign-in', 'Nothing was ', 'Sign in again and the upload continues'],
  [403, 'You don’t have permission for this in Eloqua', NOT_TAKEN, 'Ask your Eloqua admin'],
  [404, 'Not found in Eloqua', 'the definition may be gone, or the part was over 32 MB', 'Check that the definition'],
  [409, 'Another sync is using this definition', NOT_TAKEN, 'Wait until the other sync ends'],
  [410, 'This data has expired in Eloqua', NOT_TAKEN, 'Check that the definition still exists'],
  [412, 'Still used elsewhere in Eloqua', NOT_TAKEN, 'Remove it from where it’s used'],
  [413, 'Eloqua’s import storage is full', 'Eloqua didn’t accept this part', 'Start or delete staged uploads'],
  [500, ...IN_DOUBT],
  [503, ...IN_DOUBT],
]

/** A definition of each kind that takes rows, with a file for it; and one of the kind that starts a sync by itself. */
const TARGETS = [
  { name: 'Event registrations', uri: '/activities/imports/2900', csv: REGISTRATION, atOnce: undefined },
  {
    name: 'Unsubscribe from Product News',
    uri: '/contacts/syncActions/2',
    csv: EMAIL,
    atOnce: 'Remove from Do Not Call, at once',
  },
  { name: 'Purchases: decision is yes', uri: '/customObjects/9/syncActions/6', csv: 'Id\nP-1\n', atOnce: undefined },
] as const

for (const { name, uri, csv, atOnce } of TARGETS) {
  test.describe(`POST ${uri}/data`, () => {
    for (const [status, ...parts] of SENDING) {
      test(`${status} is told in words, and nothing is posted twice`, async () => {
        eloqua.control.requests.clear()
        answerWith(status, 'POST', `*${uri}/data`)
        await send(csv, name)
        await expectThreeParts(alert(), parts)
        expect(eloqua.control.requests.list({ method: 'POST' })).toHaveLength(1)
        // An upload that has a question keeps its definition busy until it is answered.
        const stop = page.getByRole('button', { name: 'Stop', exact: true })
        if (await stop.isVisible()) await stop.click()
        await expect(page.getByRole('main').getByText(/^(Failed|Canceled)$/)).toBeVisible()
      })
    }
    test('204 is staged, and waits for the second press', async () => {
      const before = eloqua.control.syncs().length
      await send(csv, name)
      await expect(page.getByRole('heading', { name: /^1 row staged in/ })).toBeVisible()
      const staged = page.getByRole('region', { name: 'Staged rows' })
      await expect(staged).toContainText('Nothing has changed in Eloqua yet.')
      await expect(page.getByRole('button', { name: /^(Import|Process) [\d,]+ rows? now$/ })).toBeVisible()
      expect(eloqua.control.syncs()).toHaveLength(before)
    })
    if (atOnce === undefined) return
    test('201 is a sync that has started, and is watched to its end', async () => {
      await send(csv, atOnce)
      await expect(
        page
          .getByRole('main')
          .getByText(/^[\d,]+ (of [\d,]+ )?rows? (imported|processed|sent)\./)
          .first(),
      ).toBeVisible({ timeout: 20_000 })
      await expect(page.getByRole('button', { name: /^Open sync \d+/ })).toBeVisible()
    })
  })
}

async function send(csv: string, target: string): Promise<void> {
  const file = join(runFolder('status-words'), 'rows.csv')
  writeFileSync(file, csv)
  await openSection(page, 'Upload')
  await app.dropFiles([file])
  await page.getByRole('grid', { name: 'Imports and sync actions' }).getByText(target, { exact: true }).click()
  await page.getByRole('radio', { name: /^Stage in this definition/ }).check()
  // A part that may have arrived may wait at the definition still: going on top of it takes a choice of its own.
  const onTop = page.getByRole('checkbox', { name: /^Add to them/ })
  const button = page.getByRole('button', { name: /^Send 1 row$/ })
  await button.or(onTop).first().waitFor()
  if (await onTop.isVisible()) await onTop.check()
  await button.click()
}

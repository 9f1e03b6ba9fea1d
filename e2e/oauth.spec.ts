import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright-core'
import { PRACTICE_APP } from '../simulator/sign-in/apps.ts'
import { createTestBrowser } from '../simulator/sign-in/testing/test-browser.ts'
import type { Simulator } from '../simulator/simulator.ts'
import type { App } from './app.ts'
import { JOURNEY_USER, startEloqua } from './journey/eloqua.ts'
import { readHeapStrings } from './journey/heap-strings.ts'
import { launchJourney } from './journey/launch-journey.ts'
import { runFolder, runPassword } from './journey/run.ts'
import { createSecretSearch } from './journey/secret-search.ts'
import { connectionSwitcher, openConnections, openSyncs } from './journey/sign-in.ts'

// One story: each test goes on where the one before ended.
test.describe.configure({ mode: 'serial' })

/** An app for each authorization: Eloqua takes one a minute of each. */
const APPS = ['a', 'b', 'c'].map((letter) => ({
  ...PRACTICE_APP,
  clientId: letter.repeat(32),
  clientSecret: `Kp+/${letter}:${runPassword().slice(6, 18)}~secret`,
}))
const [DENIED, OWN_WINDOW, BROWSER] = APPS as [typeof PRACTICE_APP, typeof PRACTICE_APP, typeof PRACTICE_APP]
const NAME = 'oauth'
let eloqua: Simulator
let app: App
test.beforeAll(async () => {
  eloqua = await startEloqua({ users: [JOURNEY_USER], apps: APPS, signIn: { way: 'sso-only' } })
  app = await launchJourney(NAME, { loginUrl: eloqua.loginUrl })
})
test.afterAll(async () => {
  await app.close()
  await eloqua.close()
})

/** Types what an administrator gave; the secret key by key, as a user does. */
async function typeApp(page: Page, given: typeof PRACTICE_APP): Promise<void> {
  await page.getByRole('radio', { name: 'Single sign-on or OAuth' }).check()
  await page.getByLabel('Client ID').fill(given.clientId)
  await page.getByLabel('Client secret', { exact: true }).focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(given.clientSecret)
  await page.getByLabel('Redirect address').fill(given.redirectUri)
}

const begin = (name: string) => app.page.getByRole('button', { name, exact: true }).click()

/** Fills the identity provider's form in the sign-in window, and answers the question after it. */
async function answerPages(window: Page, answer: 'Accept' | 'Deny'): Promise<void> {
  await window.getByLabel('User name').fill(JOURNEY_USER.user)
  await window.getByLabel('Password').focus()
  await window.keyboard.type(JOURNEY_USER.password)
  await window.getByRole('button', { name: 'Continue' }).click()
  await window.getByRole('button', { name: answer }).click({ noWaitAfter: true })
}

test('a company with single sign-on only refuses the password, and the answer names that cause', async () => {
  const { page } = app
  await page.getByLabel('Company', { exact: true }).fill(JOURNEY_USER.company)
  await page.getByLabel('User name').fill(JOURNEY_USER.user)
  await page.getByLabel('Password', { exact: true }).fill('wrong')
  await begin('Sign in')
  await expect(page.getByRole('alert').filter({ hasText: 'Not authenticated.' })).toContainText(/single sign-on only/)
})

test('what an administrator needs can be copied as a message', async () => {
  const { page } = app
  await typeApp(page, DENIED)
  await begin('For your administrator…')
  await page.getByRole('button', { name: 'Copy as a message' }).click()
  await expect.poll(async () => (await app.desktop()).clipboard).toContain('Access to App Cloud Developer')
  await page.getByRole('button', { name: 'Close', exact: true }).click()
})

test('the sign-in window names the host above the page, and Deny is told in words', async () => {
  const { page } = app
  await begin('Sign in')
  const window = await app.nextWindow()
  await expect.poll(async () => (await app.desktop()).windowTitle).toBe(`Sign in · ${new URL(eloqua.origin).host}`)
  await answerPages(window, 'Deny')
  await expect(page.getByRole('alert').filter({ hasText: 'Access was denied' })).toContainText('choose Accept')
})

test('a client ID that Eloqua does not know opens no window', async () => {
  const { page } = app
  await page.getByLabel('Client ID').fill('0'.repeat(32))
  await begin('Sign in')
  await expect(page.getByRole('alert').filter({ hasText: 'doesn’t know this client ID' })).toBeVisible()
})

test('Accept leads to the syncs, and the window has no way to main', async () => {
  const { page } = app
  await typeApp(page, OWN_WINDOW)
  await begin('Sign in')
  const window = await app.nextWindow()
  await window.getByLabel('User name').waitFor()
  const found = await window.evaluate(() =>
    ['bulkdesk', 'require', 'process', 'electron', '__bulkdesk_main__'].filter((name) => name in globalThis),
  )
  expect(found).toEqual([])
  await answerPages(window, 'Accept')
  await openSyncs(page)
  await openConnections(page)
  const report = page.getByRole('region', { name: 'This sign-in' })
  await expect(report).toContainText('Ines Peeters (Ines.Peeters)')
  await expect(report).toContainText(/See syncs\s*Yes/)
  await page.keyboard.press('Escape')
})

test('tokens that ended are renewed unseen, and after a restart no page is needed', async () => {
  eloqua.control.signIn.revokeAccess()
  await app.page.getByRole('button', { name: 'Refresh' }).click()
  await expect(app.page.getByRole('grid', { name: 'Syncs' })).toBeVisible()
  await app.close()
  app = await launchJourney(NAME, { loginUrl: eloqua.loginUrl })
  await openSyncs(app.page)
})

test('a sign-in that is over is told in place, and the browser brings it back with a pasted address', async () => {
  const { page } = app
  eloqua.control.signIn.revokeRefresh()
  eloqua.control.signIn.revokeAccess()
  await page.getByRole('button', { name: 'Refresh' }).click()
  await page.getByRole('button', { name: 'Sign in again…' }).first().click()
  await expect(page.getByText('Eloqua no longer renews this sign-in.')).toBeVisible()
  await page.keyboard.press('Escape')
  await openConnections(page)
  await page.getByRole('radio', { name: 'Single sign-on or OAuth' }).check()
  await page.getByLabel('Company', { exact: true }).selectOption('Another company…')
  await typeApp(page, BROWSER)
  await page.getByRole('button', { name: 'Use my browser instead' }).last().click()
  await expect.poll(async () => (await app.desktop()).openedUrls.length).toBe(1)
  const field = page.getByLabel('Address your browser ended on')
  await field.fill('https://login.eloqua.com/')
  await begin('Finish signing in')
  await expect(page.getByRole('alert').filter({ hasText: 'isn’t the address' })).toBeVisible()
  const [url = ''] = (await app.desktop()).openedUrls
  const { address } = await createTestBrowser(eloqua.origin).open(url, JOURNEY_USER)
  // As pasting does: through no script of ours.
  await field.focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(address?.href ?? '')
  await begin('Finish signing in')
  await expect(page.getByRole('grid', { name: 'Syncs' })).toBeVisible()
  await expect(connectionSwitcher(page)).toContainText(JOURNEY_USER.company)
})

test('no secret, code or token is in the window’s heap, a file, what was printed, or a process’s arguments', async () => {
  const secrets = [...APPS.map(({ clientSecret }) => clientSecret), ...eloqua.control.signIn.issued()]
  expect(secrets.length).toBeGreaterThan(8)
  const strings = (await readHeapStrings(app.page)).join('\n')
  const commands = process.platform === 'linux' ? commandLines() : ''
  await app.close()
  const found = secrets.flatMap((secret, index) => {
    const search = createSecretSearch(secret)
    const places = { heap: strings, arguments: commands, printed: app.logs() }
    const inTexts = Object.entries(places).flatMap(([place, text]) => (search.inText(text) ? [place] : []))
    return [...inTexts, ...search.inFolders([runFolder(NAME)])].map((place) => `${nameOf(index)}: ${place}`)
  })
  expect(found).toEqual([])
})

/** Which one it was, without showing it. */
function nameOf(index: number): string {
  return index < APPS.length ? `client secret ${index}` : `code or token ${index - APPS.length}`
}

/** Title and arguments of every process on this computer. */
function commandLines(): string {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      } catch {
        return ''
      }
    })
    .join('\n')
}

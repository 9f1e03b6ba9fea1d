import { expect, test } from 'playwright/test'
import type { Simulator } from '../simulator/simulator.ts'
import type { App } from './app.ts'
import { JOURNEY_USER, SANDBOX_USER, startEloqua } from './journey/eloqua.ts'
import { launchJourney } from './journey/launch-journey.ts'
import {
  chooseInSwitcher,
  connectionSwitcher,
  fillSignIn,
  openConnections,
  openSection,
  openSyncs,
  signIn,
  typePassword,
} from './journey/sign-in.ts'

// One story, told in order: each test goes on where the one before ended.
test.describe.configure({ mode: 'serial' })

const SECTIONS = ['Home', 'Syncs', 'Results', 'Upload', 'Definitions', 'History', 'Settings'] as const
const users = [JOURNEY_USER, SANDBOX_USER]
let eloqua: Simulator
let app: App
test.beforeAll(async () => {
  eloqua = await startEloqua({ users })
  app = await launchJourney('sign-in', { loginUrl: eloqua.loginUrl })
})
test.afterAll(async () => {
  await app.close()
  await eloqua.close()
})

const switcher = () => connectionSwitcher(app.page)

test('a wrong password is told under its field, and nothing is kept', async () => {
  const { page } = app
  await fillSignIn(page, { password: `${JOURNEY_USER.password}-wrong` })
  const field = page.getByLabel('Password', { exact: true })
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveAccessibleDescription(/rejected this combination of company, user name and password/)
  await expect(page.getByRole('heading', { name: 'Connect to Eloqua' })).toBeVisible()
  expect(eloqua.control.requests.list({ path: '/api/*' })).toHaveLength(0)
})

test('the right password leads to the syncs of a production that is marked on every screen', async () => {
  const { page } = app
  await signIn(page, { label: 'Acme EMEA', environment: 'Production' })
  for (const section of SECTIONS) {
    await openSection(page, section)
    await expect(switcher()).toHaveText(/Acme EMEA.*PRODUCTION/)
    expect(await bandOnTop(app), `the band above ${section}`).toEqual({ isAtTheTop: true, isAcross: true, isRed: true })
  }
})

test('a sandbox beside it carries no red', async () => {
  const { page } = app
  await openConnections(page)
  await signIn(page, { user: SANDBOX_USER, label: 'Acme trial', environment: 'Sandbox' })
  await expect(switcher()).toHaveText(/Acme trial.*SANDBOX/)
  expect(await bandOnTop(app)).toBeUndefined()
})

test('switching leads back to production, at its first screen', async () => {
  const { page } = app
  await openSection(page, 'Definitions')
  await chooseInSwitcher(page, /Acme EMEA/)
  await expect(switcher()).toHaveText(/Acme EMEA.*PRODUCTION/)
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible()
})

test('after a restart the connection is there again, without the password being asked for', async () => {
  await app.close()
  app = await launchJourney('sign-in', { loginUrl: eloqua.loginUrl })
  await openSyncs(app.page)
  await expect(switcher()).toHaveText(/Acme EMEA.*PRODUCTION/)
})

test('after signing out both connections wait, and the keychain still knows their passwords', async () => {
  const { page } = app
  await chooseInSwitcher(page, 'Sign out')
  await expect(page.getByRole('heading', { name: 'Connections' })).toBeVisible()
  await savedConnection(app, 'Acme trial').getByRole('button', { name: 'Connect' }).click()
  await expect(switcher()).toHaveText(/Acme trial.*SANDBOX/)
})

test('a connection that is forgotten is gone, and comes back only with its password', async () => {
  const { page } = app
  await openConnections(page)
  await savedConnection(app, 'Acme EMEA').getByRole('button', { name: 'More actions for Acme EMEA' }).click()
  await page.getByRole('menuitem', { name: /Remove/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove connection' }).click()
  await expect(savedConnection(app, 'Acme EMEA')).toHaveCount(0)
  await app.close()
  app = await launchJourney('sign-in', { loginUrl: eloqua.loginUrl })
  await expect(switcher()).toHaveText(/Acme trial.*SANDBOX/)
  await switcher().click()
  await expect(app.page.getByRole('menuitem', { name: /Acme EMEA/ })).toHaveCount(0)
})

test('a password that was changed in Eloqua is asked for again, and the new one is taken', async () => {
  const { page } = app
  await page.keyboard.press('Escape')
  await untilQuiet()
  const changed = { ...SANDBOX_USER, password: `${SANDBOX_USER.password}, new` }
  users.splice(users.indexOf(SANDBOX_USER), 1, changed)
  await page.getByRole('button', { name: 'Refresh' }).click()
  const told = page.getByRole('alert').filter({ hasText: /^(Sign-in expired|Eloqua rejected)/ })
  await expect(told).toContainText('Nothing changed in Eloqua.')
  await told.getByRole('button', { name: 'Sign in again…' }).click()
  const saved = savedConnection(app, 'Acme trial')
  await typePassword(saved, changed.password)
  await saved.getByRole('button', { name: 'Sign in' }).click()
  await openSyncs(page)
})

/** The rows of the list are still being counted for a moment, and each of these requests would try the old password once. */
async function untilQuiet(): Promise<void> {
  let before = -1
  const isQuiet = () => {
    const now = eloqua.control.requests.list({}).length
    const was = before
    before = now
    return now === was
  }
  await expect.poll(isQuiet, { intervals: [500], timeout: 20_000 }).toBe(true)
}

function savedConnection({ page }: App, label: string) {
  return page.getByRole('listitem', { name: label })
}

/** The strip above everything, as the user sees it; undefined where there is none. */
function bandOnTop({ page }: App) {
  return page.evaluate(() => {
    const band = document.elementFromPoint(window.innerWidth / 2, 1)
    const box = band?.getBoundingClientRect()
    const [red = 0, green = 0, blue = 0] = band
      ? (getComputedStyle(band).backgroundColor.match(/\d+/g) ?? []).map(Number)
      : []
    const isRed = red > 150 && green < 80 && blue < 80
    if (!box || !isRed) return undefined
    return { isAtTheTop: box.top === 0, isAcross: box.width === window.innerWidth, isRed }
  })
}

import type { Locator, Page } from 'playwright-core'
import type { SimulatorUser } from '../../simulator/sign-in/users.ts'
import { JOURNEY_USER } from './eloqua.ts'

export interface SignInWords {
  readonly user?: SimulatorUser
  readonly password?: string
  readonly label?: string
  readonly environment?: 'Production' | 'Sandbox'
  readonly keep?: boolean
}

/** Types the password key by key, as a user does: it passes through neither a script of ours nor the report. */
export async function typePassword(place: Page | Locator, password: string): Promise<void> {
  const page = 'keyboard' in place ? place : place.page()
  await place.getByLabel('Password', { exact: true }).focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(password)
}

/** Fills the first screen's form and presses its button. */
export async function fillSignIn(page: Page, words: SignInWords = {}): Promise<void> {
  const { user = JOURNEY_USER, password = user.password, label = '', environment = 'Sandbox', keep = true } = words
  await page.getByLabel('Company', { exact: true }).fill(user.company)
  await page.getByLabel('User name').fill(user.user)
  await typePassword(page, password)
  await page.getByLabel('Connection name', { exact: true }).fill(label)
  await page.getByRole('radio', { name: environment }).check()
  const checkbox = page.getByRole('checkbox', { name: /Save password/ })
  if (await checkbox.isVisible()) await checkbox.setChecked(keep)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Signs in and goes on to the list of syncs. */
export async function signIn(page: Page, words: SignInWords = {}): Promise<void> {
  await fillSignIn(page, words)
  await openSyncs(page)
}

/** Waits for the first screen, until that has read what it needs, and goes on to the list of syncs. */
export async function openSyncs(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()
  await page.getByText('Looking for what needs your attention').waitFor({ state: 'detached' })
  await openSection(page, 'Syncs')
  await page.getByRole('grid', { name: 'Syncs' }).waitFor()
}

/** The button of the top bar that names the connection in use. */
export function connectionSwitcher(page: Page): Locator {
  return page.getByRole('banner').getByRole('button').first()
}

export async function chooseInSwitcher(page: Page, item: string | RegExp): Promise<void> {
  await connectionSwitcher(page).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Goes to where connections are added, mended and forgotten. */
export function openConnections(page: Page): Promise<void> {
  return chooseInSwitcher(page, 'Add or change connections…')
}

/** Goes to a section by the side bar, also where that is narrow. */
export async function openSection(page: Page, name: string): Promise<void> {
  const sections = page.getByRole('navigation', { name: 'Sections' })
  await sections.getByRole('button', { name, exact: true }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

/** Gives the password of the one saved connection again: after a refused sign-in nothing goes out until then. */
export async function signInAgain(page: Page, password = JOURNEY_USER.password): Promise<void> {
  await openConnections(page)
  const saved = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^More actions for/ }) })
  await saved.getByRole('button', { name: /^More actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Update password…' }).click()
  await typePassword(saved, password)
  await saved.getByRole('button', { name: 'Sign in', exact: true }).click()
  await saved.waitFor({ state: 'detached' })
}

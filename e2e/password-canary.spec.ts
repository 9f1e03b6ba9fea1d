import { expect, test } from 'playwright/test'
import type { Page } from 'playwright-core'
import type { Simulator } from '../simulator/simulator.ts'
import type { App } from './app.ts'
import { startEloqua } from './journey/eloqua.ts'
import { readHeapStrings } from './journey/heap-strings.ts'
import { launchJourney } from './journey/launch-journey.ts'
import { runFolder, runPassword } from './journey/run.ts'
import { createSecretSearch } from './journey/secret-search.ts'
import { fillSignIn, openSyncs, signIn } from './journey/sign-in.ts'

test.describe.configure({ mode: 'serial' })

const NAME = 'password-canary'
const search = createSecretSearch(runPassword())
let eloqua: Simulator
let app: App
test.beforeAll(async () => {
  eloqua = await startEloqua()
  app = await launchJourney(NAME, { loginUrl: eloqua.loginUrl })
})
test.afterAll(async () => {
  await app.close()
  await eloqua.close()
})

/** In which forms the page's heap holds the password. */
async function formsInHeap(page: Page): Promise<readonly string[]> {
  const strings = await readHeapStrings(page)
  expect(strings.length).toBeGreaterThan(10_000)
  return [...new Set(strings.flatMap((text) => search.inText(text) ?? []))]
}

test('the look into the heap finds a password that is there', async () => {
  await app.page.evaluate((planted) => Object.assign(window, { planted }), runPassword())
  expect(await formsInHeap(app.page)).toEqual(['as it is'])
  await app.page.reload()
})

test('after a refused sign-in and one that was accepted the window holds the password no more', async () => {
  await fillSignIn(app.page, { password: `${runPassword()}?` })
  await expect(app.page.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await signIn(app.page)
  expect(await formsInHeap(app.page)).toEqual([])
})

test('neither does the window that finds the password saved', async () => {
  await app.close()
  app = await launchJourney(NAME, { loginUrl: eloqua.loginUrl })
  await openSyncs(app.page)
  expect(await formsInHeap(app.page)).toEqual([])
})

test('nor do the files of the app, and what it printed', async () => {
  await app.close()
  expect(search.inText(app.logs())).toBeUndefined()
  expect(search.inFolders([runFolder(NAME)])).toEqual([])
})

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'playwright/test'
import { type App, launchApp } from './app.ts'
import { openSyncs } from './journey/sign-in.ts'

/** A server that is no Eloqua: its sign-in page tries what a hostile page would try, and says what came of each. */
const HOSTILE = `<!doctype html><title>login.eloqua.com</title><form></form><script>
const isGone = (opened) => opened === null || opened.closed
const tries = {
  main: async () => Object.keys(globalThis).filter((name) => /bulkdesk|electron|require|process/.test(name)).join() || 'nothing',
  window: async () => {
    const opened = window.open('https://example.com/')
    for (let rounds = 0; rounds < 100 && !isGone(opened); rounds++) await new Promise((done) => setTimeout(done, 50))
    return isGone(opened) ? 'nothing' : 'a window'
  },
  place: async () => new Promise((done) => navigator.geolocation.getCurrentPosition(() => done('a place'), () => done('nothing'))),
  title: async () => { document.title = 'login.eloqua.com'; return 'nothing' },
}
Promise.all(Object.entries(tries).map(async ([name, run]) => [name, await run().catch(() => 'nothing')]))
  .then((found) => { document.body.dataset.found = JSON.stringify(Object.fromEntries(found)) })
</script>`

let server: Server
let app: App
let origin: string
test.beforeAll(async () => {
  server = createServer((_request, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(HOSTILE))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  app = await launchApp({ loginUrl: `${origin}/id` })
})
test.afterAll(async () => {
  await app.close()
  server.close()
})

test('a hostile page in the sign-in window gains nothing, and closing the window leaves the app as it was', async () => {
  const { page } = app
  await page.getByRole('radio', { name: 'Single sign-on or OAuth' }).check()
  await page.getByLabel('Client ID').fill('a'.repeat(32))
  await page.getByLabel('Client secret', { exact: true }).fill('not-for-this-page')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const window = await app.nextWindow()
  const body = window.locator('body[data-found]')
  await body.waitFor({ state: 'attached' })
  const found = JSON.parse((await body.getAttribute('data-found')) ?? '{}') as Record<string, string>
  expect([...new Set(Object.values(found))]).toEqual(['nothing'])
  expect(window.context().pages()).toHaveLength(1)
  expect((await app.desktop()).openedUrls).toEqual([])
  expect((await app.desktop()).windowTitle).toBe(`Sign in · ${new URL(origin).host}`)
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Use my browser instead' })).toBeVisible()
  // The live region of the window is an alert too, and empty.
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0)
})

test('the practice instance can be tried with single sign-on', async () => {
  const { page } = app
  await page.getByRole('button', { name: 'Try single sign-on' }).click()
  const window = await app.nextWindow()
  await window.getByLabel('Password').fill('practice')
  await window.getByRole('button', { name: 'Sign in' }).click()
  await window.getByRole('button', { name: 'Accept' }).click({ noWaitAfter: true })
  await openSyncs(page)
})

import { expect } from 'playwright/test'
import { test } from './fixtures.ts'

/** From the first paint to a control that can be used and a main process that answers. */
const USABLE_WITHIN_MS = 1_500

test('the window is usable soon after its first paint', async ({ app }) => {
  await app.page.addInitScript(() => {
    const seen = new MutationObserver(() => {
      if (!document.querySelector('button:not([disabled]), a[href], input:not([disabled])')) return
      seen.disconnect()
      void window.bulkdesk.call('getAppInfo').then(() => {
        document.documentElement.dataset.usableAt = String(performance.now())
      })
    })
    seen.observe(document, { childList: true, subtree: true })
  })
  await app.page.reload()
  const html = app.page.locator('html[data-usable-at]')
  await html.waitFor({ state: 'attached' })
  const usableAt = Number(await html.getAttribute('data-usable-at'))
  const paintedAt = await app.page.evaluate(() => performance.getEntriesByType('paint')[0]?.startTime ?? 0)
  expect(usableAt - paintedAt).toBeLessThan(USABLE_WITHIN_MS)
})

test('the app says what it runs on', async ({ app }) => {
  const info = await app.page.evaluate(() => window.bulkdesk.call('getAppInfo'))
  expect(info).toMatchObject({
    ok: true,
    value: { runtime: app.runtime, packaged: false, dataFolder: app.userDataDir },
  })
})

test('nothing fails on the way to the first screen', async ({ app }) => {
  const complaints: string[] = []
  app.page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  app.page.on('pageerror', (error) => complaints.push(error.message))
  await app.page.reload({ waitUntil: 'load' })
  await expect(app.page.locator('button, a[href], input').first()).toBeVisible()
  expect(complaints).toEqual([])
})

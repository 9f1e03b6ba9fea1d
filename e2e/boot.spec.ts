import { expect } from 'playwright/test'
import { test } from './fixtures.ts'

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

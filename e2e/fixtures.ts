import { test as base } from 'playwright/test'
import { type App, type LaunchOptions, launchApp } from './app.ts'

interface Fixtures {
  /** How `app` is launched; a spec sets its own with `test.use({ launch: { … } })`. */
  readonly launch: LaunchOptions
  /** The app, fresh for this test and closed after it. A failure leaves a screenshot and what main printed. */
  readonly app: App
}

export const test = base.extend<Fixtures>({
  launch: [{}, { option: true }],
  app: async ({ launch }, use, testInfo) => {
    const app = await launchApp(launch)
    await use(app)
    if (testInfo.status !== testInfo.expectedStatus) {
      await app.page.screenshot({ path: testInfo.outputPath('failed.png') }).catch(() => undefined)
      await testInfo.attach('what main printed', { body: app.logs(), contentType: 'text/plain' })
    }
    await app.close()
  },
})

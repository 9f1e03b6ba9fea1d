import { resolve } from 'node:path'
import { type App, type LaunchOptions, launchApp } from '../e2e/app.ts'
import type { Bench } from './bench-entry.ts'

const EMPTY = resolve(import.meta.dirname, 'servers/empty-window.ts')
const USABLE = 'button:not([disabled]), a[href], input:not([disabled])'

export const benches: readonly Bench[] = [
  {
    name: 'start-usable',
    title:
      "from the start of main's process to a control that can be used, against an empty window of the same runtime",
    unit: 'ms',
    better: 'less',
    target: 1.5,
    rounds: 7,
    prepare: async () => ({
      ours: () =>
        timeToUsable({}, async ({ page }) => void (await page.evaluate(() => window.bulkdesk.call('getAppInfo')))),
      against: () => timeToUsable({ main: EMPTY }, async () => undefined),
    }),
  },
]

/** Milliseconds until a control is there and `answers` has come back. A fresh user-data folder each time. */
async function timeToUsable(options: LaunchOptions, answers: (app: App) => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  const app = await launchApp(options)
  await app.page.locator(USABLE).first().waitFor()
  await answers(app)
  const took = performance.now() - startedAt
  await app.close()
  return took
}

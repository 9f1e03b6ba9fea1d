import type { Page } from 'playwright-core'

/** What a stretch of work did to the window, milliseconds. */
export interface Strain {
  /** The longest task of the page's own thread; 0 when none reached 50 ms, from where browsers tell of them. */
  readonly longestTask: number
  /** How long main took to answer the simplest question, asked all the while: the slowest answer. */
  readonly slowestAnswer: number
  readonly answers: number
}

interface Watch {
  stop(): Strain
}

const EVERY_MS = 40

/** Does the work and tells what it did to the window meanwhile. */
export async function strainOf(page: Page, work: () => Promise<void>): Promise<Strain> {
  await page.evaluate((everyMs) => {
    const tasks: number[] = []
    const answers: number[] = []
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)))
    observer.observe({ type: 'longtask' })
    const timer = setInterval(() => {
      const askedAt = performance.now()
      void window.bulkdesk.api.getAppInfo().then(() => answers.push(performance.now() - askedAt))
    }, everyMs)
    const watch: Watch = {
      stop() {
        clearInterval(timer)
        tasks.push(...observer.takeRecords().map(({ duration }) => duration))
        observer.disconnect()
        return { longestTask: Math.max(0, ...tasks), slowestAnswer: Math.max(0, ...answers), answers: answers.length }
      },
    }
    Object.assign(window, { watch })
  }, EVERY_MS)
  await work()
  return page.evaluate(() => (window as unknown as { watch: Watch }).watch.stop())
}

/** The middle one of three values. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

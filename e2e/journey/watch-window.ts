import type { App } from '../app.ts'
import { type ThreadTask, traceTasks } from './thread-tasks.ts'

/** What a stretch of work did to the window, milliseconds. */
export interface Strain {
  /** The tasks of the page's own thread that took 30 ms or more, the hardest first. */
  readonly longTasks: readonly ThreadTask[]
  /** The longest one by the clock. */
  readonly longestTask: number
  /** The most work in one task: what no other program of a busy machine adds to. */
  readonly hardestTask: number
  /** The most work in one turn of main's event loop. */
  readonly hardestTurn: number
  /** How long main took to answer the simplest question, asked all the while: the slowest answer, by the clock. */
  readonly slowestAnswer: number
  readonly answers: number
}

interface Watch {
  stop(): readonly number[]
}

const EVERY_MS = 40
const LONG_MS = 30

/** Does the work and tells what it did to the window and to main meanwhile. */
export async function strainOf(
  { page, watchMain }: Pick<App, 'page' | 'watchMain'>,
  work: () => Promise<void>,
): Promise<Strain> {
  // Before the tasks are traced: what a script of ours costs the window is not the window's.
  await page.evaluate(askMainAllTheWhile, EVERY_MS)
  const stopTracing = await traceTasks(page)
  const stopWatching = await watchMain()
  await work()
  const hardestTurn = await stopWatching()
  const tasks = await stopTracing()
  const answers = await page.evaluate(() => (window as unknown as { watch: Watch }).watch.stop())
  return {
    longTasks: tasks.filter(({ took }) => took >= LONG_MS).toSorted((a, b) => b.worked - a.worked),
    longestTask: Math.max(0, ...tasks.map(({ took }) => took)),
    hardestTask: Math.max(0, ...tasks.map(({ worked }) => worked)),
    hardestTurn,
    slowestAnswer: Math.max(0, ...answers),
    answers: answers.length,
  }
}

function askMainAllTheWhile(everyMs: number): void {
  const answers: number[] = []
  const timer = setInterval(() => {
    const askedAt = performance.now()
    void window.bulkdesk.call('getAppInfo').then(() => answers.push(performance.now() - askedAt))
  }, everyMs)
  const watch: Watch = {
    stop() {
      clearInterval(timer)
      return answers
    },
  }
  Object.assign(window, { watch })
}

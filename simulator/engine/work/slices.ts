import type { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'

/** How long one slice may hold the event loop, in milliseconds. */
const SLICE_MS = 15
/** Reading the clock costs more than many rows: look only this often. */
const ROWS_BETWEEN_LOOKS = 64

/**
 * Runs the steps of a generator in slices: each slice is a transaction of its own, and between slices the event
 * loop turns, so HTTP answers go on during a long import. No transaction is open while it turns.
 */
export async function runInSlices<T>(database: DatabaseSync, steps: Generator<void, T>): Promise<T> {
  for (;;) {
    database.exec('BEGIN')
    const result = runSlice(database, steps)
    database.exec('COMMIT')
    if (result.done) return result.value
    await setImmediate()
  }
}

function runSlice<T>(database: DatabaseSync, steps: Generator<void, T>): IteratorResult<void, T> {
  const end = performance.now() + SLICE_MS
  try {
    for (;;) {
      for (let row = 0; row < ROWS_BETWEEN_LOOKS; row += 1) {
        const step = steps.next()
        if (step.done) return step
      }
      if (performance.now() >= end) return { done: false, value: undefined }
    }
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

/** Runs tasks one after another, in the order they were asked for; a failed one does not stop those behind it. */
export function createQueue(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const next = last.then(task, task)
    last = next.catch(() => undefined)
    return next
  }
}

import { toKnownError } from '../platform/defects.ts'
import type { Log } from '../platform/logger.ts'
import type { JobRunner } from './job-runner.ts'
import type { JobStore } from './job-store.ts'

/** A clock may be set, and a computer may sleep through a timer: no look is further off than this. */
const LONGEST_WAIT_MS = 30_000

export interface JobClock {
  /** Looks at every job now, and then whenever one is due. */
  look(): void
  stop(): void
}

/** Has saved jobs looked at when they are due. */
export function createJobClock(store: JobStore, runner: JobRunner, log: Log): JobClock {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  function look(): void {
    clearTimeout(timer)
    if (isStopped) return
    try {
      const jobs = store.list()
      for (const { jobId } of jobs)
        void runner.look(jobId).catch((error: unknown) => toKnownError(error, log, 'looking at a saved job'))
      const next = Math.min(...jobs.filter(({ paused }) => !paused).map(({ dueAt }) => Date.parse(dueAt) - Date.now()))
      timer = setTimeout(look, Math.max(1_000, Math.min(next, LONGEST_WAIT_MS)))
    } catch (error) {
      toKnownError(error, log, 'looking at the saved jobs')
      timer = setTimeout(look, LONGEST_WAIT_MS)
    }
    timer.unref()
  }

  return {
    look,
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

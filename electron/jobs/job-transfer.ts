import { basename } from 'node:path'
import type { JobRun } from '../../shared/jobs/job.ts'
import { jobTransferWords, jobWords } from '../../shared/words/jobs.ts'
import type { Desktop, Publish } from '../platform/desktop.ts'
import type { TransferBook } from '../transfers/transfer-book.ts'
import type { JobRunnerOptions, RunWatcher } from './job-runner.ts'

interface JobTransferOptions {
  readonly transfers: TransferBook
  readonly publish: Publish
  readonly desktop: Pick<Desktop, 'notify'>
}

/** Shows each run in the transfers panel, and tells of one that failed outside the window as well. */
export function showJobRuns({ transfers, publish, desktop }: JobTransferOptions): JobRunnerOptions['watch'] {
  return (job, run, cancel): RunWatcher => {
    let path: string | undefined
    const handle = transfers.open(
      {
        kind: 'save',
        title: jobTransferWords.title(job.name),
        state: 'running',
        progress: { unit: 'rows', done: 0 },
        message: jobTransferWords.running,
        cancelMeans: jobTransferWords.cancelMeans,
        startedAt: run.startedAt,
      },
      { cancel, path: () => path },
    )
    publish('jobs-changed', null)
    return {
      progress: ({ rows, total }) =>
        handle.progress({ unit: 'rows', done: rows, ...(total === undefined ? {} : { total }) }),
      ended(ended) {
        if (ended?.end.kind === 'done') path = ended.end.path
        handle.update(ended ? afterRun(ended) : WAITING)
        if (ended && FAILED.has(ended.end.kind)) desktop.notify(jobTransferWords.failedNotice)
        if (!ended) desktop.notify(jobTransferWords.waitsNotice)
        publish('jobs-changed', null)
      },
    }
  }
}

const FAILED: ReadonlySet<JobRun['end']['kind']> = new Set(['failed', 'sync-failed'])

const WAITING = {
  state: 'failed',
  message: jobTransferWords.waits,
  cancelMeans: undefined,
} as const

function afterRun({ end, syncId, endedAt }: JobRun) {
  const state = end.kind === 'done' ? 'done' : end.kind === 'canceled' ? 'cancelled' : 'failed'
  return {
    state,
    message: jobWords.end(end),
    cancelMeans: undefined,
    endedAt,
    ...(syncId === undefined ? {} : { syncId }),
    ...(end.kind === 'failed' ? { error: end.error } : {}),
    ...(end.kind === 'done' ? { fileName: basename(end.path) } : {}),
  } as const
}

import { join } from 'node:path'
import type { JobApi } from '../../shared/contract/calls/jobs.ts'
import type { Clients } from '../eloqua/eloqua-client.ts'
import { toKnownError } from '../platform/defects.ts'
import type { Desktop, Publish } from '../platform/desktop.ts'
import type { Log } from '../platform/logger.ts'
import type { RowFiles } from '../runs/row-files.ts'
import type { TransferBook } from '../transfers/transfer-book.ts'
import { createJobApi } from './job-api.ts'
import { createJobClock, type JobClock } from './job-clock.ts'
import { createJobFolders } from './job-folders.ts'
import { createJobRunner, type JobRunner } from './job-runner.ts'
import { type JobStore, openStoreSafely } from './job-store.ts'
import { showJobRuns } from './job-transfer.ts'

export interface JobServiceOptions {
  readonly clients: Clients
  readonly rowFiles: RowFiles
  readonly userData: string
  readonly transfers: TransferBook
  readonly publish: Publish
  readonly desktop: Pick<Desktop, 'notify' | 'showInFolder'>
  readonly askFolder: () => Promise<string | undefined>
  readonly onWake: (listener: () => void) => void
  readonly log: Log
}

export interface JobService {
  readonly api: JobApi
  /** Begins to run what is due. Jobs of connections that are not among these go: their connection was forgotten. */
  resume(connectionIds: readonly string[]): void
  /** The user has signed in again: runs that waited for that go on. */
  goOn(connectionId: string): void
  /** With a connection go its jobs. */
  forget(connectionId: string): void
  stop(): Promise<void>
}

/** Where saved jobs are kept, and their locks: the window and the command line use the same. */
function jobPlaces(userData: string) {
  return { file: join(userData, 'jobs.db'), lockFolder: join(userData, 'locks') }
}

/** Exports that run again by themselves, while Bulkdesk runs. */
export function createJobService(options: JobServiceOptions): JobService {
  const { clients, rowFiles, publish, desktop, onWake, log } = options
  const { file, lockFolder } = jobPlaces(options.userData)
  const store = openStoreSafely(file, log)
  const watch = showJobRuns(options)
  const runner = createJobRunner({ ...{ clients, rowFiles, store, lockFolder, watch, log }, by: 'user' })
  const clock = createJobClock(store, runner, log)
  const folders = createJobFolders(options.askFolder)
  onWake(() => clock.look())
  return {
    api: createJobApi({ clients, store, runner, clock, folders, desktop, publish, log }),
    ...createTurns({ store, runner, clock, publish, log }),
    async stop() {
      clock.stop()
      await runner.stop()
      store.close()
    },
  }
}

interface TurnsOptions extends Pick<JobServiceOptions, 'publish' | 'log'> {
  readonly store: JobStore
  readonly runner: JobRunner
  readonly clock: JobClock
}

/** What becomes of jobs as connections come and go. A file of jobs that cannot be opened keeps nothing else from working. */
function createTurns({ store, runner, clock, publish, log }: TurnsOptions): Omit<JobService, 'api' | 'stop'> {
  const idsOf = (isWanted: (connectionId: string) => boolean) =>
    store.list().flatMap(({ jobId, connectionId }) => (isWanted(connectionId) ? [jobId] : []))

  function forget(jobIds: readonly string[]): void {
    for (const jobId of jobIds) {
      runner.cancel(jobId)
      store.remove(jobId)
    }
    if (jobIds.length > 0) publish('jobs-changed', null)
  }

  function goOn(connectionId: string): void {
    for (const jobId of idsOf((id) => id === connectionId))
      if (store.find(jobId)?.current?.waits)
        runner.goOn(jobId).catch((error: unknown) => toKnownError(error, log, 'going on with a saved job'))
  }

  function attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      toKnownError(error, log, 'looking after saved jobs')
    }
  }

  return {
    resume: (connectionIds) =>
      attempt(() => {
        forget(idsOf((id) => !connectionIds.includes(id)))
        store.purge()
        for (const id of connectionIds) goOn(id)
        clock.look()
      }),
    goOn: (connectionId) => attempt(() => goOn(connectionId)),
    forget: (connectionId) => attempt(() => forget(idsOf((id) => id === connectionId))),
  }
}

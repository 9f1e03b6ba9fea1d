import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, notNow } from '../../shared/contract/errors.ts'
import type { CurrentRun, JobEnd, JobRun, JobStarter, SavedJob } from '../../shared/jobs/job.ts'
import { FORMAT_ENDINGS, fillFileName } from '../../shared/jobs/job-file.ts'
import { diskReasons, jobReasons } from '../../shared/words/reasons.ts'
import type { Clients } from '../eloqua/eloqua-client.ts'
import { needsSignIn } from '../eloqua/http/sign-in-gate.ts'
import { toKnownError } from '../platform/defects.ts'
import { safeFileName } from '../platform/file-name.ts'
import type { Log } from '../platform/logger.ts'
import { tryLock } from '../platform/process-lock.ts'
import type { RowFiles } from '../runs/row-files.ts'
import { type JobEvent, step } from './core/job-state.ts'
import type { JobStore } from './job-store.ts'
import { runExport } from './run-export.ts'

export interface JobRunnerOptions {
  readonly clients: Pick<Clients, 'forConnection'>
  readonly rowFiles: RowFiles
  readonly store: JobStore
  /** A folder for one lock a job: who holds it is at work on a run of that job. */
  readonly lockFolder: string
  /** Who presses here. What the window does unasked is done by the schedule. */
  readonly by: 'user' | 'command-line'
  /** Told before a run begins and whenever it gets on; `ended` after its end is noted. */
  readonly watch: (job: SavedJob, run: CurrentRun, cancel: () => void) => RunWatcher
  readonly log: Log
  readonly now?: () => number
  readonly zone?: () => string
}

export interface RunWatcher {
  progress(progress: { readonly rows: number; readonly total?: number }): void
  /** Undefined: it waits for a sign-in, or goes on after the next start. */
  ended(run: JobRun | undefined): void
}

export interface JobRunner {
  /** Runs a job if it is due, or goes on with what an earlier process left. Resolves when that has ended. */
  look(jobId: string): Promise<JobRun | undefined>
  /** Runs a job now. Rejects with `not-allowed-now` while a run of the job is going on, and with `not-found`. */
  press(jobId: string): Promise<JobRun | undefined>
  /** Goes on with a run that waits for a sign-in. */
  goOn(jobId: string): Promise<JobRun | undefined>
  cancel(jobId: string): void
  /** Lets go of all runs, to go on with them after the next start. Resolves when each of them is at rest. */
  stop(): Promise<void>
}

/** Runs saved jobs, each by one process at a time. What happened is noted before and after everything that counts. */
export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const going = new Map<string, Going>()
  const desk: RunnerDesk = {
    ...options,
    going,
    moment: () => ({
      now: (options.now ?? Date.now)(),
      zone: options.zone?.() ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
  }

  const lookedAtBy: JobStarter = options.by === 'user' ? 'schedule' : options.by
  return {
    look: (jobId) =>
      take(desk, jobId, (isFree) => ({
        kind: 'looked',
        isFree,
        runId: randomUUID(),
        by: lookedAtBy,
        ...desk.moment(),
      })),
    async press(jobId) {
      if (!options.store.find(jobId)) throw new AppError({ code: 'not-found', message: jobReasons.gone })
      return take(desk, jobId, (isFree) => {
        if (!isFree) throw notNow(jobReasons.stillRunning)
        return { kind: 'pressed', isFree, runId: randomUUID(), by: options.by, ...desk.moment() }
      })
    },
    async goOn(jobId) {
      const runId = options.store.find(jobId)?.current?.runId
      if (runId === undefined) return undefined
      return take(desk, jobId, (isFree) => (isFree ? { kind: 'went-on', runId } : undefined))
    },
    cancel: (jobId) => going.get(jobId)?.cancel.abort('canceled'),
    async stop() {
      for (const { cancel } of going.values()) cancel.abort('stopping')
      await Promise.allSettled([...going.values()].map(({ ended }) => ended))
    },
  }
}

interface Going {
  readonly cancel: AbortController
  readonly ended: Promise<unknown>
}

interface RunnerDesk extends JobRunnerOptions {
  readonly going: Map<string, Going>
  readonly moment: () => { readonly now: number; readonly zone: string }
}

/** Takes the job's lock, tells the job what happened, and does the run that this gives. */
async function take(
  desk: RunnerDesk,
  jobId: string,
  eventOf: (isFree: boolean) => JobEvent | undefined,
): Promise<JobRun | undefined> {
  const free = tryLock(join(desk.lockFolder, `${jobId}.lock`))
  try {
    const event = eventOf(free !== undefined)
    if (!event) return undefined
    const taken = desk.store.change(jobId, (job) => step(job, event))
    const run = taken?.run ?? (event.kind === 'went-on' ? taken?.job.current : undefined)
    if (!taken || !run || !free) return taken?.logged.at(-1)
    const cancel = new AbortController()
    const ended = attempt(desk, taken.job, run, cancel)
    desk.going.set(jobId, { cancel, ended })
    return await ended.finally(() => desk.going.delete(jobId))
  } finally {
    free?.()
  }
}

/** One try of a run. Gives how it ended; undefined where it is to go on later. */
async function attempt(
  desk: RunnerDesk,
  job: SavedJob,
  run: CurrentRun,
  cancel: AbortController,
): Promise<JobRun | undefined> {
  const { jobId } = job
  const watcher = desk.watch(job, run, () => cancel.abort('canceled'))
  const end = await exportFor(desk, job, run, cancel.signal, watcher).catch((error: unknown) =>
    endOf(toKnownError(error, desk.log, 'running a saved job'), cancel.signal),
  )
  const event = eventAfter(end, run.runId, desk.moment().now)
  const logged = event && desk.store.change(jobId, (now) => step(now, event))?.logged.at(-1)
  watcher.ended(logged)
  return logged
}

type End = JobEnd | 'refused' | 'stopping'

function eventAfter(end: End, runId: string, now: number): JobEvent | undefined {
  if (end === 'stopping') return undefined
  return end === 'refused' ? { kind: 'refused', runId } : { kind: 'ended', runId, end, now }
}

function endOf(error: AppError, signal: AbortSignal): End {
  if (signal.aborted) return signal.reason === 'stopping' ? 'stopping' : { kind: 'canceled' }
  return needsSignIn(error.code) ? 'refused' : { kind: 'failed', error: error.toData() }
}

async function exportFor(
  { clients, rowFiles, store, log }: RunnerDesk,
  { jobId, connectionId, definition, folder, fileName, format }: SavedJob,
  { runId, startedAt, syncId }: CurrentRun,
  signal: AbortSignal,
  watcher: RunWatcher,
): Promise<JobEnd> {
  if (!existsSync(folder)) throw new AppError({ code: 'disk-failed', message: diskReasons.folderGone })
  const client = await clients.forConnection(connectionId)
  const name = safeFileName(fillFileName(fileName, new Date(startedAt)), FORMAT_ENDINGS[format])
  const end = await runExport(
    { client, rowFiles, log },
    {
      ...{ definitionUri: definition.uri, format, mayReplace: false, signal, path: join(folder, name) },
      ...(syncId === undefined ? {} : { syncId }),
      onSync: (started) =>
        void store.change(jobId, (job) => step(job, { kind: 'sync-started', runId, syncId: started })),
      onProgress: (progress) => watcher.progress(progress),
    },
  )
  return end.kind === 'saved'
    ? { kind: 'done', rows: end.rows, path: end.path }
    : { kind: 'sync-failed', status: end.status }
}

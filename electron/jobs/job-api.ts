import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { JobApi } from '../../shared/contract/calls/jobs.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { SavedJob } from '../../shared/jobs/job.ts'
import { nextRun } from '../../shared/jobs/next-run.ts'
import { jobReasons } from '../../shared/words/reasons.ts'
import type { Clients } from '../eloqua/eloqua-client.ts'
import { toKnownError } from '../platform/defects.ts'
import type { Desktop, Publish } from '../platform/desktop.ts'
import type { Log } from '../platform/logger.ts'
import { type JobEvent, step } from './core/job-state.ts'
import type { JobClock } from './job-clock.ts'
import type { JobFolders } from './job-folders.ts'
import type { JobRunner } from './job-runner.ts'
import type { JobStore } from './job-store.ts'
import { expectReadOnly } from './run-export.ts'

export interface JobApiOptions {
  readonly clients: Clients
  readonly store: JobStore
  readonly runner: JobRunner
  readonly clock: JobClock
  readonly folders: JobFolders
  readonly desktop: Pick<Desktop, 'showInFolder'>
  readonly publish: Publish
  readonly log: Log
}

/** What the window may do with saved jobs: with those of the connection in use. */
export function createJobApi(options: JobApiOptions): JobApi {
  const { clients, store, runner, clock, folders, publish, log } = options
  const inUse = () => clients.active().connection.id

  function own(jobId: string): SavedJob {
    const job = store.find(jobId)
    if (job?.connectionId !== inUse()) throw new AppError({ code: 'not-found', message: jobReasons.gone })
    return job
  }

  function change(jobId: string, event: JobEvent): SavedJob {
    own(jobId)
    const changed = store.change(jobId, (job) => step(job, event))?.job
    publish('jobs-changed', null)
    clock.look()
    return changed ?? own(jobId)
  }

  return {
    ...createJobEnds(options, own),
    listJobs: async () => store.list().filter(({ connectionId }) => connectionId === inUse()),
    listJobRuns: async ({ jobId }) => store.runs(own(jobId).jobId),
    chooseJobFolder: () => folders.choose(),
    addJob: (request) => addJob(options, request),
    async changeJob({ jobId, folderId, ...settings }) {
      const folder = folderId === undefined ? own(jobId).folder : folders.pathOf(folderId)
      return change(jobId, { kind: 'changed', to: { ...settings, folder }, ...moment() })
    },
    pauseJob: async ({ jobId, paused }) =>
      change(jobId, paused ? { kind: 'paused' } : { kind: 'resumed', ...moment() }),
    async runJob({ jobId }) {
      const pressed = runner.press(own(jobId).jobId)
      // What is refused is refused at once; how a run ends is told by its log.
      await Promise.race([pressed, new Promise((resolve) => setImmediate(resolve))])
      pressed.catch((error: unknown) => toKnownError(error, log, 'running a saved job'))
    },
    cancelJobRun: async ({ jobId }) => runner.cancel(own(jobId).jobId),
  }
}

type Ends = Pick<JobApi, 'removeJob' | 'restoreJob' | 'showJobFile'>

function createJobEnds({ store, runner, desktop, publish }: JobApiOptions, own: (jobId: string) => SavedJob): Ends {
  return {
    async removeJob({ jobId }) {
      runner.cancel(own(jobId).jobId)
      store.remove(jobId)
      publish('jobs-changed', null)
    },
    async restoreJob({ jobId }) {
      store.restore(jobId)
      publish('jobs-changed', null)
    },
    async showJobFile({ jobId, runId }) {
      const run = store.runs(own(jobId).jobId).find((one) => one.runId === runId)
      const path = run?.end.kind === 'done' ? run.end.path : undefined
      if (path === undefined || !existsSync(path))
        throw new AppError({ code: 'file-missing', message: jobReasons.fileGone })
      desktop.showInFolder(path)
    },
  }
}

async function addJob(
  { clients, store, clock, folders, publish }: JobApiOptions,
  { definitionUri, folderId, ...settings }: Parameters<JobApi['addJob']>[0],
): Promise<SavedJob> {
  const client = clients.active()
  const folder = folders.pathOf(folderId)
  const name = await expectReadOnly(client, definitionUri)
  const { now, zone } = moment()
  const countsFrom = new Date(now).toISOString()
  const job: SavedJob = {
    jobId: randomUUID(),
    connectionId: client.connection.id,
    definition: { uri: definitionUri, name },
    ...{ ...settings, folder, countsFrom, paused: false },
    dueAt: nextRun({ schedule: settings.schedule, countsFrom }, new Date(now), zone).toISOString(),
  }
  store.add(job)
  publish('jobs-changed', null)
  clock.look()
  return job
}

function moment() {
  return { now: Date.now(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone }
}

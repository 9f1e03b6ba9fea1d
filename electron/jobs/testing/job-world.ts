import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { SavedJob } from '../../../shared/jobs/job.ts'
import { type Simulator, startSimulator } from '../../../simulator/simulator.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { createTestClient } from '../../eloqua/http/testing/test-client.ts'
import { createRowFiles, type RowFiles } from '../../runs/row-files.ts'
import { createRunDesk } from '../../runs/testing/run-desk.ts'
import { SILENT_LOG } from '../../testing/memory-log.ts'
import { createJobRunner, type JobRunnerOptions } from '../job-runner.ts'
import { type JobStore, openJobStore } from '../job-store.ts'

export const EXPORT_OF_ROWS = '/customObjects/20/exports/1'
const HOUR = 3_600_000

/** A saved job on a real simulator, with a real store, real locks and a folder for its files. */
export async function openJobWorld(given: { readonly client?: (simulator: Simulator) => EloquaClient } = {}) {
  const simulator = await startSimulator({ speed: 'instant', contacts: 20, rows: 40 })
  const folder = mkdtempSync(join(tmpdir(), 'job-'))
  const client = (given.client ?? (({ origin }) => createTestClient(origin)))(simulator)
  const runs = createRunDesk(client)
  const rowFiles = createRowFiles({
    ...{ runs, separator: ',', log: SILENT_LOG },
    leftovers: { note: () => {}, forget: () => {} },
    saveParquet: async () => Promise.reject(new Error('Parquet is tested beside its helper')),
  })
  const store = openJobStore(join(folder, 'jobs.db'))
  const world = { now: Date.parse('2026-11-29T10:00:00Z') }
  onTestFinished(async () => {
    store.close()
    await runs.close()
    await simulator.close()
  })
  const out = mkdtempSync(join(tmpdir(), 'job-out-'))
  const job = newJob(out, world.now)
  store.add(job)
  const runnerWith = (options: Partial<JobRunnerOptions> = {}) =>
    runner(folder, store, client, rowFiles, world, options)
  return {
    ...{ simulator, store, job, world, client, runs, runnerWith, out },
    files: () => readdirSync(out).toSorted(),
    text: (name: string) => readFileSync(join(out, name), 'utf8'),
    log: () => store.runs(job.jobId).map(({ end }) => end.kind),
  }
}

function runner(
  folder: string,
  store: JobStore,
  client: EloquaClient,
  rowFiles: RowFiles,
  world: { readonly now: number },
  options: Partial<JobRunnerOptions>,
) {
  return createJobRunner({
    ...{ store, rowFiles, by: 'user', log: SILENT_LOG, lockFolder: join(folder, 'locks') },
    clients: { forConnection: async () => client },
    watch: () => ({ progress: () => {}, ended: () => {} }),
    now: () => world.now,
    zone: () => 'Europe/Brussels',
    ...options,
  })
}

function newJob(folder: string, now: number): SavedJob {
  return {
    ...{ jobId: 'job-1', connectionId: 'test', name: 'Rows', folder, format: 'raw', fileName: 'Rows', paused: false },
    definition: { uri: EXPORT_OF_ROWS, name: 'Rows' },
    schedule: { every: 'hours', hours: 1 },
    countsFrom: new Date(now).toISOString(),
    dueAt: new Date(now + HOUR).toISOString(),
  }
}

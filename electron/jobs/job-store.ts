import { closeSync, openSync, renameSync } from 'node:fs'
import { basename } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError } from '../../shared/contract/errors.ts'
import type { JobRun, SavedJob } from '../../shared/jobs/job.ts'
import { jobReasons } from '../../shared/words/reasons.ts'
import { freeName } from '../platform/atomic-json.ts'
import type { Log } from '../platform/logger.ts'
import type { JobStep } from './core/job-state.ts'

const VERSION = 1
/** So many runs of a job are kept in its log. */
const MOST_RUNS = 100
/** How long another process is waited for. Each of its changes takes a few milliseconds. */
const BUSY_MS = 5_000

/**
 * The saved jobs, in a file that several processes may change: each change reads the job and writes it in one transaction.
 * Every method throws what the disk or SQLite says.
 */
export interface JobStore {
  list(): readonly SavedJob[]
  find(jobId: string): SavedJob | undefined
  add(job: SavedJob): void
  /** What `decide` makes of the job as it is on disk now. Undefined where there is no such job. */
  change(jobId: string, decide: (job: SavedJob) => JobStep): JobStep | undefined
  /** The newest first. */
  runs(jobId: string): readonly JobRun[]
  /** Takes a job off the list, with its log; `restore` brings it back until the store is opened by `purge` again. */
  remove(jobId: string): void
  restore(jobId: string): void
  /** Forgets for good what was removed. */
  purge(): void
  close(): void
}

/**
 * Opens the saved jobs so that Bulkdesk starts whatever state their file is in. A damaged file is set aside; where there is
 * no other way, every method throws why.
 */
export function openStoreSafely(path: string, log: Log): JobStore {
  try {
    return openJobStore(path)
  } catch (error) {
    log.error('the saved jobs could not be opened', { error })
    return DAMAGED.test(String(error)) ? setAside(path, log) : withoutStore()
  }
}

const DAMAGED = /not a database|malformed/i

function setAside(path: string, log: Log): JobStore {
  try {
    const kept = freeName(`${path}.damaged`)
    renameSync(path, kept)
    const store = openJobStore(path)
    log.damagedFiles?.onLost?.({ name: basename(path), keptAs: basename(kept) })
    return store
  } catch (error) {
    log.error('the damaged file of the saved jobs could not be set aside', { error })
    return withoutStore()
  }
}

function withoutStore(): JobStore {
  const refuse = (): never => {
    throw new AppError({ code: 'disk-failed', message: jobReasons.noStore })
  }
  const reads = { list: refuse, find: refuse, runs: refuse }
  return { ...reads, add: refuse, change: refuse, remove: refuse, restore: refuse, purge: refuse, close: () => {} }
}

/** Opens or makes the file of the saved jobs, readable by this user alone. */
export function openJobStore(path: string): JobStore {
  closeSync(openSync(path, 'a', 0o600))
  const database = new DatabaseSync(path)
  try {
    prepare(database)
  } catch (error) {
    database.close()
    throw error
  }
  return describe(database)
}

function prepare(database: DatabaseSync): void {
  database.exec(`PRAGMA busy_timeout = ${BUSY_MS}; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL`)
  inOneWrite(database, () => {
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number }
    if (version > VERSION) throw new Error(`The file of the saved jobs has version ${version}.`)
    if (version === 0) database.exec(TABLES)
  })
}

const TABLES = `
  CREATE TABLE jobs (job_id TEXT PRIMARY KEY, record TEXT NOT NULL, is_removed INTEGER NOT NULL DEFAULT 0) STRICT;
  CREATE TABLE runs (run_number INTEGER PRIMARY KEY, job_id TEXT NOT NULL, record TEXT NOT NULL) STRICT;
  CREATE INDEX runs_by_job ON runs (job_id, run_number DESC);
  PRAGMA user_version = ${VERSION};
`

function describe(database: DatabaseSync): JobStore {
  const find = (jobId: string): SavedJob | undefined => {
    const row = database.prepare('SELECT record FROM jobs WHERE job_id = ? AND is_removed = 0').get(jobId)
    return row ? (JSON.parse(String(row.record)) as SavedJob) : undefined
  }
  const mark = (jobId: string, isRemoved: number): void => {
    database.prepare('UPDATE jobs SET is_removed = ? WHERE job_id = ?').run(isRemoved, jobId)
  }
  return {
    find,
    list: () => read<SavedJob>(database, 'SELECT record FROM jobs WHERE is_removed = 0 ORDER BY rowid'),
    add: (job) => {
      database.prepare('INSERT INTO jobs (job_id, record) VALUES (?, ?)').run(job.jobId, JSON.stringify(job))
    },
    change: (jobId, decide) =>
      inOneWrite(database, () => {
        const job = find(jobId)
        if (!job) return undefined
        const decided = decide(job)
        write(database, decided)
        return decided
      }),
    runs: (jobId) => read<JobRun>(database, 'SELECT record FROM runs WHERE job_id = ? ORDER BY run_number DESC', jobId),
    remove: (jobId) => mark(jobId, 1),
    restore: (jobId) => mark(jobId, 0),
    purge: () =>
      inOneWrite(database, () => {
        database.exec('DELETE FROM runs WHERE job_id IN (SELECT job_id FROM jobs WHERE is_removed = 1)')
        database.exec('DELETE FROM jobs WHERE is_removed = 1')
      }),
    close: () => {
      if (database.isOpen) database.close()
    },
  }
}

function write(database: DatabaseSync, { job, logged }: JobStep): void {
  database.prepare('UPDATE jobs SET record = ? WHERE job_id = ?').run(JSON.stringify(job), job.jobId)
  for (const run of logged)
    database.prepare('INSERT INTO runs (job_id, record) VALUES (?, ?)').run(job.jobId, JSON.stringify(run))
  if (logged.length === 0) return
  database
    .prepare(
      'DELETE FROM runs WHERE job_id = ? AND run_number NOT IN (SELECT run_number FROM runs WHERE job_id = ? ORDER BY run_number DESC LIMIT ?)',
    )
    .run(job.jobId, job.jobId, MOST_RUNS)
}

function read<T>(database: DatabaseSync, sql: string, ...values: string[]): readonly T[] {
  return database
    .prepare(sql)
    .all(...values)
    .map(({ record }) => JSON.parse(String(record)) as T)
}

function inOneWrite<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const done = work()
    database.exec('COMMIT')
    return done
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

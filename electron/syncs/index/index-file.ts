import { chmodSync, closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Log } from '../../platform/logger.ts'

const VERSION = 1

const TABLES = `
  CREATE TABLE syncs (
    id INTEGER PRIMARY KEY, definition TEXT NOT NULL, status TEXT NOT NULL, created TEXT NOT NULL, started TEXT, ended TEXT,
    user TEXT NOT NULL, at INTEGER NOT NULL, day TEXT NOT NULL, state TEXT NOT NULL, kind TEXT, name TEXT, parent TEXT,
    took INTEGER, rows INTEGER, rejected INTEGER, duplicates INTEGER, reasons TEXT, has_figures INTEGER NOT NULL DEFAULT 0,
    joined INTEGER NOT NULL, text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX syncs_by_time ON syncs (at DESC, id DESC);
  CREATE INDEX syncs_by_day ON syncs (day, state);
  CREATE INDEX syncs_by_state ON syncs (state, at DESC, id DESC);
  CREATE INDEX syncs_by_name ON syncs (coalesce(name, definition) COLLATE NOCASE, at DESC, id DESC);
  CREATE INDEX syncs_by_duration ON syncs (took, at DESC, id DESC);
  CREATE INDEX syncs_by_reach ON syncs (joined, at, id);
  CREATE INDEX syncs_searched ON syncs (day, state, kind, user, rejected, has_figures, text);
  CREATE INDEX syncs_by_definition ON syncs (definition COLLATE NOCASE);
  CREATE TABLE definitions (uri TEXT PRIMARY KEY, name TEXT, parent TEXT, retention TEXT) STRICT;
  CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  PRAGMA user_version = ${VERSION};
`

/** Later than the tables: a file of before gets them when it is opened. */
const LATER_INDEXES = `
  CREATE INDEX IF NOT EXISTS syncs_by_rows ON syncs (rows DESC, at DESC, id DESC);
  CREATE INDEX IF NOT EXISTS syncs_unread ON syncs (state, kind) WHERE has_figures = 0;
`

/**
 * Opens the index of one connection, or makes one that only its user can read. All of it can be read again from Eloqua:
 * a file that is damaged, or of a newer Bulkdesk, is set aside, and an empty one takes its place. Where the disk refuses,
 * the index lasts as long as the window.
 */
export function openIndexFile(path: string, log: Log): DatabaseSync {
  try {
    return open(path)
  } catch (error) {
    log.warn('the index of syncs could not be opened and is set aside', { error })
  }
  try {
    setAside(path)
    return open(path)
  } catch (error) {
    log.warn('the index of syncs cannot be kept on disk', { error })
    return open(':memory:')
  }
}

/** Every file of the index: SQLite keeps two beside the first. */
export function removeIndexFile(path: string): void {
  for (const file of filesOf(path)) rmSync(file, { force: true })
}

function setAside(path: string): void {
  if (existsSync(path)) renameSync(path, `${path}.damaged`)
  removeIndexFile(path)
}

function open(path: string): DatabaseSync {
  if (path !== ':memory:') keepPrivate(path)
  const database = new DatabaseSync(path)
  try {
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number }
    if (version > VERSION) throw new Error(`The index has version ${version}; this Bulkdesk reads up to ${VERSION}.`)
    // A power cut may take the last pages: they are read again.
    database.exec('PRAGMA busy_timeout = 2000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    if (version === 0) database.exec(`BEGIN; ${TABLES} COMMIT`)
    if (wasLeftOpen(database)) checkPages(database)
    database.exec(LATER_INDEXES)
    database.exec("INSERT INTO facts VALUES ('open', 'yes') ON CONFLICT (key) DO UPDATE SET value = 'yes'")
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Closes the index so that its next opening need not look through every page. */
export function closeIndexFile(database: DatabaseSync): void {
  try {
    database.exec("DELETE FROM facts WHERE key = 'open'")
  } finally {
    database.close()
  }
}

/** Bulkdesk or the computer went down while the index was open: only then is it likely to be damaged inside. */
function wasLeftOpen(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM facts WHERE key = 'open'").get() !== undefined
}

function checkPages(database: DatabaseSync): void {
  const [finding] = database.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[]
  if (finding?.quick_check !== 'ok') throw new Error('The index is damaged.')
}

/** SQLite gives the files that it makes beside this one the same rights. */
function keepPrivate(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
  for (const file of filesOf(path)) if (existsSync(file) && process.platform !== 'win32') chmodSync(file, 0o600)
}

function filesOf(path: string): readonly string[] {
  return [path, `${path}-wal`, `${path}-shm`]
}

import { chmodSync, closeSync, existsSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { type FirstRecord, fromFirstVersion } from './migrate-record.ts'

const VERSION = 2

/** Thrown for a journal of a newer Bulkdesk: it is never guessed at, and stays as it is. */
export class NewerJournal extends Error {
  override readonly name = 'NewerJournal'

  constructor(version: number) {
    super(`The upload journal has version ${version}; this Bulkdesk reads up to ${VERSION}.`)
  }
}

/** Thrown for a file that is there and holds no journal, or a damaged one. */
export class DamagedJournal extends Error {
  override readonly name = 'DamagedJournal'
}

/**
 * Opens the database of the journal, or makes one that only its user can read. What is written is in the file itself
 * when a write returns: beside it lies nothing whose loss would take uploads with it.
 */
export function openJournalFile(path: string): DatabaseSync {
  if (!existsSync(path)) makeJournalFile(path)
  if (statSync(path).size === 0) throw new DamagedJournal('The upload journal is empty.')
  keepPrivate(path)
  const database = new DatabaseSync(path)
  try {
    prepareFile(database, path)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Made under another name: a file with the journal's own name is a whole journal from the start. */
function makeJournalFile(path: string): void {
  const draft = `${path}.new`
  rmSync(draft, { force: true })
  keepPrivate(draft)
  const database = new DatabaseSync(draft)
  try {
    database.exec('PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL')
    inOneWrite(database, () => database.exec(TABLES))
  } finally {
    database.close()
  }
  rmSync(`${draft}-journal`, { force: true })
  renameSync(draft, path)
}

/** SQLite gives the files that it makes beside this one the same rights. */
function keepPrivate(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600)
}

function prepareFile(database: DatabaseSync, path: string): void {
  database.exec('PRAGMA busy_timeout = 5000')
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number }
  if (version > VERSION) throw new NewerJournal(version)
  if (version < 1) throw new DamagedJournal('The upload journal holds nothing.')
  database.exec('PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL')
  // The whole check: the quick one passes over an index that disagrees with its table, and the next write then fails.
  const [finding] = database.prepare('PRAGMA integrity_check(1)').all() as { integrity_check: string }[]
  if (finding?.integrity_check !== 'ok') throw new DamagedJournal('The upload journal is damaged.')
  if (version === 1) fromFirst(database, path)
  // A file that lets itself be read but not written is found now, and not in the middle of an upload.
  inOneWrite(database, () => {
    addGroups(database)
    database.exec(`PRAGMA user_version = ${VERSION}`)
  })
}

/** An older Bulkdesk reads and writes the file as before: it names the columns that it knows. */
function addGroups(database: DatabaseSync): void {
  const isThere = database.prepare("SELECT 1 FROM pragma_table_info('uploads') WHERE name = 'group_id'").get()
  if (!isThere) database.exec('ALTER TABLE uploads ADD COLUMN group_id TEXT')
  database.exec('CREATE INDEX IF NOT EXISTS uploads_by_group ON uploads (group_id) WHERE group_id IS NOT NULL')
}

const TABLES = `
  CREATE TABLE uploads (
    upload_id TEXT PRIMARY KEY, created_at TEXT NOT NULL, ended INTEGER NOT NULL, search TEXT NOT NULL,
    record TEXT NOT NULL, sum INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX uploads_by_time ON uploads (created_at DESC);
  CREATE TABLE mappings (key TEXT PRIMARY KEY, remembered TEXT NOT NULL) STRICT;
  PRAGMA user_version = ${VERSION};
`

/** The first version kept sentences, and no sums. The file as it was is kept beside the new one. */
function fromFirst(database: DatabaseSync, path: string): void {
  const kept = path.replace(/\.db$/, '.version-1.db')
  if (!existsSync(kept)) {
    database.prepare('VACUUM INTO ?').run(kept)
    chmodSync(kept, 0o600)
  }
  inOneWrite(database, () => {
    database.exec('ALTER TABLE uploads ADD COLUMN sum INTEGER NOT NULL DEFAULT 0')
    const rows = database.prepare('SELECT upload_id, record FROM uploads').all() as {
      upload_id: string
      record: string
    }[]
    const change = database.prepare('UPDATE uploads SET record = ?, sum = ? WHERE upload_id = ?')
    for (const { upload_id, record } of rows) {
      const text = JSON.stringify(fromFirstVersion(JSON.parse(record) as FirstRecord))
      change.run(text, crc32(text), upload_id)
    }
    database.exec(`PRAGMA user_version = ${VERSION}`)
  })
}

function inOneWrite(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    work()
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

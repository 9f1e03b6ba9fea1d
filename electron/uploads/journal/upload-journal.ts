import { DatabaseSync } from 'node:sqlite'
import type { Mapping } from '../../../shared/csv/csv.ts'
import type { UploadWay } from '../../../shared/uploads/upload.ts'
import { diskTrouble } from './disk-trouble.ts'
import type { UploadRecord } from './upload-record.ts'

/** What was chosen for a definition the last time. */
export interface RememberedMapping {
  readonly headers: readonly string[]
  readonly mapping: Mapping
  readonly way?: UploadWay
}

/**
 * The durable memory of uploads: one row each, replaced in a transaction that is on disk (synchronous FULL)
 * when `save` returns. It is written before every once-only request and after every answer, so that whatever
 * kills the app, the next start knows what may have gone out. What cannot be written is thrown as a disk error.
 */
export interface UploadJournal {
  save(record: UploadRecord): void
  find(uploadId: string): UploadRecord | undefined
  unfinished(): readonly UploadRecord[]
  list(request: { search: string; offset: number; limit: number }): { records: readonly UploadRecord[]; total: number }
  /** What was begun since then and is over. */
  endedSince(createdAt: string): readonly UploadRecord[]
  /** Forgets what is over, but for these. */
  clearEnded(but?: readonly string[]): void
  rememberMapping(key: string, remembered: RememberedMapping): void
  recallMapping(key: string): RememberedMapping | undefined
  close(): void
}

const VERSION = 1

/** Thrown for a journal of a newer Bulkdesk: it is never guessed at. */
export class NewerJournal extends Error {
  override readonly name = 'NewerJournal'

  constructor(version: number) {
    super(`The upload journal has version ${version}; this Bulkdesk reads up to ${VERSION}.`)
  }
}

/** Opens or creates the journal file. Throws `NewerJournal`, or what SQLite says of a damaged file. */
export function openJournal(path: string): UploadJournal {
  const database = new DatabaseSync(path)
  try {
    migrate(database)
    const journal = describe(database)
    // A damaged record must be found now, when it can be set aside, and not in the middle of an upload.
    journal.unfinished()
    return journal
  } catch (error) {
    database.close()
    throw error
  }
}

function describe(database: DatabaseSync): UploadJournal {
  const statements = prepare(database)
  const read = (row: unknown) => JSON.parse((row as { record: string }).record) as UploadRecord
  return {
    save(record) {
      const ended = record.phase === 'ended' ? 1 : 0
      write(() =>
        statements.save.run(record.uploadId, record.createdAt, ended, searchText(record), JSON.stringify(record)),
      )
    },
    find(uploadId) {
      const row = statements.find.get(uploadId)
      return row && read(row)
    },
    unfinished: () => statements.unfinished.all().map(read),
    list({ search, offset, limit }) {
      const words = JSON.stringify(searchable(search).split(/\s+/).filter(Boolean))
      const total = (statements.count.get(words) as { total: number }).total
      return { records: statements.list.all(words, limit, offset).map(read), total }
    },
    endedSince: (createdAt) => statements.endedSince.all(createdAt).map(read),
    clearEnded: (but = []) => write(() => statements.clear.run(JSON.stringify(but))),
    rememberMapping: (key, remembered) => write(() => statements.remember.run(key, JSON.stringify(remembered))),
    recallMapping(key) {
      const row = statements.recall.get(key) as { remembered: string } | undefined
      return row && (JSON.parse(row.remembered) as RememberedMapping)
    },
    close: () => {
      if (database.isOpen) database.close()
    },
  }
}

function write(work: () => unknown): void {
  try {
    work()
  } catch (error) {
    throw diskTrouble(error, 'The journal of uploads')
  }
}

function migrate(database: DatabaseSync): void {
  database.exec('PRAGMA busy_timeout = 2000')
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number }
  if (version > VERSION) throw new NewerJournal(version)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  const [finding] = database.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[]
  if (finding?.quick_check !== 'ok') throw new Error('The upload journal is damaged.')
  database.exec(`
    CREATE TABLE IF NOT EXISTS uploads (
      upload_id TEXT PRIMARY KEY, created_at TEXT NOT NULL, ended INTEGER NOT NULL, search TEXT NOT NULL, record TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS uploads_by_time ON uploads (created_at DESC);
    CREATE TABLE IF NOT EXISTS mappings (key TEXT PRIMARY KEY, remembered TEXT NOT NULL) STRICT;
    PRAGMA user_version = ${VERSION};
  `)
}

/** Takes the words as a JSON array. */
const HOLDS_ALL_WORDS = 'NOT EXISTS (SELECT 1 FROM json_each(?) AS word WHERE instr(search, word.value) = 0)'

function prepare(database: DatabaseSync) {
  return {
    save: database.prepare(
      `INSERT INTO uploads (upload_id, created_at, ended, search, record) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (upload_id) DO UPDATE SET ended = excluded.ended, search = excluded.search, record = excluded.record`,
    ),
    find: database.prepare('SELECT record FROM uploads WHERE upload_id = ?'),
    unfinished: database.prepare('SELECT record FROM uploads WHERE ended = 0 ORDER BY created_at'),
    list: database.prepare(
      `SELECT record FROM uploads WHERE ${HOLDS_ALL_WORDS} ORDER BY created_at DESC, rowid DESC LIMIT ? OFFSET ?`,
    ),
    count: database.prepare(`SELECT count(*) AS total FROM uploads WHERE ${HOLDS_ALL_WORDS}`),
    endedSince: database.prepare('SELECT record FROM uploads WHERE ended = 1 AND created_at >= ? ORDER BY created_at'),
    clear: database.prepare(
      'DELETE FROM uploads WHERE ended = 1 AND upload_id NOT IN (SELECT value FROM json_each(?))',
    ),
    remember: database.prepare(
      'INSERT INTO mappings (key, remembered) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET remembered = excluded.remembered',
    ),
    recall: database.prepare('SELECT remembered FROM mappings WHERE key = ?'),
  }
}

/** Everything a user may search an upload by: file, definition, connection, user, state and syncs. */
function searchText(record: UploadRecord): string {
  const { file, definition, connectionLabel, user, state, syncs, outcome } = record
  const words = [
    file.name,
    definition.name,
    definition.uri,
    definition.parentName,
    connectionLabel,
    user,
    state,
    outcome,
  ]
  return searchable([...words, ...syncs.map((sync) => sync.uri)].filter(Boolean).join(' '))
}

/** Small letters, each written one way: file names of a Mac come taken apart. */
function searchable(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

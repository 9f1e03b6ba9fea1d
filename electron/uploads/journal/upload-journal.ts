import type { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import type { Mapping } from '../../../shared/csv/csv.ts'
import type { UploadWay } from '../../../shared/uploads/upload.ts'
import type { UploadRecord } from '../core/upload-record.ts'
import { diskTrouble } from './disk-trouble.ts'
import { DamagedJournal, openJournalFile } from './journal-file.ts'

/** What was chosen for a definition the last time. */
export interface RememberedMapping {
  readonly headers: readonly string[]
  readonly mapping: Mapping
  readonly way?: UploadWay
}

export interface MemoryKey {
  readonly definition: string
  /** The columns of the file, in one line. */
  readonly columns: string
}

/** Files of so many kinds are remembered for a definition. */
const MOST_REMEMBERED = 20

/**
 * The durable memory of uploads: one row each, replaced in a transaction that is on disk (synchronous FULL)
 * when `save` returns. It is written before every once-only request and after every answer, so that whatever
 * kills the app, the next start knows what may have gone out. What cannot be written is thrown as a disk error.
 */
export interface UploadJournal {
  save(record: UploadRecord): void
  find(uploadId: string): UploadRecord | undefined
  unfinished(): readonly UploadRecord[]
  /** The uploads of files that were opened together, the first that was sent first. */
  ofGroup(groupId: string): readonly UploadRecord[]
  list(request: { search: string; offset: number; limit: number }): { records: readonly UploadRecord[]; total: number }
  /** What was begun since then and is over. */
  endedSince(createdAt: string): readonly UploadRecord[]
  /** Forgets what is over, but for these. */
  clearEnded(but?: readonly string[]): void
  /** Replaces what was remembered for these columns of the definition. */
  rememberMapping(key: MemoryKey, remembered: RememberedMapping): void
  /** What was chosen for files to this definition, newest first. */
  recallMappings(definition: MemoryKey['definition']): readonly RememberedMapping[]
  /** A number that changes with every write of another process. */
  changesElsewhere(): number
  close(): void
}

/**
 * Opens or creates the journal file. Throws `NewerJournal`, and `DamagedJournal` or what SQLite says for a file that is
 * not what a journal is: those are kept, and never written over.
 */
export function openJournal(path: string): UploadJournal {
  const database = openJournalFile(path)
  try {
    const journal = describe(database)
    // A damaged record must be found now, when the journal can be set aside, and not in the middle of an upload.
    journal.unfinished()
    return journal
  } catch (error) {
    database.close()
    throw error
  }
}

function describe(database: DatabaseSync): UploadJournal {
  const statements = prepare(database)
  return {
    save(record) {
      const ended = record.phase === 'ended' ? 1 : 0
      const text = JSON.stringify(record)
      const { uploadId, createdAt, groupId = null } = record
      write(() => statements.save.run(uploadId, createdAt, ended, searchText(record), text, crc32(text), groupId))
    },
    find(uploadId) {
      const row = statements.find.get(uploadId)
      return row && read(row)
    },
    unfinished: () => statements.unfinished.all().map(readWhole),
    ofGroup: (groupId) => statements.ofGroup.all(groupId).map(read),
    list({ search, offset, limit }) {
      const words = JSON.stringify(searchable(search).split(/\s+/).filter(Boolean))
      const total = (statements.count.get(words) as { total: number }).total
      return { records: statements.list.all(words, limit, offset).map(read), total }
    },
    endedSince: (createdAt) => statements.endedSince.all(createdAt).map(read),
    clearEnded: (but = []) => write(() => statements.clear.run(JSON.stringify(but))),
    rememberMapping({ definition, columns }, remembered) {
      write(() => statements.remember.run(`${definition}\n${columns}`, JSON.stringify(remembered)))
      write(() => statements.forgetOldest.run(definition, definition, MOST_REMEMBERED))
    },
    recallMappings(definition) {
      const rows = statements.recall.all(definition, definition) as { remembered: string }[]
      return rows.map(({ remembered }) => JSON.parse(remembered) as RememberedMapping)
    },
    changesElsewhere: () => Number(statements.changes.get()?.data_version ?? 0),
    close: () => {
      if (database.isOpen) database.close()
    },
  }
}

function read(row: unknown): UploadRecord {
  return JSON.parse((row as { record: string }).record) as UploadRecord
}

/** A record that was torn, or changed by a failing disk, is not gone on from. */
function readWhole(row: unknown): UploadRecord {
  const { record, sum } = row as { record: string; sum: number }
  if (crc32(record) !== sum) throw new DamagedJournal('A record of the upload journal is damaged.')
  return read(row)
}

function write(work: () => unknown): void {
  try {
    work()
  } catch (error) {
    throw diskTrouble(error, 'The upload history')
  }
}

/** Takes the words as a JSON array. */
const HOLDS_ALL_WORDS = 'NOT EXISTS (SELECT 1 FROM json_each(?) AS word WHERE instr(search, word.value) = 0)'

/** Takes the key of a definition twice. An older Bulkdesk kept one mapping for each definition, under its key alone. */
const OF_DEFINITION = '(key = ? OR instr(key, ? || char(10)) = 1)'

function prepare(database: DatabaseSync) {
  return {
    save: database.prepare(
      `INSERT INTO uploads (upload_id, created_at, ended, search, record, sum, group_id) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (upload_id) DO UPDATE SET
         ended = excluded.ended, search = excluded.search, record = excluded.record, sum = excluded.sum`,
    ),
    find: database.prepare('SELECT record FROM uploads WHERE upload_id = ?'),
    unfinished: database.prepare('SELECT record, sum FROM uploads WHERE ended = 0 ORDER BY created_at'),
    ofGroup: database.prepare('SELECT record FROM uploads WHERE group_id = ? ORDER BY created_at, rowid'),
    list: database.prepare(
      `SELECT record FROM uploads WHERE ${HOLDS_ALL_WORDS} ORDER BY created_at DESC, rowid DESC LIMIT ? OFFSET ?`,
    ),
    count: database.prepare(`SELECT count(*) AS total FROM uploads WHERE ${HOLDS_ALL_WORDS}`),
    endedSince: database.prepare('SELECT record FROM uploads WHERE ended = 1 AND created_at >= ? ORDER BY created_at'),
    clear: database.prepare(
      'DELETE FROM uploads WHERE ended = 1 AND upload_id NOT IN (SELECT value FROM json_each(?))',
    ),
    changes: database.prepare('PRAGMA data_version'),
    // What is replaced gets a new rowid: the newest has the highest.
    remember: database.prepare('INSERT OR REPLACE INTO mappings (key, remembered) VALUES (?, ?)'),
    recall: database.prepare(`SELECT remembered FROM mappings WHERE ${OF_DEFINITION} ORDER BY rowid DESC`),
    forgetOldest: database.prepare(
      `DELETE FROM mappings WHERE rowid IN
         (SELECT rowid FROM mappings WHERE ${OF_DEFINITION} ORDER BY rowid DESC LIMIT -1 OFFSET ?)`,
    ),
  }
}

/** Everything a user may search an upload by: file, definition, connection, user, state and syncs. */
function searchText(record: UploadRecord): string {
  const { file, definition, connectionLabel, user, state, syncs } = record
  const names = [file.name, file.madeFrom?.name, file.madeFrom?.sheet]
  const words = [...names, definition.name, definition.uri, definition.parentName, connectionLabel, user, state]
  return searchable([...words, ...syncs.map((sync) => sync.uri)].filter(Boolean).join(' '))
}

/** Small letters, each written one way: file names of a Mac come taken apart. */
function searchable(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

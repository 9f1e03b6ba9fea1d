import type { DatabaseSync } from 'node:sqlite'
import { countCsvRows, readCsvRows } from './csv-rows.ts'
import type { StagedUpload } from './engine/data-engine.ts'
import { readJsonRows } from './json-rows.ts'

export type UploadType = 'json' | 'csv'

export interface NewUpload {
  readonly type: UploadType
  readonly names: readonly string[]
  /** Unknown for CSV until it is read. */
  readonly rowCount?: number
  readonly body: Buffer
}

/** Uploads waiting for a sync. Each POST is kept whole and read when the sync runs. */
export interface Staging {
  add(definitionUri: string, upload: NewUpload, stagedMs: number): void
  /** Uploads of this definition that no sync has taken yet. */
  count(definitionUri: string): number
  /** Hands everything staged so far to a sync: later uploads are for the next. */
  take(definitionUri: string, syncId: number): readonly StagedUpload[]
  /** Forgets what a finished sync consumed. */
  consume(syncId: number): void
  /** Throws away what no sync has taken. */
  clear(definitionUri: string): void
  /** Throws away what has waited since before `stagedMs`. */
  expire(definitionUri: string, stagedMs: number): void
  /** Bytes kept, of one definition or of all. */
  bytes(definitionUri?: string): number
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS bulk_uploads (
    id INTEGER PRIMARY KEY, definition TEXT NOT NULL, sync INTEGER, type TEXT NOT NULL, names TEXT NOT NULL,
    row_count INTEGER, bytes INTEGER NOT NULL, staged_ms INTEGER NOT NULL, body BLOB NOT NULL);
  CREATE INDEX IF NOT EXISTS bulk_uploads_waiting ON bulk_uploads (definition, sync);
`

export function createStaging(database: DatabaseSync): Staging {
  database.exec(SCHEMA)
  const insert = database.prepare(
    'INSERT INTO bulk_uploads (definition, type, names, row_count, bytes, staged_ms, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const waiting = database.prepare('SELECT count(*) AS n FROM bulk_uploads WHERE definition = ? AND sync IS NULL')
  const assign = database.prepare('UPDATE bulk_uploads SET sync = ? WHERE definition = ? AND sync IS NULL')
  const taken = database.prepare('SELECT id, type, names, row_count FROM bulk_uploads WHERE sync = ? ORDER BY id')
  const read = database.prepare('SELECT body FROM bulk_uploads WHERE id = ?')
  const remove = database.prepare('DELETE FROM bulk_uploads WHERE sync = ?')
  const clear = database.prepare('DELETE FROM bulk_uploads WHERE definition = ? AND sync IS NULL')
  const expire = database.prepare('DELETE FROM bulk_uploads WHERE definition = ? AND sync IS NULL AND staged_ms <= ?')
  const size = database.prepare(
    'SELECT coalesce(sum(bytes), 0) AS n FROM bulk_uploads WHERE ?1 IS NULL OR definition = ?1',
  )

  function load(id: number): Buffer {
    const body = read.get(id)?.body
    return body instanceof Uint8Array ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : Buffer.alloc(0)
  }

  function toUpload(row: Record<string, unknown>): StagedUpload {
    const id = Number(row.id)
    const isCsv = row.type === 'csv'
    let rowCount = row.row_count === null ? undefined : Number(row.row_count)
    return {
      names: JSON.parse(String(row.names)) as string[],
      rows: { [Symbol.iterator]: () => (isCsv ? readCsvRows(load(id)) : readJsonRows(load(id))) },
      get rowCount() {
        rowCount ??= countCsvRows(load(id))
        return rowCount
      },
    }
  }

  return {
    add(uri, { type, names, rowCount, body }, stagedMs) {
      insert.run(
        uri.toLowerCase(),
        type,
        JSON.stringify(names),
        rowCount ?? null,
        body.length,
        Math.round(stagedMs),
        body,
      )
    },
    count: (uri) => Number(waiting.get(uri.toLowerCase())?.n),
    take(uri, syncId) {
      assign.run(syncId, uri.toLowerCase())
      return taken.all(syncId).map(toUpload)
    },
    consume: (syncId) => void remove.run(syncId),
    clear: (uri) => void clear.run(uri.toLowerCase()),
    expire: (uri, stagedMs) => void expire.run(uri.toLowerCase(), Math.round(stagedMs)),
    bytes: (uri) => Number(size.get(uri?.toLowerCase() ?? null)?.n),
  }
}

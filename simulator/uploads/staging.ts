import type { DatabaseSync } from 'node:sqlite'
import type { StagedUpload } from '../engine/data-engine.ts'
import { countCsvRows, readCsvRows } from './csv-rows.ts'
import { readJsonRows } from './json-rows.ts'
import type { UploadBodies } from './upload-bodies.ts'

type UploadType = 'json' | 'csv'

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
  /** Gives back what a failed sync had taken: the next sync gets these rows again. */
  release(syncId: number): void
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
    row_count INTEGER, bytes INTEGER NOT NULL, staged_ms INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS bulk_uploads_waiting ON bulk_uploads (definition, sync);
`

function createStatements(database: DatabaseSync) {
  database.exec(SCHEMA)
  const waiting = 'definition = ? AND sync IS NULL'
  return {
    insert: database.prepare(
      'INSERT INTO bulk_uploads (definition, type, names, row_count, bytes, staged_ms) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    count: database.prepare(`SELECT count(*) AS n FROM bulk_uploads WHERE ${waiting}`),
    assign: database.prepare(`UPDATE bulk_uploads SET sync = ? WHERE ${waiting}`),
    taken: database.prepare('SELECT id, type, names, row_count FROM bulk_uploads WHERE sync = ? ORDER BY id'),
    consume: database.prepare('DELETE FROM bulk_uploads WHERE sync = ? RETURNING id'),
    release: database.prepare('UPDATE bulk_uploads SET sync = NULL WHERE sync = ?'),
    clear: database.prepare(`DELETE FROM bulk_uploads WHERE ${waiting} RETURNING id`),
    expire: database.prepare(`DELETE FROM bulk_uploads WHERE ${waiting} AND staged_ms <= ? RETURNING id`),
    size: database.prepare('SELECT coalesce(sum(bytes), 0) AS n FROM bulk_uploads WHERE ?1 IS NULL OR definition = ?1'),
  }
}

export function createStaging(database: DatabaseSync, bodies: UploadBodies): Staging {
  const statements = createStatements(database)
  const forget = (rows: readonly Record<string, unknown>[]) => {
    for (const { id } of rows) bodies.remove(Number(id))
  }

  function toUpload(row: Record<string, unknown>): StagedUpload {
    const id = Number(row.id)
    const isCsv = row.type === 'csv'
    let rowCount = row.row_count === null ? undefined : Number(row.row_count)
    return {
      file: `${id}.${isCsv ? 'csv' : 'json'}`,
      names: JSON.parse(String(row.names)) as string[],
      rows: { [Symbol.iterator]: () => (isCsv ? readCsvRows(bodies.get(id)) : readJsonRows(bodies.get(id))) },
      get rowCount() {
        rowCount ??= countCsvRows(bodies.get(id))
        return rowCount
      },
    }
  }

  return {
    add(uri, { type, names, rowCount, body }, stagedMs) {
      const place = [uri.toLowerCase(), type, JSON.stringify(names), rowCount ?? null, body.length] as const
      bodies.put(Number(statements.insert.run(...place, Math.round(stagedMs)).lastInsertRowid), body)
    },
    count: (uri) => Number(statements.count.get(uri.toLowerCase())?.n),
    take(uri, syncId) {
      statements.assign.run(syncId, uri.toLowerCase())
      return statements.taken.all(syncId).map(toUpload)
    },
    consume: (syncId) => forget(statements.consume.all(syncId)),
    release: (syncId) => void statements.release.run(syncId),
    clear: (uri) => forget(statements.clear.all(uri.toLowerCase())),
    expire: (uri, stagedMs) => forget(statements.expire.all(uri.toLowerCase(), Math.round(stagedMs))),
    bytes: (uri) => Number(statements.size.get(uri?.toLowerCase() ?? null)?.n),
  }
}

import type { DatabaseSync } from 'node:sqlite'

/** Rows that lie in blocks. */
interface StoredEntry {
  readonly kind: 'stored'
  readonly names: readonly string[]
}

/** Rows that are worked out anew. */
export interface DerivedEntry {
  readonly kind: 'derived'
  readonly fields: Readonly<Record<string, string>>
  readonly isUtc: boolean
}

export interface BookedExport<Entry = StoredEntry | DerivedEntry> {
  readonly rowCount: number
  readonly entry: Entry
  /** Numbers of the derived rows that a filter left. */
  readonly indices?: Uint32Array
}

/** The frozen exports of a database, which outlive the process where the database is a file. */
export interface ExportBook {
  nextId(): number
  add(id: number, booked: BookedExport): void
  find(id: number): BookedExport | undefined
  remove(id: number): void
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS export_book (
    id INTEGER PRIMARY KEY, row_count INTEGER NOT NULL, entry TEXT NOT NULL, indices BLOB);
  CREATE TABLE IF NOT EXISTS export_blocks (
    export_id INTEGER NOT NULL, first_row INTEGER NOT NULL, json BLOB NOT NULL, csv BLOB NOT NULL,
    json_ends BLOB NOT NULL, csv_ends BLOB NOT NULL, PRIMARY KEY (export_id, first_row)) WITHOUT ROWID;
  DELETE FROM export_blocks WHERE export_id NOT IN (SELECT id FROM export_book);
`

/** Opens the book; blocks of exports that never came to their end are thrown away. */
export function openExportBook(database: DatabaseSync): ExportBook {
  database.exec(SCHEMA)
  let last = Number(database.prepare('SELECT coalesce(max(id), 0) AS n FROM export_book').get()?.n)
  const insert = database.prepare('INSERT INTO export_book VALUES (?, ?, ?, ?)')
  const select = database.prepare('SELECT row_count, entry, indices FROM export_book WHERE id = ?')
  const removals = [
    database.prepare('DELETE FROM export_book WHERE id = ?'),
    database.prepare('DELETE FROM export_blocks WHERE export_id = ?'),
  ]
  return {
    nextId: () => ++last,
    add(id, { rowCount, entry, indices }) {
      const bytes = indices && new Uint8Array(indices.buffer, indices.byteOffset, indices.byteLength)
      insert.run(id, rowCount, JSON.stringify(entry), bytes ?? null)
    },
    find(id) {
      const row = select.get(id)
      if (!row) return undefined
      const entry = JSON.parse(String(row.entry)) as BookedExport['entry']
      const indices = row.indices instanceof Uint8Array ? new Uint32Array(row.indices.slice().buffer) : undefined
      return { rowCount: Number(row.row_count), entry, ...(indices ? { indices } : {}) }
    },
    remove: (id) => {
      for (const removal of removals) removal.run(id)
    },
  }
}

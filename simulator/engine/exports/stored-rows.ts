import type { DatabaseSync } from 'node:sqlite'
import type { ExportData, PageBytes } from '../data-engine.ts'
import { csvHeader, type EncodedBlock } from './encode-rows.ts'
import type { ExportBook } from './export-book.ts'

/** Rows a block: small enough to cut a page out of quickly, large enough that few are read for a big page. */
export const BLOCK_ROWS = 500

/** Writes the blocks of one frozen export. */
export interface StoredRows {
  /** Every block but the last holds BLOCK_ROWS rows. */
  add(block: EncodedBlock): void
  finish(names: readonly string[]): ExportData
  /** Size of what was added, as CSV. */
  csvBytes(): number
}

/** Starts a frozen export in the database. */
export function createStoredRows(database: DatabaseSync, book: ExportBook): StoredRows {
  const id = book.nextId()
  let rowCount = 0
  let size = 0
  const inserting = database.prepare(
    'INSERT INTO export_blocks (export_id, first_row, json, csv, json_ends, csv_ends) VALUES (?, ?, ?, ?, ?, ?)',
  )
  return {
    add: ({ json, csv, jsonEnds, csvEnds, rows }) => {
      inserting.run(id, rowCount, json, csv, bytesOf(jsonEnds), bytesOf(csvEnds))
      rowCount += rows
      size += csv.length
    },
    csvBytes: () => size,
    finish: (names) => {
      book.add(id, { rowCount, entry: { kind: 'stored', names } })
      return openStoredRows(database, book, { id, rowCount, names })
    },
  }
}

function bytesOf(ends: Uint32Array): Uint8Array {
  return new Uint8Array(ends.buffer, ends.byteOffset, ends.byteLength)
}

interface StoredExport {
  readonly id: number
  readonly rowCount: number
  readonly names: readonly string[]
}

/** Reads pages of a frozen export. */
export function openStoredRows(
  database: DatabaseSync,
  book: ExportBook,
  { id, rowCount, names }: StoredExport,
): ExportData {
  const header = csvHeader(names)
  return {
    id,
    rowCount,
    json: (offset, limit) => ({ runs: withoutLastComma(readPage(database, id, 'json', offset, limit)) }),
    csv: (offset, limit): PageBytes => ({ runs: [header, ...readPage(database, id, 'csv', offset, limit)] }),
    drop: () => book.remove(id),
  }
}

/** The pieces of the blocks that hold the rows [offset, offset + limit), each row with what separates it from the next. */
function readPage(
  database: DatabaseSync,
  id: number,
  kind: 'json' | 'csv',
  offset: number,
  limit: number,
): readonly Uint8Array[] {
  const end = offset + limit
  // Where rows end matters only in a block of which the page takes a part.
  const reading = database.prepare(
    `SELECT first_row, ${kind}, CASE WHEN first_row < ?2 OR first_row + ${BLOCK_ROWS} > ?3 THEN ${kind}_ends END
      FROM export_blocks WHERE export_id = ?1 AND first_row > ?2 - ${BLOCK_ROWS} AND first_row < ?3 ORDER BY first_row`,
  )
  reading.setReturnArrays(true)
  const blocks = reading.all(id, offset, end) as unknown as [number, Uint8Array, Uint8Array | null][]
  return blocks.flatMap(([firstRow, bytes, endBytes]) => {
    if (!endBytes) return [bytes]
    const ends = new Uint32Array(endBytes.slice().buffer)
    const [from, to] = [Math.max(0, offset - firstRow), Math.min(ends.length, end - firstRow)]
    return from < to ? [bytes.subarray(from === 0 ? 0 : ends[from - 1], ends[to - 1])] : []
  })
}

function withoutLastComma(runs: readonly Uint8Array[]): readonly Uint8Array[] {
  const last = runs.at(-1)
  return last ? [...runs.slice(0, -1), last.subarray(0, -1)] : []
}

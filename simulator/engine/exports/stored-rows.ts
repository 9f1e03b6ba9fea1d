import type { DatabaseSync } from 'node:sqlite'
import type { ExportData } from '../data-engine.ts'
import { csvHeader, type EncodedBlock } from './encode-rows.ts'

/** Rows a block: small enough to cut a page out of quickly, large enough that few are read for a big page. */
export const BLOCK_ROWS = 500

/** Creates the table in which frozen exports lie. What an earlier run of a file left there can never be asked for again. */
export function createExportTable(database: DatabaseSync): void {
  database.exec(`DROP TABLE IF EXISTS export_blocks;
    CREATE TABLE export_blocks (
      export_id INTEGER NOT NULL, first_row INTEGER NOT NULL, json BLOB NOT NULL, csv BLOB NOT NULL,
      json_ends BLOB NOT NULL, csv_ends BLOB NOT NULL, PRIMARY KEY (export_id, first_row)) WITHOUT ROWID`)
}

/** Writes the blocks of one frozen export and reads pages back. */
export interface StoredRows {
  /** Every block but the last holds BLOCK_ROWS rows. */
  add(block: EncodedBlock): void
  finish(names: readonly string[]): ExportData
  /** Size of what was added, as CSV. */
  csvBytes(): number
}

let lastExport = 0

/** Starts a frozen export in the database. */
export function createStoredRows(database: DatabaseSync): StoredRows {
  lastExport += 1
  const exportId = lastExport
  let rows = 0
  let size = 0
  const inserting = database.prepare(
    'INSERT INTO export_blocks (export_id, first_row, json, csv, json_ends, csv_ends) VALUES (?, ?, ?, ?, ?, ?)',
  )
  return {
    add: ({ json, csv, jsonEnds, csvEnds, rows: added }) => {
      inserting.run(exportId, rows, json, csv, bytesOf(jsonEnds), bytesOf(csvEnds))
      rows += added
      size += csv.length
    },
    csvBytes: () => size,
    finish: (names) => ({
      rowCount: rows,
      json: (offset, limit) => joinJson(readPage(database, exportId, 'json', offset, limit)),
      csv: (offset, limit) => Buffer.concat([csvHeader(names), ...readPage(database, exportId, 'csv', offset, limit)]),
      drop: () => {
        database.prepare('DELETE FROM export_blocks WHERE export_id = ?').run(exportId)
      },
    }),
  }
}

function bytesOf(ends: Uint32Array): Uint8Array {
  return new Uint8Array(ends.buffer, ends.byteOffset, ends.byteLength)
}

/** The pieces of the blocks that hold the rows [offset, offset + limit). */
function readPage(
  database: DatabaseSync,
  exportId: number,
  kind: 'json' | 'csv',
  offset: number,
  limit: number,
): readonly Uint8Array[] {
  const first = Math.floor(offset / BLOCK_ROWS) * BLOCK_ROWS
  const reading = database.prepare(
    `SELECT first_row, ${kind}, ${kind}_ends FROM export_blocks
      WHERE export_id = ? AND first_row >= ? AND first_row < ? ORDER BY first_row`,
  )
  reading.setReturnArrays(true)
  const blocks = reading.all(exportId, first, offset + limit) as unknown as [number, Uint8Array, Uint8Array][]
  return blocks.flatMap(([firstRow, bytes, endBytes]) => {
    const ends = new Uint32Array(endBytes.slice().buffer)
    const from = Math.max(0, offset - firstRow)
    const to = Math.min(ends.length, offset + limit - firstRow)
    if (from >= to) return []
    const separator = kind === 'json' ? 1 : 0
    return [bytes.subarray(from === 0 ? 0 : (ends[from - 1] ?? 0) + separator, ends[to - 1])]
  })
}

const COMMA = Buffer.from(',')

function joinJson(pieces: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(pieces.flatMap((piece, index) => (index === 0 ? [piece] : [COMMA, piece])))
}

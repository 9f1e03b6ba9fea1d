import type { DatabaseSync } from 'node:sqlite'
import type { ExportData } from '../data-engine.ts'
import type { BlockCache, CachedBlock } from './block-cache.ts'
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

/** Where frozen exports lie. */
export interface Shelf {
  readonly database: DatabaseSync
  readonly book: ExportBook
  readonly cache: BlockCache
}

type Kind = 'json' | 'csv'

function cacheKey(id: number, kind: Kind, firstRow: number): string {
  return `${id} ${kind} ${firstRow}`
}

/** Starts a frozen export in the database. */
export function createStoredRows(shelf: Shelf): StoredRows {
  const { database, book, cache } = shelf
  const id = book.nextId()
  let rowCount = 0
  let size = 0
  const inserting = database.prepare(
    'INSERT INTO export_blocks (export_id, first_row, json, csv, json_ends, csv_ends) VALUES (?, ?, ?, ?, ?, ?)',
  )
  return {
    add: ({ json, csv, jsonEnds, csvEnds, rows }) => {
      inserting.run(id, rowCount, json, csv, bytesOf(jsonEnds), bytesOf(csvEnds))
      cache.set(cacheKey(id, 'json', rowCount), { bytes: json, ends: jsonEnds })
      cache.set(cacheKey(id, 'csv', rowCount), { bytes: csv, ends: csvEnds })
      rowCount += rows
      size += csv.length
    },
    csvBytes: () => size,
    finish: (names) => {
      book.add(id, { rowCount, entry: { kind: 'stored', names } })
      return openStoredRows(shelf, { id, rowCount, names })
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
export function openStoredRows(shelf: Shelf, { id, rowCount, names }: StoredExport): ExportData {
  const header = csvHeader(names)
  const readJson = createPageReader(shelf, id, 'json', rowCount)
  const readCsv = createPageReader(shelf, id, 'csv', rowCount)
  return {
    id,
    rowCount,
    json: (offset, limit) => ({ runs: withoutLastComma(readJson(offset, limit)) }),
    csv: (offset, limit) => ({ runs: [header, ...readCsv(offset, limit)] }),
    drop: () => {
      shelf.book.remove(id)
      shelf.cache.forget(`${id} `)
    },
  }
}

/** Returns how to read the pieces of the blocks that hold the rows [offset, offset + limit), each row with what separates it from the next. */
function createPageReader({ database, cache }: Shelf, id: number, kind: Kind, rowCount: number) {
  const reading = database.prepare(
    `SELECT ${kind} AS bytes, ${kind}_ends AS ends FROM export_blocks WHERE export_id = ? AND first_row = ?`,
  )
  const blockAt = (firstRow: number): CachedBlock => {
    const key = cacheKey(id, kind, firstRow)
    const cached = cache.get(key)
    if (cached) return cached
    const row = reading.get(id, firstRow)
    if (!(row?.bytes instanceof Uint8Array && row.ends instanceof Uint8Array)) throw new RangeError(`no block ${key}`)
    const read = { bytes: row.bytes, ends: new Uint32Array(row.ends.slice().buffer) }
    cache.offer(key, read)
    return read
  }
  return (offset: number, limit: number): readonly Uint8Array[] => {
    const runs: Uint8Array[] = []
    const end = Math.min(offset + limit, rowCount)
    for (let row = offset; row < end; ) {
      const firstRow = row - (row % BLOCK_ROWS)
      const { bytes, ends } = blockAt(firstRow)
      const to = Math.min(ends.length, end - firstRow)
      runs.push(bytes.subarray(row === firstRow ? 0 : ends[row - firstRow - 1], ends[to - 1]))
      row = firstRow + to
    }
    return runs
  }
}

function withoutLastComma(runs: readonly Uint8Array[]): readonly Uint8Array[] {
  const last = runs.at(-1)
  return last ? [...runs.slice(0, -1), last.subarray(0, -1)] : []
}

import { CELL_END, RECORD_FLAGS } from '../kernel/kernel.ts'
import type { Batch, RecordTable } from '../read/record-table.ts'

/**
 * Who does what of a check. A small file is checked by one worker: `all`. A big one is checked by two, so that both
 * processors of a small machine are busy: `bytes` reads the file, looks for bytes that are no text and cuts
 * it into rows; `rows` takes these over and goes by the rows' rules and the identifiers. Each counts some of the columns.
 */
export type ShareName = 'all' | 'bytes' | 'rows'

/** Marks that only `rows` sets, maybe while the other looks. */
const JUDGED = RECORD_FLAGS.noIdentifier | RECORD_FLAGS.badIdentifier | RECORD_FLAGS.outgrown

// What work costs beside each other, in nanoseconds as measured: only their proportions matter.
const READ_A_BYTE = 0.75
const JUDGE_A_ROW = 90
const A_CELL = 12
const A_BYTE_OF_A_CELL = 0.3

/**
 * The columns this share counts. Decided by the widths of the first batch's cells, which both shares see alike; the
 * identifier's column always falls to `rows`.
 */
export function chooseColumns(
  share: ShareName,
  reader: RecordTable,
  batch: Batch,
  columns: number,
  identifier: number | undefined,
): readonly number[] {
  const counted = countedColumns(columns)
  if (share === 'all') return counted
  const costs = counted.map((column) => A_CELL + A_BYTE_OF_A_CELL * averageWidth(reader, batch, column))
  const rowBytes = (reader.after(batch.count - 1) - reader.start(0)) / batch.count
  const load = { bytes: READ_A_BYTE * rowBytes, rows: identifier === undefined ? 0 : JUDGE_A_ROW }
  const mine: number[] = []
  for (const column of counted.toSorted((a, b) => (costs[b] ?? 0) - (costs[a] ?? 0))) {
    const taker = column === identifier || load.rows <= load.bytes ? 'rows' : 'bytes'
    load[taker] += costs[column] ?? 0
    if (taker === share) mine.push(column)
  }
  return mine
}

/** All columns figures are kept of. */
export function countedColumns(columns: number): readonly number[] {
  return Array.from({ length: columns }, (_, column) => column)
}

function averageWidth(reader: RecordTable, batch: Batch, column: number): number {
  const { words } = reader.kernel
  let sum = 0
  let rows = 0
  for (let record = 0; record < batch.count; record++) {
    if ((reader.flags(record) & ~JUDGED) !== 0) continue
    const at = reader.cellWord(record) + column * 2
    sum += ((words[at + 1] ?? 0) & CELL_END) - (words[at] ?? 0)
    rows += 1
  }
  return rows === 0 ? 0 : sum / rows
}

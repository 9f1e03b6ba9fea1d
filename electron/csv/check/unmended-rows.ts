import { RECORD_FLAGS } from '../kernel/kernel.ts'
import { REASON_COLUMNS } from '../read/headers.ts'
import type { Batch, RecordTable } from '../read/record-table.ts'

/** What a reason speaks of, and how a cell shows that the row is still as it was. */
const CAUSES: readonly { readonly reason: RegExp; readonly cell: RegExp }[] = [
  { reason: /quot/i, cell: /"/ },
  { reason: /carriage return/i, cell: /\r(?!\n)/ },
]

/**
 * Rows of a file of held-back rows. Saved, their cells are written as they must be, so that nothing is wrong with the
 * rows any more but their text: the stray quotes stand in it. Such a row stays behind until its text is put right, or
 * its reason is taken out.
 */
export class UnmendedRows {
  readonly #header: readonly string[]
  readonly #reason: number

  private constructor(header: readonly string[], reason: number) {
    this.#header = header
    this.#reason = reason
  }

  /** Undefined for any other file. One of rows that Eloqua rejected has their codes as well. */
  static of(header: readonly string[]): UnmendedRows | undefined {
    const names = header.map((name) => name.trim())
    const reason = names.indexOf('bulkdesk_reason')
    const isHeldBack = reason !== -1 && names.includes('bulkdesk_row') && !names.includes('bulkdesk_code')
    return isHeldBack ? new UnmendedRows(names, reason) : undefined
  }

  mark(reader: RecordTable, batch: Batch): void {
    for (let record = 0; record < batch.count; record++) {
      if (reader.flags(record) & (RECORD_FLAGS.huge | RECORD_FLAGS.unclosed)) continue
      if (this.#isUnmended(reader.cells(record))) reader.mark(record, RECORD_FLAGS.unmended)
    }
  }

  #isUnmended(cells: readonly string[]): boolean {
    const reason = cells[this.#reason] ?? ''
    const own = cells.filter((_, column) => !REASON_COLUMNS.has(this.#header[column] ?? ''))
    return CAUSES.some((cause) => cause.reason.test(reason) && own.some((cell) => cause.cell.test(cell)))
  }
}

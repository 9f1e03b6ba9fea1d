import type { ProblemExample } from '../../../shared/csv/csv.ts'
import { RECORD_FLAGS } from '../kernel/kernel.ts'
import type { Batch, RecordTable } from '../read/record-table.ts'
import { EXAMPLES_SHOWN, shortenCell } from './problems.ts'

/** Of a longer cell only so many lines are looked at. */
const MOST_LINES = 2000
const ADDRESS = /^"?[^\s@"<>(),;:]+@[^\s@"<>(),;:]+\.[\p{L}\d-]{2,}"?$/u

interface Table {
  readonly columns: number
  readonly delimiter: string
  /** Column of the identifier, if it is known. */
  readonly identifier?: number | undefined
}

/** Letters and digits of a code as what they are: `CUST-017` and `CUST-018` are of one form. */
function formOf(code: string): string {
  return code.replace(/\d/g, '9').replace(/\p{L}/gu, 'a')
}

/**
 * The first line of a cell that looks like a row of the table, the cell's own first line aside: as many cells as the
 * columns, one of them an address, or an identifier of the row's own form. Two stray quotes make such cells of whole
 * rows. Text that people write in several lines has spaces after its commas, or none of these.
 */
function findSwallowed(cells: readonly string[], table: Table): string | undefined {
  const own = table.identifier === undefined ? undefined : cells[table.identifier]
  for (const [column, cell] of cells.entries()) {
    if (!/[\r\n]/.test(cell)) continue
    const lines = cell.split(/\r\n|\r|\n/).slice(1, MOST_LINES)
    const found = lines.find((line, i) =>
      isRowLike(line, { ...table, own, least: i === lines.length - 1 ? column + 1 : table.columns }),
    )
    if (found !== undefined) return found
  }
  return undefined
}

interface Place extends Table {
  readonly own: string | undefined
  /** Cells that a row's line has here: the last line of a cell ends where the cell does. */
  readonly least: number
}

function isRowLike(line: string, { columns, delimiter, identifier, own, least }: Place): boolean {
  if (!line.includes(delimiter)) return false
  const parts = line.split(delimiter)
  if (parts.length !== columns && parts.length !== least) return false
  const filled = parts.filter((part) => part !== '')
  const isProse = (delimiter === ',' || delimiter === ';') && parts.slice(1).some((part) => part.startsWith(' '))
  if (filled.length < 2 || isProse) return false
  const addresses = filled.filter((part) => ADDRESS.test(part))
  if (addresses.length > 0) return addresses.length < filled.length
  const code = identifier === undefined ? undefined : parts[identifier]
  if (code === undefined || own === undefined || !/\d/.test(code)) return false
  return formOf(code) === formOf(own) && (columns > 2 || code.length > 2)
}

/** Counts the rows with such a cell, with the first of them. */
export class SwallowedRows {
  count = 0
  readonly examples: ProblemExample[] = []
  readonly #reader: RecordTable
  readonly #table: Table

  constructor(reader: RecordTable, table: Table) {
    this.#reader = reader
    this.#table = table
  }

  add(batch: Batch): void {
    const reader = this.#reader
    const { call } = reader.kernel
    const delimiter = this.#table.delimiter.charCodeAt(0)
    const next = (from: number) => call.findManyLined(from, batch.count, delimiter)
    for (let i = next(0); i < batch.count; i = next(i + 1)) {
      if (reader.flags(i) & (RECORD_FLAGS.huge | RECORD_FLAGS.unclosed)) continue
      const line = findSwallowed(reader.cells(i), this.#table)
      if (line !== undefined) this.#note(batch.firstRow + i, reader.line(i), line)
    }
  }

  #note(row: number, line: number, value: string): void {
    this.count += 1
    if (this.examples.length < EXAMPLES_SHOWN) this.examples.push({ row, line, value: shortenCell(value) })
  }
}

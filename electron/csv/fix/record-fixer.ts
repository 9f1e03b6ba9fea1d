import type { Delimiter, Reading } from '../../../shared/csv/csv.ts'
import { type ColumnFix, type Fix, fixRow, fixText, isColumnFix, type OnFixedCell } from '../../../shared/csv/fixes.ts'
import { CELL_END, RECORD_FLAGS } from '../kernel/kernel.ts'
import type { RecordTable } from '../read/record-table.ts'

const CELL_QUOTED = 0x80000000
const CELL_ESCAPED = 0x40000000

/** A cell with another text, and the bytes it stands in, with its quotes. */
export interface ChangedCell {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** What fixes make of a record: all its cells, or some of them. */
export type FixedRecord = { readonly cells: readonly string[] } | { readonly changed: readonly ChangedCell[] }

interface ColumnWork {
  readonly column: number
  readonly fixes: readonly ColumnFix[]
  readonly mayChange: CellTest
}

/** Whether the bytes of a cell are worth a closer look; most are not, and are never made text. */
type CellTest = (bytes: Uint8Array, start: number, end: number, isEscaped: boolean) => boolean

/** Applies fixes to records in the kernel's tables. Duplicates are none of its business. */
export class RecordFixer {
  readonly #table: RecordTable
  readonly #columns: number
  readonly #fixes: readonly Fix[]
  readonly #works: readonly ColumnWork[]
  readonly #editedRows: ReadonlySet<number>
  readonly #unsound: number
  #bytes: Uint8Array | undefined
  #buffer: Buffer = Buffer.alloc(0)

  constructor(table: RecordTable, columns: number, reading: Pick<Reading, 'looseQuotes'>, fixes: readonly Fix[]) {
    this.#table = table
    this.#columns = columns
    this.#fixes = fixes
    this.#works = groupByColumn(fixes)
    this.#editedRows = new Set(fixes.flatMap((fix) => (fix.kind === 'row' ? fix.row : [])))
    this.#unsound = unsoundFlags(reading)
  }

  /** Undefined where no fix changes the record. `row` is 1-based. */
  fix(record: number, row: number, onCell: OnFixedCell): FixedRecord | undefined {
    if (this.#editedRows.has(row)) return { cells: this.#wholeRow(record, row, onCell) }
    if (!this.isSound(record)) return undefined
    let changed: ChangedCell[] | undefined
    for (const work of this.#works) {
      // Cells of columns without a name may be missing at the end of a row.
      const cell = work.column < this.#table.cellCount(record) ? this.#fixCell(record, work, onCell) : undefined
      if (!cell) continue
      changed ??= []
      changed.push(cell)
    }
    return changed && { changed }
  }

  /** The text of one cell after all fixes; undefined in a row whose cells cannot be told apart. */
  textOf(record: number, row: number, column: number): string | undefined {
    if (this.#editedRows.has(row)) {
      const cells = this.#wholeRow(record, row)
      return cells.length === this.#columns ? cells[column] : undefined
    }
    if (!this.isSound(record)) return undefined
    if (column >= this.#table.cellCount(record)) return ''
    const { words } = this.#table.kernel
    const at = this.#table.cellWord(record) + column * 2
    const fixes = this.#works.find((work) => work.column === column)?.fixes ?? []
    return fixText(fixes, this.#textAt(words[at] ?? 0, words[at + 1] ?? 0))
  }

  /** The user gave the row other cells: what was wrong with those of the file no longer counts. */
  isEdited(row: number): boolean {
    return this.#editedRows.has(row)
  }

  /** The cells are those of the columns. */
  isSound(record: number): boolean {
    return (this.#table.flags(record) & this.#unsound) === 0
  }

  #wholeRow(record: number, row: number, onCell?: OnFixedCell): readonly string[] {
    const cells = this.#table.flags(record) & RECORD_FLAGS.huge ? [] : this.#table.cells(record)
    return fixRow(this.#fixes, { row, cells, columns: this.#columns }, onCell)
  }

  #fixCell(record: number, { column, fixes, mayChange }: ColumnWork, onCell: OnFixedCell): ChangedCell | undefined {
    const { words, bytes } = this.#table.kernel
    const at = this.#table.cellWord(record) + column * 2
    const start = words[at] ?? 0
    const stop = words[at + 1] ?? 0
    const end = stop & CELL_END
    if (!mayChange(bytes, start, end, (stop & CELL_ESCAPED) !== 0)) return undefined
    const before = this.#textAt(start, stop)
    const text = fixText(fixes, before, onCell)
    if (text === before) return undefined
    return (stop & CELL_QUOTED) !== 0 ? { start: start - 1, end: end + 1, text } : { start, end, text }
  }

  /** `stop`: the marked end of the cell. */
  #textAt(start: number, stop: number): string {
    const end = stop & CELL_END
    if (start === end) return ''
    const { bytes } = this.#table.kernel
    // A buffer decodes short texts several times faster than a decoder does.
    if (this.#bytes !== bytes) {
      this.#bytes = bytes
      this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    }
    const text = this.#buffer.toString('utf8', start, end)
    return (stop & CELL_ESCAPED) !== 0 ? text.replaceAll('""', '"') : text
  }
}

/** With one of these the cells of a record are not those of its columns. */
function unsoundFlags({ looseQuotes }: Pick<Reading, 'looseQuotes'>): number {
  const { short, long, strayQuote, textAfterQuote, huge, unclosed } = RECORD_FLAGS
  return short | long | textAfterQuote | huge | unclosed | (looseQuotes ? 0 : strayQuote)
}

/** In the order of the columns, so that the cells of a record are written from left to right. */
function groupByColumn(fixes: readonly Fix[]): readonly ColumnWork[] {
  const byColumn = Map.groupBy(fixes.filter(isColumnFix), ({ column }) => column)
  return [...byColumn]
    .toSorted(([a], [b]) => a - b)
    .map(([column, fixesOfIt]) => {
      return { column, fixes: fixesOfIt, mayChange: fixesOfIt.map(cellTest).reduce(either) }
    })
}

function either(one: CellTest, other: CellTest): CellTest {
  return (...cell) => one(...cell) || other(...cell)
}

function cellTest(fix: ColumnFix): CellTest {
  if (fix.kind === 'replace') {
    const values = fix.values.map((value) => Buffer.from(value))
    const lengths = new Set(values.map(({ length }) => length))
    const firsts = new Set(values.map(([first]) => first))
    return (bytes, start, end, isEscaped) =>
      isEscaped || (lengths.has(end - start) && (start === end || firsts.has(bytes[start])))
  }
  if (fix.kind !== 'trim') return (_bytes, start, end) => start < end
  return (bytes, start, end) => start < end && (maySpace(bytes[start]) || maySpace(bytes[end - 1]))
}

/** A space, a control character, or part of a character that may be a space of another script. */
function maySpace(byte = 0): boolean {
  return byte <= 0x20 || byte >= 0x80
}

/** A cell as it is written: in quotes where it must be, or where it was before. */
export function quoteCell(text: string, delimiter: Delimiter, isQuoted: boolean): string {
  const mustQuote = isQuoted || text.includes(delimiter) || /["\r\n\ufeff]/.test(text)
  return mustQuote ? `"${text.replaceAll('"', '""')}"` : text
}

/** A record without its line end. A lone empty cell is quoted: its line would be blank, which is no row. */
export function writeCells(cells: readonly string[], delimiter: Delimiter): string {
  if (cells.length <= 1 && (cells[0] ?? '') === '') return '""'
  return cells.map((cell) => quoteCell(cell, delimiter, false)).join(delimiter)
}

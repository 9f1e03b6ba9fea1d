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
      const cell = this.#fixCell(record, work, onCell)
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
    const at = this.#cellAt(record, column)
    const fixes = this.#works.find((work) => work.column === column)?.fixes ?? []
    return fixText(fixes, this.#textAt(at))
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
    const at = this.#cellAt(record, column)
    if (!mayChange(this.#table.kernel.bytes, at.start, at.end, at.isEscaped)) return undefined
    const before = this.#textAt(at)
    const text = fixText(fixes, before, onCell)
    if (text === before) return undefined
    return at.isQuoted ? { start: at.start - 1, end: at.end + 1, text } : { start: at.start, end: at.end, text }
  }

  #cellAt(record: number, column: number) {
    const { words } = this.#table.kernel
    const at = this.#table.cellWord(record) + column * 2
    const stop = words[at + 1] ?? 0
    return {
      start: words[at] ?? 0,
      end: stop & CELL_END,
      isQuoted: (stop & CELL_QUOTED) !== 0,
      isEscaped: (stop & CELL_ESCAPED) !== 0,
    }
  }

  #textAt({ start, end, isEscaped }: { start: number; end: number; isEscaped: boolean }): string {
    if (start === end) return ''
    const text = this.#table.decode(start, end)
    return isEscaped ? text.replaceAll('""', '"') : text
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
      const tests = fixesOfIt.map(cellTest)
      return {
        column,
        fixes: fixesOfIt,
        mayChange: (bytes, start, end, isEscaped) => tests.some((test) => test(bytes, start, end, isEscaped)),
      }
    })
}

function cellTest(fix: ColumnFix): CellTest {
  if (fix.kind === 'replace') {
    const lengths = new Set(fix.values.map((value) => Buffer.byteLength(value)))
    return (_bytes, start, end, isEscaped) => isEscaped || lengths.has(end - start)
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

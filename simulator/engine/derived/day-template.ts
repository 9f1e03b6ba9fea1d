import { csvCell } from '../exports/encode-rows.ts'
import { DAY_ROWS, type DailyPart, type DerivedColumn } from './transactions.ts'

/** One day's rows as bytes in one format, and where the bytes are that differ from day to day. */
export interface DayTemplate {
  readonly bytes: Buffer
  /** Where each row begins; one more entry than rows. The separator belongs to the row before it. */
  readonly starts: Uint32Array
  /** Positions of the four-digit day and of the date, the same number for every row, row after row. */
  readonly dayParts: Uint32Array
  readonly dateParts: Uint32Array
}

export interface ColumnLayout {
  readonly name: string
  readonly column: DerivedColumn
}

export type Format = 'json' | 'csv'

/** Encodes the rows of `day` once; every other day with the same clock offset is a copy with other digits. */
export function buildDayTemplate(
  layout: readonly ColumnLayout[],
  format: Format,
  day: number,
  isUtc: boolean,
): DayTemplate {
  const starts = new Uint32Array(DAY_ROWS + 1)
  const parts: Record<DailyPart['kind'], number[]> = { day: [], date: [] }
  const keys = layout.map(({ name }, at) => keyText(format, name, at))
  const rows: string[] = []
  let start = 0
  for (let row = 0; row < DAY_ROWS; row += 1) {
    let text = ''
    for (const [at, { column }] of layout.entries()) {
      text += keys[at]
      const cell = column.text(day * DAY_ROWS + row, isUtc)
      // A cell with a daily part is plain ASCII without quotes: its characters are its bytes.
      if (column.daily) parts[column.daily.kind].push(start + Buffer.byteLength(text) + column.daily.at)
      text += format === 'json' ? JSON.stringify(cell).slice(1, -1) : csvCell(cell)
    }
    text += format === 'json' ? '"},' : '\n'
    rows.push(text)
    starts[row] = start
    start += Buffer.byteLength(text)
  }
  starts[DAY_ROWS] = start
  return {
    bytes: Buffer.from(rows.join('')),
    starts,
    dayParts: Uint32Array.from(parts.day),
    dateParts: Uint32Array.from(parts.date),
  }
}

function keyText(format: Format, name: string, at: number): string {
  if (format === 'csv') return at === 0 ? '' : ','
  return `${at === 0 ? '{' : '",'}${JSON.stringify(name)}:"`
}

/** The wall clock at which a day begins: a template's times are right for every day that begins at the same one. */
export function dayOffset(layout: readonly ColumnLayout[], day: number, isUtc: boolean): string {
  const timestamp = layout.find(({ column }) => column.daily?.kind === 'date')
  return timestamp ? timestamp.column.text(day * DAY_ROWS, isUtc).slice(11) : ''
}

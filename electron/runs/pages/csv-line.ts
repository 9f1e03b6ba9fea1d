import type { CsvFlavour } from '../../../shared/csv/csv.ts'
import { guardFormulas } from './formula-guard.ts'

/** How a flavour is written: `exact` is the data and nothing else; `spreadsheet` is what Excel opens right. */
export interface CsvStyle {
  readonly separator: ',' | ';'
  readonly lineEnd: string
  readonly bom: boolean
  /** Puts `'` before cells that a spreadsheet would run. */
  readonly guard: boolean
}

/** `exact` ends its lines with LF, which Eloqua and every tool takes; `spreadsheet` with the CR LF that Excel writes itself. */
export const CSV_STYLES: Readonly<Record<CsvFlavour, CsvStyle>> = {
  exact: { separator: ',', lineEnd: '\n', bom: false, guard: false },
  spreadsheet: { separator: ',', lineEnd: '\r\n', bom: true, guard: true },
}

export interface CsvLine {
  readonly text: string
  /** Cells that got a `'` before them. */
  readonly guarded: number
}

/** One line of CSV. A lone empty cell is quoted, as an empty line would be no row at all. */
export function csvLine(cells: readonly string[], style: CsvStyle): CsvLine {
  let guarded = 0
  const parts = cells.map((cell) => {
    const safe = guardCell(cell, style)
    if (safe !== cell) guarded += 1
    return quoteCell(safe)
  })
  const line = parts.length === 1 && parts[0] === '' ? '""' : parts.join(style.separator)
  return { text: line + style.lineEnd, guarded }
}

export function guardCell(cell: string, style: CsvStyle): string {
  return style.guard ? guardFormulas(cell) : cell
}

/** Quoted when it holds a separator of this or of another country's spreadsheets, a quote or a line break, or has blanks at an end, which some readers trim. */
export function quoteCell(cell: string): string {
  return /[",;\t\r\n]|^[ \t\ufeff]|[ \t]$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

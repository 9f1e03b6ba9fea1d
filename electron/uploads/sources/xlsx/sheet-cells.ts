import { damaged, refuseSource, unpacksToTooMuch } from '../refusals.ts'
import type { CellFormat, FormatDoubt } from './cell-format.ts'
import { GENERAL, showNumber } from './cell-format.ts'
import { columnOf } from './cell-ref.ts'
import { LONGEST, type SharedStrings } from './shared-strings.ts'
import { isTrue } from './workbook.ts'
import { attribute, excelText, plainText, type XmlEars } from './xml.ts'

/** What is worth a word about a cell. */
export type CellNote = FormatDoubt | 'error' | 'no-result' | 'long-number'

export interface SheetFacts {
  readonly merged: number
  readonly hiddenRows: number
  readonly hiddenColumns: number
}

export interface CellEars {
  /** One row, its cells by their columns; places without one are empty. Rows without a cell may be left out. `number` is Excel's. */
  row(number: number, cells: readonly (string | undefined)[]): void
  note(note: CellNote, row: number, column: number, text: string): void
}

export interface SheetContext {
  readonly strings: SharedStrings
  readonly formats: readonly CellFormat[]
  readonly isFrom1904: boolean
}

/** Excel's own limits. */
const MOST_COLUMNS = 16_384
const MOST_ROWS = 1_048_576

/** What a cell has said so far. */
interface OpenCell {
  column: number
  type: string
  style: number
  value: string
  hasFormula: boolean
}

/** Hears a sheet's XML and tells its rows. Throws a refusal for what is no sheet. */
export class SheetCells implements XmlEars {
  readonly #context: SheetContext
  readonly #ears: CellEars
  readonly #cell: OpenCell = { column: -1, type: '', style: 0, value: '', hasFormula: false }
  #row = 0
  #cells: (string | undefined)[] = []
  #isText = false
  /** How deep in phonetic hints, which are no text of the cell. */
  #hints = 0
  readonly facts = { merged: 0, hiddenRows: 0, hiddenColumns: 0 }

  constructor(context: SheetContext, ears: CellEars) {
    this.#context = context
    this.#ears = ears
  }

  open(tag: string, attributes: string): void {
    if (tag === 'c') this.#openCell(attributes)
    else if (tag === 'v') this.#isText = true
    else if (tag === 't') this.#isText = this.#hints === 0
    else if (tag === 'f') this.#cell.hasFormula = true
    else if (tag === 'row') this.#openRow(attributes)
    else if (tag === 'rPh') this.#hints += 1
    else if (tag === 'mergeCell') this.facts.merged += 1
    else if (tag === 'col' && isTrue(attribute(attributes, 'hidden'))) this.#countHidden(attributes)
  }

  text(piece: string): void {
    if (!this.#isText) return
    this.#cell.value += piece
    if (this.#cell.value.length > LONGEST) throw unpacksToTooMuch()
  }

  close(tag: string): void {
    if (tag === 'v' || tag === 't') this.#isText = false
    else if (tag === 'c') this.#closeCell()
    else if (tag === 'row') this.#ears.row(this.#row, this.#cells)
    else if (tag === 'rPh') this.#hints -= 1
  }

  #openRow(attributes: string): void {
    const number = Number(attribute(attributes, 'r') ?? this.#row + 1)
    if (!Number.isInteger(number) || number <= this.#row || number > MOST_ROWS) throw damaged()
    this.#row = number
    this.#cells = []
    this.#cell.column = -1
    if (isTrue(attribute(attributes, 'hidden'))) this.facts.hiddenRows += 1
  }

  #openCell(attributes: string): void {
    const cell = this.#cell
    const name = attribute(attributes, 'r')
    cell.column = name === undefined ? cell.column + 1 : columnOf(name)
    if (cell.column < 0 || this.#row === 0) throw damaged()
    if (cell.column >= MOST_COLUMNS) throw refuseSource({ reason: 'too-many-columns' })
    cell.type = attribute(attributes, 't') ?? 'n'
    cell.style = Number(attribute(attributes, 's') ?? 0)
    cell.value = ''
    cell.hasFormula = false
  }

  #closeCell(): void {
    const { column } = this.#cell
    const note = (kind: CellNote, shown: string) => this.#ears.note(kind, this.#row, column, shown)
    const text = shownText(this.#cell, this.#context, note)
    if (text !== '') this.#cells[column] = text
  }

  #countHidden(attributes: string): void {
    const [from, to] = [Number(attribute(attributes, 'min')), Number(attribute(attributes, 'max'))]
    // All columns up to the last are hidden where the rest of a sheet is.
    if (to < MOST_COLUMNS) this.facts.hiddenColumns += to - from + 1
  }
}

/** What the cell shows, as text. */
function shownText(cell: OpenCell, context: SheetContext, note: (note: CellNote, text: string) => void): string {
  const { type, value } = cell
  if (value === '') {
    if (cell.hasFormula && type !== 'str') note('no-result', '')
    return ''
  }
  switch (type) {
    case 's':
      return shared(value, context.strings)
    case 'str':
    case 'inlineStr':
      return excelText(plainText(value))
    case 'b':
      return isTrue(value.trim()) ? 'TRUE' : 'FALSE'
    case 'e': {
      const text = plainText(value)
      note('error', text)
      return text
    }
    case 'd':
      return isoText(plainText(value))
    default:
      return numberText(value, context.formats[cell.style] ?? GENERAL, context.isFrom1904, note)
  }
}

function shared(value: string, strings: SharedStrings): string {
  const index = Number(value)
  if (!Number.isInteger(index) || index < 0 || index >= strings.count) throw damaged()
  return strings.get(index)
}

/** A date that is written as one: `2026-03-02T00:00:00` is a day. */
function isoText(value: string): string {
  return value.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z?$/, (_all, day: string, time: string) =>
    time === '00:00:00' ? day : `${day} ${time}`,
  )
}

/** From here on Excel has replaced the last digits by zeros. */
const MOST_DIGITS = 1e15

function numberText(
  raw: string,
  format: CellFormat,
  isFrom1904: boolean,
  note: (note: CellNote, text: string) => void,
): string {
  // Most numbers are short and whole, and shown as they are kept.
  if (format.kind === 'general' && raw.length < 15 && /^(0|-?[1-9]\d*)$/.test(raw)) return raw
  const { text, doubt } = showNumber(raw, format, isFrom1904)
  if (Math.abs(Number(raw)) >= MOST_DIGITS) note('long-number', text)
  if (doubt) note(doubt, text)
  return text
}

import { isUtf8 } from 'node:buffer'
import { parseLine } from '../store/csv-rows.ts'
import { notJson } from './json-bytes.ts'
import { type PageHead, readHead } from './page-head.ts'

/** One page as Eloqua gives it for `Accept: text/csv`, cut into lines like our own. */
export interface CsvPage extends PageHead {
  readonly csv: Buffer
  readonly rows: number
  readonly rowEnds: Uint32Array
}

const QUOTE = 0x22
const COMMA = 0x2c
const LF = 0x0a
const CR = 0x0d
const BOM = Buffer.from('\ufeff')

/**
 * Reads a page of CSV whose first line names exactly these columns. Cells stay byte for byte as they came; line ends become LF.
 * Throws `unexpected-answer` for anything else: a ragged row, a quote in the wrong place, a last line that does not end, bytes
 * that are no UTF-8. Such a page is asked for as JSON instead.
 */
export function readCsvPage(page: Buffer, columns: readonly string[]): CsvPage {
  // A blank line could be a row of one blank cell, or no row.
  if (!isUtf8(page) || columns.length < 2) throw notJson()
  const lines = cutLines(page.subarray(page.subarray(0, 3).equals(BOM) ? 3 : 0), columns.length)
  const headerEnd = lines.rowEnds[0] ?? 0
  const names = parseLine(lines.csv.toString('utf8', 0, headerEnd))
  if (names.length !== columns.length || names.some((name, at) => name !== columns[at])) throw notJson()
  const csv = lines.csv.subarray(headerEnd)
  const rowEnds = lines.rowEnds.subarray(1).map((end) => end - headerEnd)
  return { csv, rows: rowEnds.length, rowEnds, ...readHead(csv, rowEnds, rowEnds.length) }
}

/** Whether two pages hold the same cells, however each quotes them. */
export function holdSameCells(
  one: Pick<CsvPage, 'csv' | 'rows' | 'rowEnds'>,
  other: Pick<CsvPage, 'csv' | 'rows' | 'rowEnds'>,
): boolean {
  if (one.rows !== other.rows) return false
  const cellsOf = (page: typeof one, row: number) =>
    parseLine(page.csv.toString('utf8', row === 0 ? 0 : page.rowEnds[row - 1], page.rowEnds[row]))
  for (let row = 0; row < one.rows; row += 1) {
    const [left, right] = [cellsOf(one, row), cellsOf(other, row)]
    if (left.length !== right.length || left.some((cell, at) => cell !== right[at])) return false
  }
  return true
}

function cutLines(src: Buffer, width: number): { csv: Buffer; rowEnds: Uint32Array } {
  const out = Buffer.allocUnsafe(src.length)
  const rowEnds: number[] = []
  let to = 0
  let cells = 1
  for (let at = 0; at < src.length; ) {
    const end = src[at] === QUOTE ? quotedEnd(src, at) : plainEnd(src, at)
    to += src.copy(out, to, at, end)
    at = src[end] === CR && src[end + 1] === LF ? end + 1 : end
    const separator = src[at]
    if (separator === COMMA) cells += 1
    else if (separator !== LF || cells !== width) throw notJson()
    else cells = 1
    out[to++] = separator
    at += 1
    if (separator === LF) rowEnds.push(to)
  }
  if (cells !== 1 || out[to - 1] !== LF) throw notJson()
  return { csv: out.subarray(0, to), rowEnds: Uint32Array.from(rowEnds) }
}

function quotedEnd(src: Buffer, start: number): number {
  for (let at = start + 1; at < src.length; at += 1) {
    if (src[at] !== QUOTE) continue
    if (src[at + 1] !== QUOTE) return at + 1
    at += 1
  }
  throw notJson()
}

function plainEnd(src: Buffer, start: number): number {
  let at = start
  for (;;) {
    const byte = src[at]
    if (byte === QUOTE || byte === undefined) throw notJson()
    if (byte === COMMA || byte === LF || byte === CR) return at
    at += 1
  }
}

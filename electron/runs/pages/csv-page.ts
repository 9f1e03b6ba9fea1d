import { isUtf8 } from 'node:buffer'
import { parseLine } from '../store/csv-rows.ts'
import { boundRows, MOST_ROW_BYTES, notJson, rowTooLarge } from './json-bytes.ts'
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
 * that are no UTF-8, more rows than any page has. Such a page is asked for as JSON instead. Throws `too-large` for a row
 * that no record of Eloqua can be.
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

/** Where each line ends, and the bytes themselves: as they came where no line ends in CR LF, which is a copy less. */
function cutLines(src: Buffer, width: number): { csv: Buffer; rowEnds: Uint32Array } {
  const csv = src.includes(CR) ? withoutReturns(src) : src
  const rowEnds: number[] = []
  let cells = 1
  for (let at = 0; at < csv.length; at += 1) {
    at = csv[at] === QUOTE ? quotedEnd(csv, at) : plainEnd(csv, at)
    if (csv[at] === COMMA) cells += 1
    else if (csv[at] !== LF || cells !== width) throw notJson()
    else {
      cells = 1
      if (at - (rowEnds.at(-1) ?? 0) > MOST_ROW_BYTES) throw rowTooLarge()
      rowEnds.push(at + 1)
      // The first line is the header.
      boundRows(rowEnds.length - 1)
    }
  }
  if (cells !== 1 || csv.at(-1) !== LF) throw notJson()
  return { csv, rowEnds: Uint32Array.from(rowEnds) }
}

/** The same with LF for each CR LF that ends a line; one within quotes stays. */
function withoutReturns(src: Buffer): Buffer {
  const out = Buffer.allocUnsafe(src.length)
  let [to, isQuoted] = [0, false]
  for (let at = 0; at < src.length; at += 1) {
    const byte = src[at] ?? 0
    if (byte === QUOTE) isQuoted = !isQuoted
    if (byte === CR && !isQuoted && src[at + 1] === LF) continue
    out[to++] = byte
  }
  return out.subarray(0, to)
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

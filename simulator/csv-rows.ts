import { isUtf8 } from 'node:buffer'
import { UnreadableRows } from './json-rows.ts'

type Row = readonly (string | undefined)[]

const QUOTE = 0x22
const LF = 0x0a
const CR = 0x0d
/** Whole records are decoded and read in slices of about this many bytes. */
const SLICE_BYTES = 262_144

function withoutBom(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}

/** Where a run of whole records that starts at `from` may end: behind a line feed outside quotes, at least `least` bytes on. */
function endOfRecords(bytes: Buffer, from: number, least: number): number {
  let isQuoted = false
  let at = from
  for (; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) isQuoted = !isQuoted
    else if (byte === LF && !isQuoted && at - from >= least) return at + 1
  }
  if (isQuoted) throw new UnreadableRows('A quoted cell is not closed', true)
  return at
}

function endOfPlain(text: string, from: number): number {
  let to = from
  for (let unit = text.charCodeAt(to); to < text.length && unit !== 44 && unit !== 10 && unit !== 13; ) {
    unit = text.charCodeAt(++to)
  }
  return to
}

/** One cell from `from`; returns its text and where it ended (at a comma, a line end or the end). */
function readCell(text: string, from: number): { readonly cell: string; readonly to: number } {
  if (text[from] !== '"') {
    const to = endOfPlain(text, from)
    return { cell: text.slice(from, to), to }
  }
  let close = text.indexOf('"', from + 1)
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
  if (close < 0) throw new UnreadableRows('A quoted cell is not closed', true)
  const inner = text.slice(from + 1, close).replaceAll('""', '"')
  const to = endOfPlain(text, close + 1)
  return { cell: inner + text.slice(close + 1, to), to }
}

function* readSlice(text: string): Generator<string[]> {
  let at = 0
  let row: string[] = []
  while (at < text.length) {
    const { cell, to } = readCell(text, at)
    row.push(cell)
    at = to + 1
    if (text[to] === ',') {
      if (at >= text.length) row.push('')
      else continue
    }
    if (text[to] === '\r' && text[at] === '\n') at++
    // A blank line is no record.
    if (row.length > 1 || row[0] !== '') yield row
    row = []
  }
}

function* readRecords(bytes: Buffer): Generator<string[]> {
  const body = withoutBom(bytes)
  for (let from = 0; from < body.length; ) {
    const to = endOfRecords(body, from, SLICE_BYTES)
    yield* readSlice(body.toString('utf8', from, to))
    from = to
  }
}

/** The names in the header row, without reading further. Throws UnreadableRows for a body that is no UTF-8 or empty. */
export function readCsvHeader(bytes: Buffer): readonly string[] {
  if (!isUtf8(bytes)) throw new UnreadableRows('The body must be UTF-8', true)
  const body = withoutBom(bytes)
  const [header] = readSlice(body.toString('utf8', 0, endOfRecords(body, 0, 0)))
  if (!header) throw new UnreadableRows('The header row is missing', true)
  return header.map((name) => name.trim())
}

/** The rows below the header; short rows lack their last cells. Throws UnreadableRows for an unclosed quote. */
export function* readCsvRows(bytes: Buffer): Generator<Row> {
  let isHeader = true
  for (const record of readRecords(bytes)) {
    if (!isHeader) yield record
    isHeader = false
  }
}

/** How many rows readCsvRows gives, found without reading their cells. Throws UnreadableRows for an unclosed quote. */
export function countCsvRows(bytes: Buffer): number {
  const body = withoutBom(bytes)
  let lines = 0
  let isQuoted = false
  let lineFrom = 0
  // Blank lines are no records, nor is a line that is one quoted empty cell.
  const isRecord = (to: number) => to > lineFrom && !(to - lineFrom === 2 && body[lineFrom] === QUOTE)
  for (let at = 0; at < body.length; at++) {
    const byte = body[at]
    if (byte === QUOTE) isQuoted = !isQuoted
    else if ((byte === LF || byte === CR) && !isQuoted) {
      if (isRecord(at)) lines++
      lineFrom = at + 1
    }
  }
  if (isQuoted) throw new UnreadableRows('A quoted cell is not closed', true)
  if (isRecord(body.length)) lines++
  return Math.max(0, lines - 1)
}

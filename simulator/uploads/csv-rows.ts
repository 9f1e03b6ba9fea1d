import { isUtf8 } from 'node:buffer'
import { UnreadableRows } from './json-rows.ts'

type Row = readonly (string | undefined)[]

const QUOTE = 0x22
const COMMA = 0x2c
const LF = 0x0a
const CR = 0x0d
/** Whole records are decoded and read in slices of about this many bytes. */
const SLICE_BYTES = 262_144

function withoutBom(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}

/** Behind the closing quote of a cell that opens at `from`; doubled quotes are part of it. */
function endOfQuoted(bytes: Buffer, from: number): number {
  let close = bytes.indexOf(QUOTE, from + 1)
  while (close >= 0 && bytes[close + 1] === QUOTE) close = bytes.indexOf(QUOTE, close + 2)
  if (close < 0) throw new UnreadableRows('A quoted cell is not closed', true)
  return close + 1
}

/** The line end (or the end) that closes the record at `from`. Only a quote with which a cell begins opens a quoted cell. */
function endOfRecord(bytes: Buffer, from: number): number {
  for (let at = from; ; at++) {
    if (bytes[at] === QUOTE) at = endOfQuoted(bytes, at)
    while (at < bytes.length && bytes[at] !== COMMA && bytes[at] !== LF && bytes[at] !== CR) at++
    if (bytes[at] !== COMMA) return at
  }
}

/** Where a run of whole records that starts at `from` may end: behind a line end, at least `least` bytes on. */
function endOfRecords(bytes: Buffer, from: number, least: number): number {
  let at = from
  do at = Math.min(endOfRecord(bytes, at) + 1, bytes.length)
  while (at - from < least && at < bytes.length)
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
  let records = 0
  for (let from = 0, to = 0; from < body.length; from = to + 1) {
    to = endOfRecord(body, from)
    // A blank line is no record, nor is a line that is one quoted empty cell.
    if (to > from && !(to - from === 2 && body[from] === QUOTE)) records++
  }
  return Math.max(0, records - 1)
}

import { isUtf8 } from 'node:buffer'
import {
  copyWhile,
  EASY_EXACT,
  EASY_GUARDED,
  isSignedNumber,
  matchKey,
  PLAIN,
  QUOTED_EXACT,
  QUOTED_GUARDED,
} from './cell-bytes.ts'
import { type CsvStyle, csvLine, guardCell, quoteCell } from './csv-line.ts'
import { findItems, parseEnvelope } from './item-index.ts'
import {
  boundRows,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  literalEnd,
  MOST_COLUMNS,
  MOST_ROW_BYTES,
  notJson,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  rowTooLarge,
  skipBlanks,
  stringEnd,
  tooManyColumns,
  valueEnd,
} from './json-bytes.ts'
import { readHead } from './page-head.ts'
import { type ColumnFinder, createColumnFinder, findNewColumns, readCell, readRow, readString } from './row-cells.ts'
import type { PageTranscoder } from './transcoded-page.ts'

/** Where reading and writing stand. */
interface Work {
  readonly src: Buffer
  readonly style: CsvStyle
  readonly columns: readonly string[]
  readonly finder: ColumnFinder
  readonly easyFirst: Uint8Array
  readonly quoted: Uint8Array
  readonly unknown: Set<string>
  out: Buffer
  o: number
  guarded: number
  rowEnds: Uint32Array
}

const SPACE = 0x20
const MINUS = 0x2d
const SEMICOLON = 0x3b
const NULL_START = 0x6e

const NO_ROWS = { rows: 0, hasItems: false, isUniform: true, guarded: 0, unknownColumns: [], fingerprint: '' }

/**
 * Turns pages of JSON rows into CSV, byte by byte, without an object or a string for ordinary cells: several times
 * faster than JSON.parse alone. Whatever is not ordinary (escapes, nested values, keys out of order, cells that need
 * a second look) goes the plain way through `readRow` and `csvLine`, which also define what is right.
 */
export function createPageTranscoder(columns: readonly string[], style: CsvStyle): PageTranscoder {
  const tables = style.guard
    ? { easyFirst: EASY_GUARDED, quoted: QUOTED_GUARDED }
    : { easyFirst: EASY_EXACT, quoted: QUOTED_EXACT }
  const given = { style, columns, finder: createColumnFinder(columns), ...tables }
  let out: Buffer = Buffer.allocUnsafeSlow(1 << 20)
  let rowEnds: Uint32Array = new Uint32Array(1 << 14)
  return {
    transcode(page) {
      if (!isUtf8(page)) throw notJson()
      const items = findItems(page)
      if (items === undefined) {
        const envelope = parseEnvelope(page, 0, 0)
        return { ...NO_ROWS, csv: out.subarray(0, 0), rowEnds, envelope }
      }
      const work: Work = { ...given, src: page, unknown: new Set(), out, rowEnds, o: 0, guarded: 0 }
      const { rows, end } = writeRows(work, items)
      ;({ out, rowEnds } = work)
      const csv = out.subarray(0, work.o)
      return {
        csv,
        rows,
        rowEnds,
        hasItems: true,
        guarded: work.guarded,
        unknownColumns: [...work.unknown],
        envelope: parseEnvelope(page, items, end),
        ...readHead(csv, rowEnds, rows),
      }
    },
  }
}

function writeRows(work: Work, open: number): { rows: number; end: number } {
  const { src } = work
  let rows = 0
  let at = skipBlanks(src, open + 1)
  while (src[at] !== CLOSE_BRACKET) {
    // What is left to read bounds what its cells can become; only missing cells come on top.
    makeRoom(work, src.length - at + work.columns.length + 64)
    const rowStart = at
    const outStart = work.o
    const guardedBefore = work.guarded
    at = writeRow(work, at)
    if (at < 0) {
      work.o = outStart
      work.guarded = guardedBefore
      at = writeRowPlainly(work, rowStart)
    }
    if (at - rowStart > MOST_ROW_BYTES) throw rowTooLarge()
    if (work.unknown.size > MOST_COLUMNS) throw tooManyColumns()
    noteRowEnd(work, rows)
    rows += 1
    boundRows(rows)
    at = skipBlanks(src, at)
    if (src[at] !== COMMA) break
    at = skipBlanks(src, at + 1)
    if (src[at] === CLOSE_BRACKET) throw notJson()
  }
  if (src[at] !== CLOSE_BRACKET) throw notJson()
  return { rows, end: at + 1 }
}

/** Writes the row whose keys stand in column order; -1 when they do not. Gives the offset behind the row. */
function writeRow(work: Work, start: number): number {
  const { src, columns, finder } = work
  if (src[start] !== OPEN_BRACE) throw notJson()
  let next = 0
  let at = skipBlanks(src, start + 1)
  while (src[at] === QUOTE) {
    const likelyEnd = next < columns.length ? matchKey(src, at, finder.encoded[next]) : -1
    const keyEnd = likelyEnd < 0 ? stringEnd(src, at) : likelyEnd
    const column = likelyEnd < 0 ? finder.find(src, at, keyEnd, next) : next
    if (column < 0) work.unknown.add(readString(src, at, keyEnd))
    else if (column < next) return -1
    at = skipBlanks(src, keyEnd)
    if (src[at] !== COLON) throw notJson()
    at = skipBlanks(src, at + 1)
    if (column < 0) at = valueEnd(src, at)
    else {
      for (let gap = next === 0 ? 1 : next; gap <= column; gap += 1) work.out[work.o++] = COMMA
      at = writeCell(work, at)
      next = column + 1
    }
    at = skipBlanks(src, at)
    if (src[at] === CLOSE_BRACE) break
    if (src[at] !== COMMA) throw notJson()
    at = skipBlanks(src, at + 1)
    if (src[at] !== QUOTE) throw notJson()
  }
  if (src[at] !== CLOSE_BRACE) throw notJson()
  if (next === 0 && columns.length === 1) return -1
  for (let gap = next === 0 ? 1 : next; gap < columns.length; gap += 1) work.out[work.o++] = COMMA
  endLine(work)
  return at + 1
}

/** Writes one cell and gives the offset behind its value. */
function writeCell(work: Work, at: number): number {
  const { src, out } = work
  const first = src[at] ?? 0
  if (first !== QUOTE) return writeOther(work, at, first)
  const second = src[at + 1] ?? 0
  if (second === QUOTE) return work.columns.length === 1 ? writeCellPlainly(work, at) : at + 2
  if (work.easyFirst[second] === 0 && !isSignedNumber(src, at)) return writeCellPlainly(work, at)
  const length = copyWhile(PLAIN, src, at + 1, out, work.o)
  const stop = at + 1 + length
  if (src[stop] === QUOTE && src[stop - 1] !== SPACE) {
    work.o += length
    return stop + 1
  }
  if (src[stop] !== COMMA && src[stop] !== SEMICOLON) return writeCellPlainly(work, at)
  const quotedLength = copyWhile(work.quoted, src, at + 1, out, work.o + 1)
  const quotedStop = at + 1 + quotedLength
  if (src[quotedStop] !== QUOTE) return writeCellPlainly(work, at)
  out[work.o] = QUOTE
  out[work.o + 1 + quotedLength] = QUOTE
  work.o += quotedLength + 2
  return quotedStop + 1
}

/** Numbers, booleans and null; anything nested goes the plain way. */
function writeOther(work: Work, at: number, first: number): number {
  const isNested = first === OPEN_BRACE || first === OPEN_BRACKET
  if (isNested || first === MINUS || work.columns.length === 1) return writeCellPlainly(work, at)
  const end = literalEnd(work.src, at)
  if (first !== NULL_START) work.o += work.src.copy(work.out, work.o, at, end)
  return end
}

function writeCellPlainly(work: Work, at: number): number {
  const end = valueEnd(work.src, at)
  const cell = readCell(work.src, at, end)
  const safe = guardCell(cell, work.style)
  if (safe !== cell) work.guarded += 1
  writeText(work, safe === '' && work.columns.length === 1 ? '""' : quoteCell(safe), work.src.length - at)
  return end
}

function writeRowPlainly(work: Work, at: number): number {
  for (const name of findNewColumns(work.src, Uint32Array.of(at), work.columns)) work.unknown.add(name)
  const line = csvLine(readRow(work.src, at, work.columns.length, work.finder), work.style)
  work.guarded += line.guarded
  writeText(work, line.text, work.src.length - at)
  return valueEnd(work.src, at)
}

function writeText(work: Work, text: string, ahead: number): void {
  makeRoom(work, text.length * 3 + ahead + work.columns.length + 64)
  work.o += work.out.write(text, work.o, 'utf8')
}

function noteRowEnd(work: Work, row: number): void {
  if (row === work.rowEnds.length) {
    const longer = new Uint32Array(row * 2)
    longer.set(work.rowEnds)
    work.rowEnds = longer
  }
  work.rowEnds[row] = work.o
}

function endLine(work: Work): void {
  if (work.style.lineEnd === '\r\n') work.out[work.o++] = 0x0d
  work.out[work.o++] = 0x0a
}

function makeRoom(work: Work, room: number): void {
  if (work.out.length - work.o >= room) return
  const bigger = Buffer.allocUnsafeSlow(Math.ceil((work.o + room) * 1.2))
  work.out.copy(bigger, 0, 0, work.o)
  work.out = bigger
}

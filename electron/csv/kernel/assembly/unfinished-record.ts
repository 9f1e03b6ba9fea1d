// The record in hand: what the bytes read so far make of it, and how it ends.

import {
  BACKSLASH, CELL_END, CELL_QUOTED, CELL_ESCAPED, CONTROL, HUGE, LONE_CR, LONG, NOTHING, RECORD_BYTES, SHORT,
  STRAY_QUOTE, TEXT_AFTER_QUOTE, UNCLOSED, UNEVEN_TAIL,
} from './record-layout'
import { cellsAt, columns, forgetColumns, placeTables, recordCapacity, recordsAt, stride } from './tables'

const QUOTE: u32 = 0x22
const LF: u32 = 0x0a
const CR: u32 = 0x0d
const TAB: u32 = 0x09

/** How the cell in hand stands to quotes. */
export const UNQUOTED: u32 = 0
export const QUOTED: u32 = 1
const CLOSED: u32 = 2

export let delimiter: u32 = 0x2c
export let maxRecordBytes: u32 = 0

export let recordCount: u32 = 0
export let pos: u32 = 0
export let recordStart: u32 = 0
export let line: u32 = 1
export let blankLines: u64 = 0
export let endsLf: u64 = 0
export let endsCrlf: u64 = 0
export let endsCr: u64 = 0
export let quoteLine: u32 = 0
/** Cells a row must have: those of columns without a name at the header's end may be missing. */
let leastCells: u32 = 0
/** Rows may end with delimiters that the header does not have. */
let mayEndBlank: u32 = 0
/** Every carriage return outside quotes ends a line. */
export let crEnds: u32 = 0

let recordLine: u32 = 1
export let cellStart: u32 = 0
export let closedAt: u32 = 0
export let state: u32 = UNQUOTED
export let cells: u32 = 0
let cellEscaped: u32 = 0
let flags: u32 = 0

/** Starts a file whose first byte will stand at `start`. */
export function open(start: u32, firstLine: u32, delimiterByte: u32, maxRecord: u32): void {
  delimiter = delimiterByte
  maxRecordBytes = maxRecord
  pos = recordStart = cellStart = start
  line = recordLine = firstLine
  blankLines = endsLf = endsCrlf = endsCr = 0
  state = UNQUOTED
  cells = flags = cellEscaped = recordCount = 0
  forgetColumns()
  leastCells = mayEndBlank = crEnds = 0
}

/** How rows may differ from the header at their ends, told once the header is known. */
export function setTail(least: u32, endBlank: u32): void {
  leastCells = least
  mayEndBlank = endBlank
}

export function setCrEnds(ends: u32): void {
  crEnds = ends
}

/** How many cells of the unfinished record stand in the table already. */
function knownCells(): u32 {
  return min(cells, stride)
}

/** Empties the tables; what is known of the unfinished record moves to their start. */
export function emptyTables(): void {
  if (recordCount != 0) memory.copy(cellsAt, cellsAt + recordCount * stride * 8, knownCells() * 8)
  recordCount = 0
}

/** The same, for tables somebody else still reads: those filled next stand elsewhere. */
export function turnTables(records: u32, cellTable: u32): void {
  memory.copy(cellTable, cellsAt + recordCount * stride * 8, knownCells() * 8)
  placeTables(records, cellTable)
  recordCount = 0
}

/** The unfinished record was moved down by `by` bytes. */
export function moveDown(by: u32): void {
  const first = cellsAt + recordCount * stride * 8
  for (let at = first; at < first + knownCells() * 8; at += 4) store<u32>(at, load<u32>(at) - by)
  pos -= by
  recordStart -= by
  cellStart -= by
  closedAt -= by
}

/** The unfinished record is too big to keep: its bytes up to `pos` are forgotten, its end is still looked for. */
export function forgetRecord(): void {
  flags |= HUGE
  recordStart = pos
}

/** What the loop of `scan` found out by itself: how many cells there are, and where the one in hand starts. */
// @ts-ignore: decorator
@inline
export function setCells(count: u32, start: u32): void {
  cells = count
  cellStart = start
}

// @ts-ignore: decorator
@inline
export function setPosition(at: u32): void {
  pos = at
}

/** Ends the cell in hand. The loop of `scan` does the same by itself for the commonest: unquoted, and not the last. */
export function endCell(end: u32): void {
  let start = cellStart
  let stop = end
  if (state == CLOSED) {
    if (closedAt + 1 == end) {
      start += 1
      stop = closedAt | CELL_QUOTED | cellEscaped
    } else {
      flags |= TEXT_AFTER_QUOTE
    }
  }
  if (cells < stride) {
    const at = cellsAt + (recordCount * stride + cells) * 8
    store<u32>(at, start)
    store<u32>(at, stop, 4)
  }
  cells += 1
  state = UNQUOTED
  cellEscaped = 0
}

/** Whether the record, of `length` bytes, has several cells and text in none, with or without quotes around nothing. */
function isNothing(length: u32): bool {
  if (cells <= 1) return false
  if (length == cells - 1) return true
  if (length > cells * 3 - 1 || cells > stride) return false
  const first = cellsAt + recordCount * stride * 8
  for (let at = first; at < first + cells * 8; at += 8) {
    if (load<u32>(at) != (load<u32>(at, 4) & CELL_END)) return false
  }
  return true
}

/** A row without the cells of the nameless columns at the end gets them, blank. */
function endShort(end: u32): void {
  if (leastCells == 0 || cells < leastCells) {
    flags |= SHORT
    return
  }
  flags |= UNEVEN_TAIL
  const first = cellsAt + recordCount * stride * 8
  for (let cell = cells; cell < min(columns, stride); cell++) {
    store<u32>(first + cell * 8, end)
    store<u32>(first + cell * 8, end, 4)
  }
}

/** Whether the record's last `count` cells are blank: after the last cell with text only delimiters follow. */
function endsWithDelimiters(end: u32, count: u32): bool {
  for (let at = end - count; at < end; at++) if (<u32>load<u8>(at) != delimiter) return false
  return true
}

function endRecord(end: u32, after: u32): void {
  if (end == recordStart && cells == 0 && flags == 0) {
    blankLines += 1
  } else {
    endCell(end)
    if (columns != 0) {
      if (cells < columns) endShort(end)
      else if (cells > columns) flags |= mayEndBlank != 0 && endsWithDelimiters(end, cells - columns) ? UNEVEN_TAIL : LONG
      if (isNothing(end - recordStart)) flags |= NOTHING
    }
    if (end - recordStart > maxRecordBytes) flags |= HUGE
    const at = recordsAt + recordCount * RECORD_BYTES
    store<u32>(at, recordStart)
    store<u32>(at, end, 4)
    store<u32>(at, after, 8)
    store<u32>(at, recordLine, 12)
    store<u32>(at, cells, 16)
    store<u32>(at, flags, 20)
    recordCount += 1
  }
  recordStart = cellStart = after
  cells = flags = 0
}

function endLine(end: u32, after: u32): void {
  endRecord(end, after)
  line += 1
  recordLine = line
}

function onQuote(at: u32): void {
  if (state == QUOTED) {
    state = CLOSED
    closedAt = at
    if (load<u8>(at - 1) == 0x5c) flags |= BACKSLASH
  } else if (state == CLOSED) {
    if (at == closedAt + 1) {
      state = QUOTED
      cellEscaped = CELL_ESCAPED
    } else {
      flags |= TEXT_AFTER_QUOTE
    }
  } else if (at == cellStart) {
    state = QUOTED
    quoteLine = line
  } else {
    flags |= STRAY_QUOTE
  }
}

export const GO_ON: u32 = 0
export const TABLE_FULL: u32 = 1
const WAIT: u32 = 2

function isTableFull(at: u32): u32 {
  if (recordCount != recordCapacity) return GO_ON
  pos = at + 1
  return TABLE_FULL
}

function onLineFeed(at: u32): u32 {
  if (state == QUOTED) {
    line += 1
    return GO_ON
  }
  if (at > cellStart && load<u8>(at - 1) == CR) {
    endsCrlf += 1
    endLine(at - 1, at + 1)
  } else {
    endsLf += 1
    endLine(at, at + 1)
  }
  return isTableFull(at)
}

function onCarriageReturn(at: u32, end: u32, isLast: u32): u32 {
  if (at + 1 == end && !isLast) {
    // Whether a line feed follows is not known yet.
    pos = at
    return WAIT
  }
  if (at + 1 < end && load<u8>(at + 1) == LF) return GO_ON
  if (state == QUOTED) {
    line += 1
    return GO_ON
  }
  // Only a file whose very first line ends so is an old Mac's; elsewhere the byte is an intruder.
  if (crEnds == 0 && endsLf + endsCrlf != 0 && endsCr == 0) {
    flags |= LONE_CR
    return GO_ON
  }
  endsCr += 1
  endLine(at, at + 1)
  return isTableFull(at)
}

/** Everything but a delimiter. */
export function onMark(byte: u32, at: u32, end: u32, isLast: u32): u32 {
  if (byte == QUOTE) onQuote(at)
  else if (byte == LF) return onLineFeed(at)
  else if (byte == CR) return onCarriageReturn(at, end, isLast)
  else if (byte != TAB) flags |= CONTROL
  return GO_ON
}

/** After the last byte: ends a record without a line end. Leaves it, marked, when its quote is still open. */
export function finish(end: u32): u32 {
  emptyTables()
  if (state == QUOTED) {
    flags |= UNCLOSED
    state = UNQUOTED
    endRecord(end, end)
  } else if (recordStart < end || cells > 0 || flags != 0) {
    endRecord(end, end)
  }
  return recordCount
}

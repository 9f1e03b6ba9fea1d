// Cuts bytes into records and cells.
//
// The dialect is RFC 4180 read strictly: a quote opens a quoted cell only as the cell's first byte, a doubled
// quote inside is one quote, and anything else about quotes marks the record instead of changing how it is cut.
// A marked record ends at the next record end outside quotes, so one bad row never swallows its neighbours
// (unless a quote is really never closed).
//
// Records are written to a table of 32 bytes each, their first `stride` cells to another of 8 bytes each.

export const SHORT: u32 = 1
export const LONG: u32 = 2
export const STRAY_QUOTE: u32 = 4
export const TEXT_AFTER_QUOTE: u32 = 8
export const CONTROL: u32 = 16
export const HUGE: u32 = 32
export const BACKSLASH: u32 = 256
export const LONE_CR: u32 = 512
export const NOTHING: u32 = 1024
export const UNCLOSED: u32 = 2048

/** High bits of a cell's end: it stood in quotes; it holds doubled quotes. */
export const CELL_QUOTED: u32 = 0x80000000
export const CELL_ESCAPED: u32 = 0x40000000
export const CELL_END: u32 = 0x3fffffff

export const RECORD_BYTES: u32 = 32
const QUOTE: u32 = 0x22
const LF: u32 = 0x0a
const CR: u32 = 0x0d
const TAB: u32 = 0x09

const UNQUOTED: u32 = 0
const QUOTED: u32 = 1
const CLOSED: u32 = 2

export let delimiter: u32 = 0x2c
export let recordsAt: u32 = 0
export let recordCapacity: u32 = 0
export let cellsAt: u32 = 0
export let stride: u32 = 0
/** 0 while the header is read: then no record is short or long. */
export let columns: u32 = 0
export let maxRecordBytes: u32 = 0

export let recordCount: u32 = 0
export let pos: u32 = 0
export let recordStart: u32 = 0
export let line: u32 = 1
export let blankLines: u32 = 0
export let endsLf: u32 = 0
export let endsCrlf: u32 = 0
export let endsCr: u32 = 0
export let quoteLine: u32 = 0

let recordLine: u32 = 1
let cellStart: u32 = 0
let closedAt: u32 = 0
let state: u32 = UNQUOTED
let cells: u32 = 0
let cellEscaped: u32 = 0
let flags: u32 = 0

/** Starts a file whose first byte will stand at `start`. */
export function open(start: u32, firstLine: u32, delimiterByte: u32, maxRecord: u32): void {
  delimiter = delimiterByte
  maxRecordBytes = maxRecord
  pos = recordStart = cellStart = start
  line = recordLine = firstLine
  blankLines = endsLf = endsCrlf = endsCr = recordCount = 0
  state = UNQUOTED
  cells = flags = cellEscaped = 0
  columns = 0
}

export function setTables(records: u32, capacity: u32, cellTable: u32, cellStride: u32, columnCount: u32): void {
  recordsAt = records
  recordCapacity = capacity
  cellsAt = cellTable
  stride = cellStride
  columns = columnCount
}

/** How many cells of the unfinished record stand in the table already. */
function knownCells(): u32 {
  return min(cells, stride)
}

/** Empties the tables; what is known of the unfinished record moves to their start. */
function emptyTables(): void {
  if (recordCount != 0) memory.copy(cellsAt, cellsAt + recordCount * stride * 8, knownCells() * 8)
  recordCount = 0
}

/** The same, for tables somebody else still reads: those filled next stand elsewhere. */
export function turnTables(records: u32, cellTable: u32): void {
  memory.copy(cellTable, cellsAt + recordCount * stride * 8, knownCells() * 8)
  recordsAt = records
  cellsAt = cellTable
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

/** Ends the cell in hand. The loop of `scan` does the same by itself for the commonest: unquoted, and not the last. */
function endCell(end: u32): void {
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

function endRecord(end: u32, after: u32): void {
  if (end == recordStart && cells == 0 && flags == 0) {
    blankLines += 1
  } else {
    endCell(end)
    if (columns != 0) {
      if (cells < columns) flags |= SHORT
      else if (cells > columns) flags |= LONG
      if (cells > 1 && end - recordStart == cells - 1) flags |= NOTHING
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

const GO_ON: u32 = 0
const TABLE_FULL: u32 = 1
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
  if (endsLf + endsCrlf != 0 && endsCr == 0) {
    flags |= LONE_CR
    return GO_ON
  }
  endsCr += 1
  endLine(at, at + 1)
  return isTableFull(at)
}

/** Everything but a delimiter. */
function onMark(byte: u32, at: u32, end: u32, isLast: u32): u32 {
  if (byte == QUOTE) onQuote(at)
  else if (byte == LF) return onLineFeed(at)
  else if (byte == CR) return onCarriageReturn(at, end, isLast)
  else if (byte != TAB) flags |= CONTROL
  return GO_ON
}

// @ts-ignore: decorator
@inline
function marks(at: u32, delimiters: v128): u32 {
  const bytes = v128.load(at)
  return i8x16.bitmask(
    v128.or(
      v128.or(i8x16.eq(bytes, delimiters), i8x16.eq(bytes, i8x16.splat(0x22))),
      i8x16.lt_u(bytes, i8x16.splat(0x20)),
    ),
  )
}

/**
 * Reads on up to `end`, until the bytes or the record table are used up. What stands in the tables is only valid
 * until the next call. `isLast`: no byte follows `end`. Returns 1 when the record table is full.
 */
export function scan(end: u32, isLast: u32): u32 {
  emptyTables()
  const delimiters = i8x16.splat(<i8>delimiter)
  const mark = delimiter
  const width = stride
  // What the commonest event needs is kept out of the globals, which live in memory.
  let inside = state
  let start = cellStart
  let known = cells
  let slot = cellsAt + (recordCount * width + known) * 8
  for (let p = pos; p < end; p += 64) {
    let mask: u64 =
      <u64>marks(p, delimiters) |
      (<u64>marks(p + 16, delimiters) << 16) |
      (<u64>marks(p + 32, delimiters) << 32) |
      (<u64>marks(p + 48, delimiters) << 48)
    if (end - p < 64) mask &= (<u64>1 << (end - p)) - 1
    while (mask != 0) {
      const at = p + <u32>ctz(mask)
      mask &= mask - 1
      const byte: u32 = load<u8>(at)
      if (byte == mark) {
        if (inside == QUOTED) continue
        if (inside == UNQUOTED) {
          if (known < width) store<u64>(slot, <u64>start | (<u64>at << 32))
        } else {
          cells = known
          endCell(at)
          inside = UNQUOTED
        }
        known += 1
        slot += 8
        start = at + 1
        cellStart = start
        continue
      }
      cells = known
      const next = onMark(byte, at, end, isLast)
      inside = state
      if (byte <= 0x0d) {
        if (next != GO_ON) return next & TABLE_FULL
        start = cellStart
        known = cells
        slot = cellsAt + (recordCount * width + known) * 8
      }
    }
  }
  cells = known
  pos = end
  return 0
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

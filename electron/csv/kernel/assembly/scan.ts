// Cuts bytes into records and cells.
//
// The dialect is RFC 4180 read strictly: a quote opens a quoted cell only as the cell's first byte, a doubled
// quote inside is one quote, and anything else about quotes marks the record instead of changing how it is cut.
// A marked record ends at the next record end outside quotes, so one bad row never swallows its neighbours
// (unless a quote is really never closed).
//
// Records are written to a table of 32 bytes each, their first `stride` cells to another of 8 bytes each.

import { cellsAt, stride } from './tables'
import {
  GO_ON, QUOTED, TABLE_FULL, UNQUOTED, cellStart, cells, delimiter, emptyTables, endCell, onMark, pos, recordCount,
  setCells, setPosition, state,
} from './unfinished-record'

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
          setCells(known, start)
          endCell(at)
          inside = UNQUOTED
        }
        known += 1
        slot += 8
        start = at + 1
        continue
      }
      setCells(known, start)
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
  setCells(known, start)
  setPosition(end)
  return 0
}

// Counts what stands in each column.

import {
  COUNTS, FILLED, SKETCH, SKETCH_BITS, SMALL_COUNT, SMALL_LIMIT, VALUES, VALUE_BYTES, VALUE_SLOTS, COLUMN_BYTES, figuresAt,
  kindsMet, scratchAt, tally, unescape, unsoundFlags,
} from './figures'
import { hashCell, hashShort } from './hash'
import { judgeCell } from './judge'
import { CELL_END, CELL_ESCAPED, RECORD_BYTES } from './record-layout'
import { BLANK } from './shapes'
import { cellsAt, recordsAt, stride } from './tables'

function sketch(figures: u32, hash: u64): void {
  const register = figures + SKETCH + <u32>(hash >> (64 - SKETCH_BITS))
  const rank: u32 = <u32>ctz((hash >> 1) | (<u64>1 << 50)) + 1
  if (<u32>load<u8>(register) < rank) store<u8>(register, rank)
}

/** The slot of a value of the column: it holds the value's hash, or 0 when the value is new. */
function findValue(figures: u32, hash: u64): u32 {
  let slot = <u32>(hash >> 20) & (VALUE_SLOTS - 1)
  while (true) {
    const at = figures + VALUES + slot * VALUE_BYTES
    const held = load<u64>(at)
    if (held == hash || held == 0) return at
    slot = (slot + 1) & (VALUE_SLOTS - 1)
  }
}

/** Adds what repeated values count for to the column's figures, which are complete only then. */
export function settleColumn(column: u32): void {
  const figures = figuresAt + column * COLUMN_BYTES
  for (let slot: u32 = 0; slot < VALUE_SLOTS; slot++) {
    const at = figures + VALUES + slot * VALUE_BYTES
    const count = load<u32>(at, 8)
    if (count == 0) continue
    store<u32>(at, 0, 8)
    store<u32>(figures + FILLED, load<u32>(figures + FILLED) + count)
    for (let kinds = load<u32>(at, 12); kinds != 0; kinds &= kinds - 1) {
      const counter = figures + COUNTS + ctz(kinds) * 4
      store<u32>(counter, load<u32>(counter) + count)
    }
  }
}

export function profileCell(column: u32, figures: u32, record: u32, start: u32, stop: u32): void {
  let at = start
  let length = (stop & CELL_END) - start
  if (stop & CELL_ESCAPED) {
    length = unescape(start, start + length)
    at = scratchAt
  }
  countCell(column, figures, record, at, length, hashCell(at, length, false) | 1)
}

function countCell(column: u32, figures: u32, record: u32, at: u32, length: u32, hash: u64): void {
  const known = load<u32>(figures + SMALL_COUNT)
  if (known > SMALL_LIMIT) {
    sketch(figures, hash)
    judgeCell(column, figures, record, at, length)
    return
  }
  const value = findValue(figures, hash)
  if (load<u64>(value) != 0) {
    store<u32>(value, load<u32>(value, 8) + 1, 8)
    return
  }
  sketch(figures, hash)
  judgeCell(column, figures, record, at, length)
  store<u32>(figures + SMALL_COUNT, known + 1)
  if (known == SMALL_LIMIT) {
    settleColumn(column)
  } else {
    store<u64>(value, hash)
    store<u32>(value, kindsMet, 12)
  }
}

/** Counts the cells of the file's column `source` in records [from, to), in the figures of `column`. */
export function profileColumn(column: u32, from: u32, to: u32, source: u32): void {
  const figures = figuresAt + column * COLUMN_BYTES
  // Kept out of the globals, which live in memory.
  const unsound = unsoundFlags()
  const step = stride * 8
  let cell = cellsAt + from * step + source * 8
  let row = recordsAt + from * RECORD_BYTES
  for (let record = from; record < to; record++) {
    if ((load<u32>(row, 20) & unsound) == 0) {
      const start = load<u32>(cell)
      const stop = load<u32>(cell, 4)
      const length = (stop & CELL_END) - start
      if (length == 0) tally(figures, BLANK)
      else if (length <= 16 && (stop & CELL_ESCAPED) == 0) {
        countCell(column, figures, record, start, length, hashShort(start, length) | 1)
      } else profileCell(column, figures, record, start, stop)
    }
    cell += step
    row += RECORD_BYTES
  }
}

/** Whether any of the first `to` records has one of these flags. */
export function hasFlags(to: u32, mask: u32): bool {
  let all: u32 = 0
  for (let record: u32 = 0; record < to; record++) all |= load<u32>(recordsAt + record * RECORD_BYTES, 20)
  return (all & mask) != 0
}

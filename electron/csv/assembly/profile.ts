// Counts what stands in each column.

import {
  CELL_END, CELL_ESCAPED, HUGE, LONG, RECORD_BYTES, SHORT, STRAY_QUOTE, TEXT_AFTER_QUOTE, CONTROL, LONE_CR, UNCLOSED,
  cellsAt, recordsAt, stride,
} from './scan'
import {
  BLANK, BOOLEAN, DATE_YMD, EDGE_SPACE, EMAIL, FORMULA, INVISIBLE, LEADING_ZERO, NUMBER, TEXT, TIMED, dateEnd, dateShape,
  hasInvisible, isBoolean, isDigit, isEmail, isIsoDate, isTime, numberShape,
} from './shapes'
import { hashCell, sawAt, sawHigh } from './hash'

/** With one of these the cells of a record are not those of its columns. */
const UNSOUND: u32 = SHORT | LONG | STRAY_QUOTE | TEXT_AFTER_QUOTE | CONTROL | HUGE | LONE_CR | UNCLOSED

// One column's figures: filled, longest, a count per kind; then, on 8 bytes, a sketch and the values met so far.
export const FILLED: u32 = 0
export const LONGEST: u32 = 4
const SMALL_COUNT: u32 = 8
const COUNTS: u32 = 16
const SKETCH: u32 = 128
const SKETCH_BITS: u32 = 12
const VALUES: u32 = SKETCH + (1 << SKETCH_BITS)
const VALUE_SLOTS: u32 = 1024
/** Hash, times met since, and the kinds it counts for (one bit each). */
const VALUE_BYTES: u32 = 16
/** Up to so many different values of a column are remembered: they are counted exactly, and judged only once. */
export const SMALL_LIMIT: u32 = 640
export const COLUMN_BYTES: u32 = VALUES + VALUE_SLOTS * VALUE_BYTES

export let figuresAt: u32 = 0
let notesAt: u32 = 0
export let scratchAt: u32 = 0
const NOTES_EACH: u32 = 5
/** Examples found since the last `takeNotes`: kind << 16 | column, then the record's number in its batch. */
export let noteCount: u32 = 0
/** The kinds the cell in hand was counted for. */
let kindsMet: u32 = 0
/** Stray quotes are text for this file. */
let lenient: u32 = 0

export function setProfile(figures: u32, notes: u32, scratch: u32): void {
  figuresAt = figures
  notesAt = notes
  scratchAt = scratch
  noteCount = 0
}

export function setLooseQuotes(loose: u32): void {
  lenient = loose
}

export function takeNotes(): u32 {
  const count = noteCount
  noteCount = 0
  return count
}

// @ts-ignore: decorator
@inline
export function isSound(record: u32): bool {
  const flags = load<u32>(recordsAt + record * RECORD_BYTES, 20)
  return (flags & (lenient != 0 ? UNSOUND & ~STRAY_QUOTE : UNSOUND)) == 0
}

export function note(column: u32, kind: u32, record: u32): void {
  const at = figuresAt + column * COLUMN_BYTES + COUNTS + kind * 4
  const count = load<u32>(at) + 1
  store<u32>(at, count)
  kindsMet |= 1 << kind
  if (count <= NOTES_EACH) {
    store<u32>(notesAt + noteCount * 8, (kind << 16) | column)
    store<u32>(notesAt + noteCount * 8, record, 4)
    noteCount += 1
  }
}

// @ts-ignore: decorator
@inline
export function tally(figures: u32, kind: u32): void {
  const at = figures + COUNTS + kind * 4
  store<u32>(at, load<u32>(at) + 1)
  kindsMet |= 1 << kind
}

/** The digits among the first 16 bytes of a cell, one bit each. */
function digitBits(at: u32, length: u32): u32 {
  const digits = <u32>i8x16.bitmask(i8x16.lt_u(i8x16.sub(v128.load(at), i8x16.splat(0x30)), i8x16.splat(10)))
  return length < 16 ? digits & ((1 << length) - 1) : digits
}

export function countCharacters(at: u32, end: u32): u32 {
  let count: u32 = 0
  for (; at < end; at++) count += u32((load<u8>(at) & 0xc0) != 0x80)
  return count
}

/** Writes the cell without the doubling of its quotes to the scratch area; its length there. */
export function unescape(at: u32, end: u32): u32 {
  let to = scratchAt
  for (; at < end; at++) {
    const byte = load<u8>(at)
    store<u8>(to, byte)
    to += 1
    if (byte == 0x22) at += 1
  }
  return to - scratchAt
}

/** `=` and `@` always; a sign only when no number or telephone number follows it. */
function startsFormula(first: u32, second: u32): bool {
  if (first == 0x3d || first == 0x40) return true
  return (first == 0x2b || first == 0x2d) && !isDigit(second) && second != 0x20 && second != 0x28
}

function countShape(column: u32, figures: u32, record: u32, at: u32, length: u32): void {
  const first: u32 = load<u8>(at)
  if (first - 0x2b < 15 && countFigures(column, figures, record, at, length)) return
  if (length > 1 && startsFormula(first, load<u8>(at, 1))) note(column, FORMULA, record)
  if (sawAt && isEmail(at, at + length)) tally(figures, EMAIL)
  else if (length <= 5 && isBoolean(at, length)) tally(figures, BOOLEAN)
  else tally(figures, TEXT)
}

/** Counts a cell that begins with a digit, a sign or a point, if it is a number or a date. */
function countFigures(column: u32, figures: u32, record: u32, at: u32, length: u32): bool {
  const end = at + length
  const digits = digitBits(at, length)
  if (length <= 16 && digits == (1 << length) - 1) {
    if (length > 1 && load<u8>(at) == 0x30) note(column, LEADING_ZERO, record)
    else tally(figures, NUMBER)
    return true
  }
  let date = TEXT
  if (length >= 10 && isIsoDate(at, digits)) {
    date = DATE_YMD
    if (length > 10 && !isTime(at + 10, end)) date = TEXT
    else if (length > 10) tally(figures, TIMED)
  } else {
    date = dateShape(at, end)
    if (date != TEXT && dateEnd != end) {
      if (isTime(dateEnd, end)) tally(figures, TIMED)
      else date = TEXT
    }
  }
  const shape = date != TEXT ? date : numberShape(at, end)
  if (shape == TEXT) return false
  if (shape == NUMBER || shape == DATE_YMD) tally(figures, shape)
  else note(column, shape, record)
  return true
}

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

function isBlank(at: u32, end: u32): bool {
  while (at < end && load<u8>(at) <= 0x20) at += 1
  return at == end
}

/** Judges a cell. Sets `kindsMet`. */
function judgeCell(column: u32, figures: u32, record: u32, at: u32, length: u32): void {
  const isPlain = !sawHigh
  kindsMet = 0
  store<u32>(figures + FILLED, load<u32>(figures + FILLED) + 1)
  countShape(column, figures, record, at, length)
  if (length > load<u32>(figures + LONGEST)) {
    const characters = isPlain ? length : countCharacters(at, at + length)
    if (characters > load<u32>(figures + LONGEST)) store<u32>(figures + LONGEST, characters)
  }
  if (!isPlain && hasInvisible(at, at + length)) note(column, INVISIBLE, record)
  const isEdged = load<u8>(at) <= 0x20 || load<u8>(at + length - 1) <= 0x20
  if (isEdged && !isBlank(at, at + length)) note(column, EDGE_SPACE, record)
}

export function profileCell(column: u32, figures: u32, record: u32, start: u32, stop: u32): void {
  let at = start
  let length = (stop & CELL_END) - start
  if (stop & CELL_ESCAPED) {
    length = unescape(start, start + length)
    at = scratchAt
  }
  const hash = hashCell(at, length, false) | 1
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

/** Counts the cells of one column in records [from, to). */
export function profileColumn(column: u32, from: u32, to: u32): void {
  const figures = figuresAt + column * COLUMN_BYTES
  for (let record = from; record < to; record++) {
    if (!isSound(record)) continue
    const cell = cellsAt + (record * stride + column) * 8
    const start = load<u32>(cell)
    const stop = load<u32>(cell, 4)
    if ((stop & CELL_END) == start) tally(figures, BLANK)
    else profileCell(column, figures, record, start, stop)
  }
}

/** Whether any of the first `to` records has one of these flags. */
export function hasFlags(to: u32, mask: u32): bool {
  let all: u32 = 0
  for (let record: u32 = 0; record < to; record++) all |= load<u32>(recordsAt + record * RECORD_BYTES, 20)
  return (all & mask) != 0
}

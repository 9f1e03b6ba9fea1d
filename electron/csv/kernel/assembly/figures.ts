// What is kept of each column, and the examples found.

import {
  CONTROL, HUGE, LONE_CR, LONG, RECORD_BYTES, SHORT, STRAY_QUOTE, TEXT_AFTER_QUOTE, UNCLOSED,
} from './record-layout'
import { recordsAt } from './tables'

const UNSOUND: u32 = SHORT | LONG | STRAY_QUOTE | TEXT_AFTER_QUOTE | CONTROL | HUGE | LONE_CR | UNCLOSED

// One column's figures: filled, longest, a count per kind (32 of them); then, on 8 bytes, a sketch and the values met so far.
export const FILLED: u32 = 0
export const LONGEST: u32 = 4
export const SMALL_COUNT: u32 = 8
/** The rule its values are judged by, 0 for none: see values.ts. */
export const RULE: u32 = 12
export const COUNTS: u32 = 16
export const SKETCH: u32 = 152
export const SKETCH_BITS: u32 = 12
export const VALUES: u32 = SKETCH + (1 << SKETCH_BITS)
export const VALUE_SLOTS: u32 = 1024
/** Hash, times met since, and the kinds it counts for (one bit each). */
export const VALUE_BYTES: u32 = 16
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
export let kindsMet: u32 = 0
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

/** With one of these the cells of a record are not those of its columns. */
// @ts-ignore: decorator
@inline
export function unsoundFlags(): u32 {
  return lenient != 0 ? UNSOUND & ~STRAY_QUOTE : UNSOUND
}

export function forgetKinds(): void {
  kindsMet = 0
}

// @ts-ignore: decorator
@inline
export function isSound(record: u32): bool {
  const flags = load<u32>(recordsAt + record * RECORD_BYTES, 20)
  return (flags & unsoundFlags()) == 0
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

/** Writes the cell without the doubling of its quotes to the scratch area; its length there. */
export function unescape(at: u32, end: u32): u32 {
  let to = scratchAt
  while (at < end) {
    const bytes = v128.load(at)
    v128.store(to, bytes)
    const quotes = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0x22)))
    const step: u32 = quotes == 0 ? 16 : <u32>ctz(quotes) + 1
    if (step > end - at) return to + (end - at) - scratchAt
    to += step
    // A quote stands for two.
    at += quotes == 0 ? step : step + 1
  }
  return to - scratchAt
}

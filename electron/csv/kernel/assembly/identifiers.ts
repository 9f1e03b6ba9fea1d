// Judges the identifiers of rows, and finds those that repeat.

import { isEmail } from './email'
import { hashCell } from './hash'
import { COLUMN_BYTES, FILLED, LONGEST, figuresAt, isSound, note, scratchAt, tally, unescape } from './figures'
import { hasDamage } from './damage'
import { hasHidden } from './invisible'
import { countCharacters } from './judge'
import { profileCell } from './profile'
import { CELL_END, CELL_ESCAPED, RECORD_BYTES } from './record-layout'
import { addToSet } from './set'
import { BLANK, DAMAGED, DUPLICATE, EDGE_SPACE, EMAIL, hasHigh } from './shapes'
import { cellsAt, recordsAt, stride } from './tables'
import { TOO_LONG } from './value-kinds'
import { isLongEmail } from './values'

export const NO_ID: u32 = 64
export const BAD_ID: u32 = 128
export const HIDDEN_ID: u32 = 8192

/** With one of these a row is held back though its cells are where they belong; the last two are set by row-rules.ts. */
const HELD: u32 = NO_ID | BAD_ID | HIDDEN_ID | 16384 | 65536

/**
 * Marks records of [from, to) whose identifier is missing, holds characters nobody sees or, for e-mail addresses, cannot be
 * one.
 */
export function judgeIdentifiers(column: u32, from: u32, to: u32, email: u32): void {
  for (let record = from; record < to; record++) {
    if (!isSound(record)) continue
    const cell = cellsAt + (record * stride + column) * 8
    let start = load<u32>(cell)
    let end = load<u32>(cell, 4) & CELL_END
    while (start < end && load<u8>(start) <= 0x20) start += 1
    while (end > start && load<u8>(end - 1) <= 0x20) end -= 1
    let mark: u32 = 0
    if (start == end) mark = NO_ID
    else if ((end - start > 64 || hasHigh(start, end - start)) && hasHidden(start, end, email != 0)) mark = HIDDEN_ID
    else if (email != 0 && !isEmail(start, end)) mark = BAD_ID
    if (mark == 0) continue
    const at = recordsAt + record * RECORD_BYTES
    store<u32>(at, load<u32>(at, 20) | mark, 20)
  }
}

/**
 * Adds the identifiers of good records to the set at `set`; repeats are noted. Returns how many were new. All are hashed
 * before the first is looked for, so that the processor waits for many places of the set at once. `hashes`: 8 bytes each.
 */
export function countIdentifiers(column: u32, to: u32, email: u32, set: u32, mask: u32, hashes: u32): u32 {
  for (let record: u32 = 0; record < to; record++) {
    let hash: u64 = 0
    if (isSound(record) && (load<u32>(recordsAt + record * RECORD_BYTES, 20) & HELD) == 0) {
      const cell = cellsAt + (record * stride + column) * 8
      let start = load<u32>(cell)
      const stop = load<u32>(cell, 4)
      let end = stop & CELL_END
      if (stop & CELL_ESCAPED) {
        end = scratchAt + unescape(start, end)
        start = scratchAt
      }
      // With and without spaces around it an identifier is the same to Eloqua.
      while (start < end && load<u8>(start) <= 0x20) start += 1
      while (end > start && load<u8>(end - 1) <= 0x20) end -= 1
      hash = hashCell(start, end - start, email != 0) | 1
    }
    store<u64>(hashes + record * 8, hash)
  }
  let added: u32 = 0
  for (let record: u32 = 0; record < to; record++) {
    const hash = load<u64>(hashes + record * 8)
    if (hash == 0) continue
    if (addToSet(set, mask, hash)) added += 1
    else note(column, DUPLICATE, record)
  }
  return added
}

/**
 * Counts the cells of an identifier column once `judgeIdentifiers` went over it: what it let pass is known to be an e-mail
 * address, and how many differ is counted by `countIdentifiers`.
 */
export function profileEmails(column: u32, to: u32): void {
  const figures = figuresAt + column * COLUMN_BYTES
  for (let record: u32 = 0; record < to; record++) {
    if (!isSound(record)) continue
    const cell = cellsAt + (record * stride + column) * 8
    const start = load<u32>(cell)
    const end = load<u32>(cell, 4) & CELL_END
    if (start == end) {
      tally(figures, BLANK)
    } else if (load<u32>(recordsAt + record * RECORD_BYTES, 20) & HELD) {
      profileCell(column, figures, record, start, load<u32>(cell, 4))
    } else {
      profileEmail(column, figures, record, start, end)
    }
  }
}

/** An address holds no quotes, so there is nothing to unescape. */
function profileEmail(column: u32, figures: u32, record: u32, at: u32, end: u32): void {
  store<u32>(figures + FILLED, load<u32>(figures + FILLED) + 1)
  tally(figures, EMAIL)
  if (end - at > load<u32>(figures + LONGEST)) {
    const characters = countCharacters(at, end)
    if (characters > load<u32>(figures + LONGEST)) store<u32>(figures + LONGEST, characters)
  }
  if (isLongEmail(at, end)) note(column, TOO_LONG, record)
  if ((end - at > 64 || hasHigh(at, end - at)) && hasDamage(at, end)) note(column, DAMAGED, record)
  if (load<u8>(at) <= 0x20 || load<u8>(end - 1) <= 0x20) note(column, EDGE_SPACE, record)
}

/**
 * The first record of [from, to) whose cell in `column` is the text at `text`, whatever the case of its ASCII letters and the
 * spaces around it; `to` if there is none. `text` is in lower case. Finds what may be the header once more.
 */
export function findCell(column: u32, from: u32, to: u32, text: u32, length: u32): u32 {
  for (let record = from; record < to; record++) {
    if (!isSound(record)) continue
    const cell = cellsAt + (record * stride + column) * 8
    let start = load<u32>(cell)
    let end = load<u32>(cell, 4) & CELL_END
    if (end - start < length) continue
    while (end > start && load<u8>(end - 1) <= 0x20) end -= 1
    while (start < end && load<u8>(start) <= 0x20) start += 1
    if (end - start != length) continue
    let i: u32 = 0
    while (i < length) {
      const byte: u32 = load<u8>(start + i)
      if (<u32>load<u8>(text + i) != (byte - 0x41 < 26 ? byte | 0x20 : byte)) break
      i += 1
    }
    if (i == length) return record
  }
  return to
}

/**
 * The first record of [from, to) with a cell that may hold a row: a delimiter in one of the cell's later lines, which no
 * space follows where text has one, behind a comma or semicolon. `to` if there is none.
 */
export function findManyLined(from: u32, to: u32, delimiter: u32): u32 {
  const isOfText = delimiter == 0x2c || delimiter == 0x3b
  let at = recordsAt + from * RECORD_BYTES
  for (let record = from; record < to; record++) {
    // Where the record after the last begins is not known here.
    const isLast = record + 1 == to
    if ((isLast || load<u32>(at, RECORD_BYTES + 12) - load<u32>(at, 12) > 1) && hasRowInCell(record, at, delimiter, isOfText))
      return record
    at += RECORD_BYTES
  }
  return to
}

function hasRowInCell(record: u32, at: u32, delimiter: u32, isOfText: bool): bool {
  const count: u32 = load<u32>(at, 16)
  const known = count < stride ? count : stride
  let cell = cellsAt + record * stride * 8
  for (let i: u32 = 0; i < known; i++) {
    const start = load<u32>(cell)
    const end = load<u32>(cell, 4) & CELL_END
    let isLater = false
    for (let byte = start; byte < end; byte++) {
      const value: u32 = load<u8>(byte)
      if (value == 0x0a || value == 0x0d) isLater = true
      else if (isLater && value == delimiter && !(isOfText && load<u8>(byte + 1) == 0x20)) return true
    }
    cell += 8
  }
  // Cells beyond the table's width: the reader looks at the whole record.
  return count > stride
}

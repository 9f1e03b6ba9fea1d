// Judges the identifiers of rows, and finds those that repeat.

import { hashCell } from './hash'
import { COLUMN_BYTES, FILLED, LONGEST, figuresAt, isSound, note, scratchAt, tally, unescape } from './figures'
import { hasInvisible } from './invisible'
import { countCharacters } from './judge'
import { profileCell } from './profile'
import { CELL_END, CELL_ESCAPED, RECORD_BYTES } from './record-layout'
import { addToSet } from './set'
import { BLANK, DUPLICATE, EDGE_SPACE, EMAIL, INVISIBLE, hasHigh, isEmail } from './shapes'
import { cellsAt, recordsAt, stride } from './tables'
import { TOO_LONG } from './value-kinds'
import { isLongEmail } from './values'

export const NO_ID: u32 = 64
export const BAD_ID: u32 = 128

/** Marks records of [from, to) whose identifier is missing or, for e-mail addresses, cannot be one. */
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
    if (isSound(record) && (load<u32>(recordsAt + record * RECORD_BYTES, 20) & (NO_ID | BAD_ID)) == 0) {
      const cell = cellsAt + (record * stride + column) * 8
      let start = load<u32>(cell)
      const stop = load<u32>(cell, 4)
      let length = (stop & CELL_END) - start
      if (stop & CELL_ESCAPED) {
        length = unescape(start, start + length)
        start = scratchAt
      }
      hash = hashCell(start, length, email != 0) | 1
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
    } else if (load<u32>(recordsAt + record * RECORD_BYTES, 20) & (NO_ID | BAD_ID)) {
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
  // An address with both counts once.
  if ((end - at > 64 || hasHigh(at, end - at)) && hasInvisible(at, end)) note(column, INVISIBLE, record)
  else if (load<u8>(at) <= 0x20 || load<u8>(end - 1) <= 0x20) note(column, EDGE_SPACE, record)
}

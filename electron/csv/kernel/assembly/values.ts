// Judges whether the value of a cell fits the field its column is mapped to. Each finding is noted under one of the kinds
// below: electron/csv/check/value-problems.ts says what a kind means for a field of this type.

import { isEmail } from './email'
import { kindsMet, note } from './figures'
import { sawHigh } from './hash'
import { EMAIL, isDigit } from './shapes'
import { judgeDate } from './value-dates'
import {
  DECIMALS, NOT_FIT, NOT_WHOLE, NUMBER_FORM, OVER_LIMIT, TOO_LONG, UNSURE, ZEROS,
} from './value-kinds'

// The low bits of a column's rule name the field's type, the high ones the limit of a text field.
const TYPE_BITS: u32 = 7
const DATE: u32 = 1
const NUMBER: u32 = 2
const BOOLEAN: u32 = 3
const EMAIL_ADDRESS: u32 = 4
const TEXT: u32 = 5
/** The field may take whole numbers only. */
const MAY_BE_WHOLE: u32 = 8
const LIMIT_SHIFT: u32 = 8

const LARGE_TEXT: u32 = 32_000
const LONGEST_EMAIL: u32 = 400
const WHOLE_DIGITS: u32 = 15
const DECIMAL_DIGITS: u32 = 4

/** Characters as Eloqua's database counts them: those above U+FFFF are two. */
function lengthOf(at: u32, end: u32): u32 {
  let units: u32 = 0
  for (; at < end; at++) {
    const byte: u32 = load<u8>(at)
    units += u32((byte & 0xc0) != 0x80) + u32(byte >= 0xf0)
  }
  return units
}

export function isLongEmail(at: u32, end: u32): bool {
  return end - at > LONGEST_EMAIL && lengthOf(at, end) > LONGEST_EMAIL
}

/** Whether the column is text and a cell of so many bytes fits in any case. */
// @ts-ignore: decorator
@inline
export function isShortText(rule: u32, length: u32): bool {
  return (rule & TYPE_BITS) == TEXT && length <= rule >> LIMIT_SHIFT
}

/** Notes in which ways the cell does not fit. Spaces around a value count for text only. */
export function judgeValue(rule: u32, column: u32, record: u32, at: u32, length: u32): void {
  let end = at + length
  const type = rule & TYPE_BITS
  if (type == TEXT) return judgeText(rule >> LIMIT_SHIFT, column, record, at, end)
  while (at < end && load<u8>(at) <= 0x20) at += 1
  while (end > at && load<u8>(end - 1) <= 0x20) end -= 1
  if (at == end) return
  if (type == DATE) judgeDate(column, record, at, end)
  else if (type == NUMBER) judgeNumber(rule, column, record, at, end)
  else if (type == BOOLEAN) judgeBoolean(column, record, at, end)
  else if (type == EMAIL_ADDRESS) judgeEmail(column, record, at, end)
}

function judgeText(limit: u32, column: u32, record: u32, at: u32, end: u32): void {
  const units = sawHigh ? lengthOf(at, end) : end - at
  if (units > LARGE_TEXT) note(column, TOO_LONG, record)
  else if (units > limit) note(column, OVER_LIMIT, record)
}

function judgeEmail(column: u32, record: u32, at: u32, end: u32): void {
  if ((kindsMet & (1 << EMAIL)) == 0 && !isEmail(at, end)) note(column, NOT_FIT, record)
  else if (isLongEmail(at, end)) note(column, TOO_LONG, record)
}

/** The letters of up to eight bytes in lower case, the first in the lowest byte. */
function lowerWord(at: u32, end: u32): u64 {
  let word: u64 = 0
  for (let i: u32 = 0; at + i < end; i++) {
    const byte: u64 = load<u8>(at + i)
    word |= (byte - 0x41 < 26 ? byte | 0x20 : byte) << (i * 8)
  }
  return word
}

function judgeBoolean(column: u32, record: u32, at: u32, end: u32): void {
  const word: u64 = end - at > 5 ? 0 : lowerWord(at, end)
  if (word == 0x65757274 || word == 0x65736c6166) return // true, false
  const isKnown =
    word == 0x736579 || word == 0x6f6e || // yes, no
    word == 0x79 || word == 0x6e || word == 0x74 || word == 0x66 || word == 0x31 || word == 0x30 // y, n, t, f, 1, 0
  note(column, isKnown ? UNSURE : NOT_FIT, record)
}

function pastDigits(at: u32, end: u32): u32 {
  while (at < end && isDigit(load<u8>(at))) at += 1
  return at
}

function pastZeros(at: u32, end: u32): u32 {
  while (at < end && load<u8>(at) == 0x30) at += 1
  return at
}

function isSign(byte: u32): bool {
  return byte == 0x2b || byte == 0x2d
}

function judgeNumber(rule: u32, column: u32, record: u32, at: u32, end: u32): void {
  const isNegative = load<u8>(at) == 0x2d
  const whole = at + u32(isSign(load<u8>(at)))
  const point = pastDigits(whole, end)
  const hasPoint = point < end && load<u8>(point) == 0x2e
  const decimals = point + u32(hasPoint)
  const behind = hasPoint ? pastDigits(decimals, end) : point
  if (behind != end || (point == whole && behind == decimals)) {
    note(column, oddNumber(whole, at, end), record)
    return
  }
  let last = end
  while (last > decimals && load<u8>(last - 1) == 0x30) last -= 1
  const significant = pastZeros(whole, point)
  if (point - significant > WHOLE_DIGITS) {
    note(column, TOO_LONG, record)
    return
  }
  if (significant > whole && point - whole > 1) note(column, ZEROS, record)
  const isWhole = last <= decimals
  if (!isWhole && last - decimals > DECIMAL_DIGITS) note(column, DECIMALS, record)
  if ((rule & MAY_BE_WHOLE) != 0 && (!isWhole || (isNegative && significant < point))) note(column, NOT_WHOLE, record)
}

/** What a text that is no plain number looks like. `whole` is where its digits begin, if it has any. */
function oddNumber(whole: u32, at: u32, end: u32): u32 {
  if (hasCommas(whole, end)) return UNSURE
  let digits = false
  for (let p = at; p < end; p++) {
    const byte: u32 = load<u8>(p)
    if (isDigit(byte)) digits = true
    else if (isSign(byte) ? digits : !isNumberMark(byte)) return NOT_FIT
  }
  return digits ? NUMBER_FORM : NOT_FIT
}

/** Whether only commas keep it from being a number: 1,234.5 or 0,75. */
function hasCommas(at: u32, end: u32): bool {
  let p = pastDigits(at, end)
  if (p == at || p == end || load<u8>(p) != 0x2c) return false
  while (p < end && load<u8>(p) == 0x2c) {
    const next = pastDigits(p + 1, end)
    if (next == p + 1) return false
    p = next
  }
  return p == end || (load<u8>(p) == 0x2e && pastDigits(p + 1, end) == end)
}

/** What people write beside digits: spaces, separators, currencies, percent signs, and brackets for less than zero. */
function isNumberMark(byte: u32): bool {
  switch (byte) {
    case 0x20:
    case 0x24:
    case 0x25:
    case 0x27:
    case 0x28:
    case 0x29:
    case 0x2c:
    case 0x2e:
      return true
    default:
      return byte >= 0x80
  }
}

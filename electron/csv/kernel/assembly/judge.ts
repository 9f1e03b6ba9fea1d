// Judges what stands in one cell.

import { isEmail } from './email'
import { sawAt, sawHigh } from './hash'
import { FILLED, LONGEST, RULE, forgetKinds, note, tally } from './figures'
import {
  BOOLEAN, DAMAGED, DATE_YMD, EDGE_SPACE, EMAIL, EQUALS_TEXT, FORMULA, INVISIBLE, LEADING_ZERO, NUMBER, PLACEHOLDER,
  TEXT, TIMED, dateEnd, dateShape, hasIsoTime, isBoolean, isDigit, isIsoDate, isTime, numberShape,
} from './shapes'
import { hasDamage, isEqualsText, isPlaceholder } from './damage'
import { hasInvisible } from './invisible'
import { isShortText, judgeValue } from './values'

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

/** `=` and `@` always; a sign only when no number or telephone number follows it. */
function startsFormula(first: u32, second: u32): bool {
  if (first == 0x3d || first == 0x40) return true
  return (first == 0x2b || first == 0x2d) && !isDigit(second) && second != 0x20 && second != 0x28
}

function countShape(column: u32, figures: u32, record: u32, at: u32, length: u32): void {
  const first: u32 = load<u8>(at)
  if (first - 0x2b < 15 && countFigures(column, figures, record, at, length)) return
  if (length <= 12 && isPlaceholder(at, length)) note(column, PLACEHOLDER, record)
  else if (first == 0x3d && isEqualsText(at, length)) note(column, EQUALS_TEXT, record)
  else if (length > 1 && startsFormula(first, load<u8>(at, 1))) note(column, FORMULA, record)
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
    if (length > 10 && !hasIsoTime(at, length, digits) && !isTime(at + 10, end)) date = TEXT
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

function isBlank(at: u32, end: u32): bool {
  while (at < end && load<u8>(at) <= 0x20) at += 1
  return at == end
}

/** Judges a cell. Sets `kindsMet`. */
export function judgeCell(column: u32, figures: u32, record: u32, at: u32, length: u32): void {
  const isPlain = !sawHigh
  forgetKinds()
  store<u32>(figures + FILLED, load<u32>(figures + FILLED) + 1)
  countShape(column, figures, record, at, length)
  if (length > load<u32>(figures + LONGEST)) {
    const characters = isPlain ? length : countCharacters(at, at + length)
    if (characters > load<u32>(figures + LONGEST)) store<u32>(figures + LONGEST, characters)
  }
  const rule = load<u32>(figures + RULE)
  if (rule != 0 && !isShortText(rule, length)) judgeValue(rule, column, record, at, length)
  if (!isPlain && hasDamage(at, at + length)) note(column, DAMAGED, record)
  // A cell with both counts once.
  if (!isPlain && hasInvisible(at, at + length)) {
    note(column, INVISIBLE, record)
    return
  }
  const isEdged = load<u8>(at) <= 0x20 || load<u8>(at + length - 1) <= 0x20
  if (isEdged && !isBlank(at, at + length)) note(column, EDGE_SPACE, record)
}

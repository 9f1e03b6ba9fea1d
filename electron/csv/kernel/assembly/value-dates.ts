// Judges dates as Eloqua reads them: year first, or month first with the year last; then maybe a time.

import { note } from './figures'
import { isDigit } from './shapes'
import {
  DAY_FIRST, DAY_OR_MONTH, FAR_YEAR, LONG_FRACTION, MILLISECONDS, MONTH_NAME, NOT_FIT, SHORT_YEAR, ZONED,
} from './value-kinds'

/** Eloqua's database knows no day before. */
const FIRST_YEAR: u32 = 1753
/** Years outside are taken, though hardly meant. */
const USUAL_YEARS_FROM: u32 = 1900
const USUAL_YEARS_TO: u32 = 2100
/** Of two-digit years these and those below are of this century. */
const LAST_OF_CENTURY: u32 = 29

/** Where reading stands, and how many digits `digits` just took. */
let pos: u32 = 0
let taken: u32 = 0

// What `readDate` and `readTime` found.
let year: u32 = 0
let isYearFirst = false
let isShortYear = false
let isDayFirst = false
let isUnclear = false
let fraction: u32 = 0
let hasZone = false

export function judgeDate(column: u32, record: u32, at: u32, end: u32): void {
  if (!readDate(at, end)) {
    note(column, hasMonthName(at, end) ? MONTH_NAME : NOT_FIT, record)
    return
  }
  if (!readTime(end) || year < FIRST_YEAR) note(column, NOT_FIT, record)
  else if (isDayFirst) note(column, DAY_FIRST, record)
  else if (fraction > 3) note(column, LONG_FRACTION, record)
  else {
    if (isUnclear) note(column, DAY_OR_MONTH, record)
    if (isShortYear) note(column, SHORT_YEAR, record)
    if (fraction > 0) note(column, MILLISECONDS, record)
    if (hasZone) note(column, ZONED, record)
    if (year < USUAL_YEARS_FROM || year > USUAL_YEARS_TO) note(column, FAR_YEAR, record)
  }
}

/** Takes the digits at `pos`, at most five of them. */
function digits(end: u32): u32 {
  let value: u32 = 0
  taken = 0
  while (pos < end && taken < 5 && isDigit(load<u8>(pos))) {
    value = value * 10 + (load<u8>(pos) - 0x30)
    taken += 1
    pos += 1
  }
  return value
}

/** Takes `byte` if it stands at `pos`. */
function take(byte: u32, end: u32): bool {
  if (pos >= end || <u32>load<u8>(pos) != byte) return false
  pos += 1
  return true
}

/** Two digits. */
// @ts-ignore: decorator
@inline
function pair(at: u32): u32 {
  return (<u32>load<u8>(at) - 0x30) * 10 + <u32>load<u8>(at, 1) - 0x30
}

/** Reads the commonest form, 2026-03-31: what `readDate` would say. Days that not every month has are left to that. */
function readIsoDate(at: u32, end: u32): bool {
  if (end - at < 10) return false
  const marks = i8x16.bitmask(i8x16.lt_u(i8x16.sub(v128.load(at), i8x16.splat(0x30)), i8x16.splat(10)))
  if ((marks & 0x3ff) != 0x36f || load<u8>(at, 4) != 0x2d || load<u8>(at, 7) != 0x2d) return false
  // A digit more would belong to the day.
  if (end - at > 10 && (marks & 0x400) != 0) return false
  if (pair(at + 5) - 1 > 11 || pair(at + 8) - 1 > 27) return false
  year = pair(at) * 100 + pair(at + 2)
  pos = at + 10
  isYearFirst = true
  isDayFirst = false
  isUnclear = false
  isShortYear = false
  return true
}

function readDate(at: u32, end: u32): bool {
  if (readIsoDate(at, end)) return true
  pos = at
  const first = digits(end)
  const firstTaken = taken
  if (firstTaken == 0 || pos >= end) return false
  const separator: u32 = load<u8>(pos)
  if ((separator != 0x2d && separator != 0x2e && separator != 0x2f) || !take(separator, end)) return false
  const second = digits(end)
  if (taken < 1 || taken > 2 || !take(separator, end)) return false
  const third = digits(end)
  isYearFirst = firstTaken == 4
  isDayFirst = false
  isUnclear = false
  isShortYear = false
  if (isYearFirst) {
    year = first
    return taken >= 1 && taken <= 2 && isDay(second, third)
  }
  if (firstTaken > 2 || (taken != 4 && taken != 2)) return false
  isShortYear = taken == 2
  year = isShortYear ? third + (third <= LAST_OF_CENTURY ? 2000 : 1900) : third
  isDayFirst = first > 12
  isUnclear = first <= 12 && second <= 12 && first != second
  return isDayFirst ? isDay(second, first) : isDay(first, second)
}

/** Whether the day exists in `year`. */
function isDay(month: u32, day: u32): bool {
  if (month < 1 || month > 12 || day < 1) return false
  if (month == 2) {
    const isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return day <= (isLeap ? 29 : 28)
  }
  return day <= (month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31)
}

/** Reads the commonest forms, T10:30:00 or T10:30:00Z: what `readTime` would say. */
function readIsoTime(end: u32): bool {
  const at = pos
  const length = end - at
  if (length < 9 || length > 10) return false
  const marks = i8x16.bitmask(i8x16.lt_u(i8x16.sub(v128.load(at), i8x16.splat(0x30)), i8x16.splat(10)))
  const gap: u32 = load<u8>(at)
  if ((marks & (length == 10 ? 0x3ff : 0x1ff)) != 0x1b6 || (gap != 0x54 && gap != 0x20)) return false
  if (load<u8>(at, 3) != 0x3a || load<u8>(at, 6) != 0x3a || (length == 10 && load<u8>(at, 9) != 0x5a)) return false
  if (pair(at + 1) > 23 || pair(at + 4) > 59 || pair(at + 7) > 59) return false
  hasZone = length == 10
  return true
}

/** Whether what follows the date is nothing, or a time with nothing behind. */
function readTime(end: u32): bool {
  fraction = 0
  hasZone = false
  if (pos == end || (isYearFirst && readIsoTime(end))) return true
  if (!take(0x20, end) && !(isYearFirst && (take(0x54, end) || take(0x74, end)))) return false
  const hour = digits(end)
  if (taken < 1 || taken > 2 || !take(0x3a, end) || !readMinutes(end)) return false
  if (take(0x3a, end)) {
    if (!readMinutes(end)) return false
    if (take(0x2e, end) && !readFraction(end)) return false
  }
  if (pos == end) return hour < 24
  const behind = pos
  take(0x20, end)
  if (readHalf(end)) return pos == end && hour >= 1 && hour <= 12
  pos = behind
  take(0x20, end)
  hasZone = readZone(end)
  return hasZone && pos == end && hour < 24
}

/** Minutes or seconds. */
function readMinutes(end: u32): bool {
  return digits(end) < 60 && taken == 2
}

function readFraction(end: u32): bool {
  const start = pos
  while (pos < end && isDigit(load<u8>(pos))) pos += 1
  fraction = pos - start
  return fraction > 0
}

/** AM or PM */
function readHalf(end: u32): bool {
  if (end - pos < 2 || (load<u8>(pos, 1) | 0x20) != 0x6d) return false
  const letter: u32 = load<u8>(pos) | 0x20
  if (letter != 0x61 && letter != 0x70) return false
  pos += 2
  return true
}

/** Z, +01:00 or -0500 */
function readZone(end: u32): bool {
  if (take(0x5a, end) || take(0x7a, end)) return true
  if (!take(0x2b, end) && !take(0x2d, end)) return false
  const value = digits(end)
  if (taken == 4) return value / 100 <= 14 && value % 100 < 60
  return taken == 2 && value <= 14 && take(0x3a, end) && readMinutes(end)
}

/** Whether a digit and the beginning of an English month's name occur. */
function hasMonthName(at: u32, end: u32): bool {
  let hasDigit = false
  let hasMonth = false
  let before: u32 = 0x20
  for (let p = at; p < end; p++) {
    const byte: u32 = load<u8>(p)
    if (isDigit(byte)) hasDigit = true
    else if (end - p >= 3 && !isLetter(before) && isMonth(p)) hasMonth = true
    before = byte
  }
  return hasDigit && hasMonth
}

function isLetter(byte: u32): bool {
  return (byte | 0x20) - 0x61 < 26
}

function isMonth(at: u32): bool {
  const letters: u32 =
    ((<u32>load<u8>(at) | 0x20) << 16) | ((<u32>load<u8>(at, 1) | 0x20) << 8) | (<u32>load<u8>(at, 2) | 0x20)
  switch (letters) {
    case 0x6a616e: // jan, feb, …
    case 0x666562:
    case 0x6d6172:
    case 0x617072:
    case 0x6d6179:
    case 0x6a756e:
    case 0x6a756c:
    case 0x617567:
    case 0x736570:
    case 0x6f6374:
    case 0x6e6f76:
    case 0x646563:
      return true
    default:
      return false
  }
}

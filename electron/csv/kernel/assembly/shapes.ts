// What the text of one cell looks like. Nothing here changes a cell: shapes are only counted and shown.

export const EMAIL: u32 = 0
export const NUMBER: u32 = 1
/** `1.23E+11`: how spreadsheets write long numbers they have shortened. */
export const MANGLED: u32 = 2
export const LEADING_ZERO: u32 = 3
export const BOOLEAN: u32 = 4
export const TEXT: u32 = 5
/** 2026-03-02 */
export const DATE_YMD: u32 = 6
/** 31/12/2026: the day comes first. */
export const DATE_DMY: u32 = 7
/** 12/31/2026: the month comes first. */
export const DATE_MDY: u32 = 8
/** 03/02/2026: nobody can say. */
export const DATE_EITHER: u32 = 9
/** A date with a time; its date's shape is counted as well. */
export const TIMED: u32 = 10
export const FORMULA: u32 = 11
export const INVISIBLE: u32 = 12
/** Spaces around the text of a cell that holds nothing invisible. */
export const EDGE_SPACE: u32 = 13
/** Text that an earlier program has damaged: see damage.ts. */
export const DAMAGED: u32 = 14
/** `N/A`, `NULL`, `#REF!`: what programs write where they have no value. */
export const PLACEHOLDER: u32 = 15
/** `="00123"`: how a cell is written that a spreadsheet is to take for text. */
export const EQUALS_TEXT: u32 = 16
/** What no value remembers of itself needs no bit among its kinds: 32 and more. */
export const DUPLICATE: u32 = 32
export const BLANK: u32 = 33

// @ts-ignore: decorator
@inline
export function isDigit(byte: u32): bool {
  return byte - 0x30 < 10
}

// @ts-ignore: decorator
@inline
export function bits(a: v128, b: v128, c: v128, d: v128): u64 {
  return (
    <u64>i8x16.bitmask(a) | (<u64>i8x16.bitmask(b) << 16) | (<u64>i8x16.bitmask(c) << 32) | (<u64>i8x16.bitmask(d) << 48)
  )
}

/** Whether a date such as 2026-03-02 stands at `at`: ten bytes, the digits among the first sixteen marked in `digits`. */
export function isIsoDate(at: u32, digits: u32): bool {
  if ((digits & 0x3ff) != 0x36f || load<u8>(at, 4) != 0x2d || load<u8>(at, 7) != 0x2d) return false
  const month = (load<u8>(at, 5) - 0x30) * 10 + (load<u8>(at, 6) - 0x30)
  const day = (load<u8>(at, 8) - 0x30) * 10 + (load<u8>(at, 9) - 0x30)
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
}

/** Whether a time such as `T10:30` follows the ten bytes of such a date: what `isTime` would say, for the commonest form. */
export function hasIsoTime(at: u32, length: u32, digits: u32): bool {
  if (length < 17 || digits != 0xdb6f || load<u8>(at, 13) != 0x3a || isDigit(load<u8>(at, 16))) return false
  const gap: u32 = load<u8>(at, 10)
  return gap == 0x54 || gap == 0x20
}

function equalsIgnoringCase(at: u32, word: u64, length: u32): bool {
  let value: u64 = 0
  for (let i: u32 = 0; i < length; i++) value |= <u64>(load<u8>(at + i) | 0x20) << (i * 8)
  return value == word
}

export function isBoolean(at: u32, length: u32): bool {
  switch (length) {
    case 1: {
      const letter = load<u8>(at) | 0x20
      return letter == 0x79 || letter == 0x6e || letter == 0x74 || letter == 0x66
    }
    case 2:
      return equalsIgnoringCase(at, 0x6f6e, 2) // no
    case 3:
      return equalsIgnoringCase(at, 0x736579, 3) // yes
    case 4:
      return equalsIgnoringCase(at, 0x65757274, 4) // true
    case 5:
      return equalsIgnoringCase(at, 0x65736c6166, 5) // false
    default:
      return false
  }
}

/** Reads up to four digits at `at`; the value, and how many in the high half. */
function digitsAt(at: u32, end: u32): u32 {
  let value: u32 = 0
  let count: u32 = 0
  while (at < end && count < 5 && isDigit(load<u8>(at))) {
    value = value * 10 + (load<u8>(at) - 0x30)
    count += 1
    at += 1
  }
  return (count << 16) | value
}

/** The shape of a date at the start of [at, end), or TEXT; `dateEnd` is where it ended. */
export let dateEnd: u32 = 0
export function dateShape(at: u32, end: u32): u32 {
  const a = digitsAt(at, end)
  const aCount = a >> 16
  let p = at + aCount
  if (aCount == 0 || p >= end) return TEXT
  const separator: u32 = load<u8>(p)
  if (separator != 0x2d && separator != 0x2f && separator != 0x2e) return TEXT
  const b = digitsAt(p + 1, end)
  const bCount = b >> 16
  p += 1 + bCount
  if (bCount == 0 || bCount > 2 || p >= end || <u32>load<u8>(p) != separator) return TEXT
  const c = digitsAt(p + 1, end)
  const cCount = c >> 16
  dateEnd = p + 1 + cCount
  const first = a & 0xffff
  const second = b & 0xffff
  const third = c & 0xffff
  if (aCount == 4) {
    return (cCount == 1 || cCount == 2) && second >= 1 && second <= 12 && third >= 1 && third <= 31 ? DATE_YMD : TEXT
  }
  if (aCount > 2 || (cCount != 4 && cCount != 2)) return TEXT
  if (first < 1 || second < 1 || first > 31 || second > 31) return TEXT
  if (first > 12) return second > 12 ? TEXT : DATE_DMY
  if (second > 12) return DATE_MDY
  return DATE_EITHER
}

/** Whether a time such as `T10:30:00Z` or ` 4:05 PM` stands at the start of [at, end). */
export function isTime(at: u32, end: u32): bool {
  const gap: u32 = load<u8>(at)
  if (gap != 0x20 && gap != 0x54 && gap != 0x74) return false
  const hours = digitsAt(at + 1, end) >> 16
  const p = at + 1 + hours
  if (hours == 0 || hours > 2 || p >= end || load<u8>(p) != 0x3a) return false
  return digitsAt(p + 1, end) >> 16 == 2
}

/**
 * NUMBER, LEADING_ZERO, MANGLED or TEXT. A sign, digits, and one decimal point or comma; or a power of ten as
 * spreadsheets print it.
 */
export function numberShape(at: u32, end: u32): u32 {
  const first: u32 = load<u8>(at)
  let p = first == 0x2b || first == 0x2d ? at + 1 : at
  const start = p
  let digits: u32 = 0
  let points: u32 = 0
  while (p < end) {
    const byte: u32 = load<u8>(p)
    if (isDigit(byte)) digits += 1
    else if ((byte == 0x2e || byte == 0x2c) && points == 0) points = 1
    else break
    p += 1
  }
  if (digits == 0) return TEXT
  if (p == end) {
    const leading = p - start > 1 && load<u8>(start) == 0x30 && points == 0
    return leading ? LEADING_ZERO : NUMBER
  }
  if ((load<u8>(p) | 0x20) != 0x65 || p + 2 >= end) return TEXT
  p += 1
  const sign: u32 = load<u8>(p)
  if (sign != 0x2b && sign != 0x2d) return TEXT
  const power = digitsAt(p + 1, end) >> 16
  return power > 0 && p + 1 + power == end ? MANGLED : TEXT
}

/** Whether one of up to 64 bytes is above ASCII. */
export function hasHigh(at: u32, length: u32): bool {
  const inside = length == 64 ? <u64>-1 : (<u64>1 << length) - 1
  return (bits(v128.load(at), v128.load(at, 16), v128.load(at, 32), v128.load(at, 48)) & inside) != 0
}

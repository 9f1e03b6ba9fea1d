// Whether a cell is an email address: in vectors up to 64 bytes, byte by byte beyond.

import { bits, isDigit } from './shapes'

/** One bit for each reason why a byte may not stand in an address, by the nibbles of ASCII punctuation. */
const NOWHERE: i8 = 7
const NOT_IN_DOMAIN: i8 = -8

/** Bits of `NOWHERE` for "(),:;<>[], and of `NOT_IN_DOMAIN` for all other punctuation but the point, - and _. */
// @ts-ignore: decorator
@inline
function punctuation(bytes: v128): v128 {
  const byHigh = i8x16.swizzle(i8x16(0, 0, 9, 18, 0, 36, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0), i8x16.shr_u(bytes, 4))
  const byLow = i8x16.swizzle(
    i8x16(64, 8, 1, 8, 8, 8, 8, 8, 9, 1, 10, -114, -93, -108, -94, 24),
    v128.and(bytes, i8x16.splat(15)),
  )
  return v128.and(byHigh, byLow)
}

/** Bytes no address holds: up to the space, DEL, and "(),:;<>[]. */
// @ts-ignore: decorator
@inline
function forbidden(bytes: v128, marks: v128): v128 {
  const listed = i8x16.ne(v128.and(marks, i8x16.splat(NOWHERE)), i8x16.splat(0))
  return v128.or(listed, v128.or(i8x16.le_u(bytes, i8x16.splat(0x20)), i8x16.eq(bytes, i8x16.splat(0x7f))))
}

// @ts-ignore: decorator
@inline
function outsideDomain(marks: v128): v128 {
  return i8x16.ne(v128.and(marks, i8x16.splat(NOT_IN_DOMAIN)), i8x16.splat(0))
}

/** Quotes, bars and slashes that stand before an address when it was cut out of something. */
// @ts-ignore: decorator
@inline
function isJunkBefore(byte: u32): bool {
  return byte == 0x27 || byte == 0x60 || byte == 0x7c || byte == 0x2f || byte == 0x5c
}

/** A top-level domain has two letters or more, and begins and ends with none of the digits or marks. */
// @ts-ignore: decorator
@inline
function isTopLevel(at: u32, end: u32): bool {
  const first: u32 = load<u8>(at)
  const last: u32 = load<u8>(end - 1)
  return end - at >= 2 && !isDigit(first) && first != 0x2d && first != 0x5f && last != 0x2d && last != 0x5f
}

/**
 * Whether [at, end) can be an e-mail address: one `@`, something before it that does not begin with a quote, a bar or a
 * slash, and after it the letters, digits, - and _ of a domain, with points inside and a top-level domain at the end.
 * Loose otherwise: Eloqua judges the rest. Characters above ASCII are looked at by `hasHidden`.
 */
export function isEmail(at: u32, end: u32): bool {
  const length = end - at
  if (length > 64) return isLongEmail(at, end)
  const a = v128.load(at)
  const b = v128.load(at, 16)
  const c = v128.load(at, 32)
  const d = v128.load(at, 48)
  const inA = punctuation(a)
  const inB = punctuation(b)
  const inC = punctuation(c)
  const inD = punctuation(d)
  const inside = length == 64 ? <u64>-1 : (<u64>1 << length) - 1
  if ((bits(forbidden(a, inA), forbidden(b, inB), forbidden(c, inC), forbidden(d, inD)) & inside) != 0) return false
  const at64 = i8x16.splat(0x40)
  const sign = bits(i8x16.eq(a, at64), i8x16.eq(b, at64), i8x16.eq(c, at64), i8x16.eq(d, at64)) & inside
  if (sign == 0 || (sign & (sign - 1)) != 0 || sign == 1 || isJunkBefore(load<u8>(at))) return false
  const domain = inside & ~((sign << 1) - 1)
  if ((bits(outsideDomain(inA), outsideDomain(inB), outsideDomain(inC), outsideDomain(inD)) & domain) != 0) return false
  const point = i8x16.splat(0x2e)
  const points = bits(i8x16.eq(a, point), i8x16.eq(b, point), i8x16.eq(c, point), i8x16.eq(d, point))
  const dots = points & domain
  if (dots == 0 || (dots & (sign << 1)) != 0 || (dots & (dots >> 1)) != 0 || dots >> (length - 1) != 0) return false
  return isTopLevel(at + 64 - <u32>clz(dots), end)
}

/** Whether the byte is ASCII punctuation, or a space or control character, that no domain holds. */
function breaksDomain(byte: u32): bool {
  if (byte >= 0x80 || byte == 0x2d || byte == 0x2e || byte == 0x5f || isDigit(byte)) return false
  return (byte | 0x20) - 0x61 >= 26
}

function isLongEmail(at: u32, end: u32): bool {
  let sign: u32 = 0
  let dot: u32 = 0
  if (isJunkBefore(load<u8>(at))) return false
  for (let p = at; p < end; p++) {
    const byte: u32 = load<u8>(p)
    if (byte == 0x40) {
      if (sign != 0 || p == at) return false
      sign = p
    } else if (sign != 0) {
      if (breaksDomain(byte)) return false
      if (byte != 0x2e) continue
      if (p == sign + 1 || p == dot + 1) return false
      dot = p
    } else if (
      byte <= 0x20 || byte == 0x22 || byte == 0x2c || byte == 0x3b || byte == 0x3c || byte == 0x3e ||
      byte == 0x28 || byte == 0x29 || byte == 0x5b || byte == 0x5d || byte == 0x3a || byte == 0x7f
    ) {
      return false
    }
  }
  return sign != 0 && dot != 0 && dot + 1 < end && isTopLevel(dot + 1, end)
}

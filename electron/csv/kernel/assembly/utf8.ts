// Looks for bytes that are not UTF-8, and for NUL bytes, in one pass that skips plain ASCII 64 bytes at a time.

/** Continuation bytes still to come, and the range the next one must lie in. */
let wanted: u32 = 0
let low: u32 = 0x80
let high: u32 = 0xbf
/** How many bytes of the unfinished character came before. */
let seen: u32 = 0

/** What stopped `validate`: 0 nothing, 1 a byte that is not UTF-8, 2 a NUL byte. */
export let found: u32 = 0
/** Bytes of the broken character that stand before the find. */
export let foundBefore: u32 = 0

/** All finds so far; only the first `REPORTED` of each kind stop `validate`. */
export let badBytes: u64 = 0
export let nulBytes: u64 = 0
const REPORTED: u64 = 5
/** Characters above ASCII that are sound UTF-8; of vectors full of them each counts as one. */
export let soundHigh: u64 = 0

export function resetValidation(): void {
  wanted = seen = 0
  badBytes = nulBytes = soundHigh = 0
}

/** Bytes of a character that began but did not end: the file was cut inside it. */
export function unfinishedBytes(): u32 {
  return wanted != 0 ? seen : 0
}

// The vectorised check is the one of Keiser and Lemire, "Validating UTF-8 In Less Than One Instruction Per Byte" (2021):
// three table lookups on the nibbles of each byte and the byte before it leave a bit standing for every kind of error.
const TOO_SHORT: i8 = 1
const TOO_LONG: i8 = 2
const OVERLONG_3: i8 = 4
const TOO_LARGE: i8 = 8
const SURROGATE: i8 = 16
const OVERLONG_2: i8 = 32
const TOO_LARGE_1000: i8 = 64
const OVERLONG_4: i8 = 64
const TWO_CONTINUATIONS: i8 = -128
const CARRY: i8 = TOO_SHORT | TOO_LONG | TWO_CONTINUATIONS

// @ts-ignore: decorator
@inline
function errorsIn(bytes: v128, before: v128): v128 {
  const previous = i8x16.shuffle(before, bytes, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30)
  const low = i8x16.splat(15)
  const firstHigh = i8x16.swizzle(
    i8x16(
      TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
      TWO_CONTINUATIONS, TWO_CONTINUATIONS, TWO_CONTINUATIONS, TWO_CONTINUATIONS,
      TOO_SHORT | OVERLONG_2, TOO_SHORT, TOO_SHORT | OVERLONG_3 | SURROGATE,
      TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4,
    ),
    i8x16.shr_u(previous, 4),
  )
  const firstLow = i8x16.swizzle(
    i8x16(
      CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4, CARRY | OVERLONG_2, CARRY, CARRY, CARRY | TOO_LARGE,
      CARRY | TOO_LARGE | TOO_LARGE_1000, CARRY | TOO_LARGE | TOO_LARGE_1000, CARRY | TOO_LARGE | TOO_LARGE_1000,
      CARRY | TOO_LARGE | TOO_LARGE_1000, CARRY | TOO_LARGE | TOO_LARGE_1000, CARRY | TOO_LARGE | TOO_LARGE_1000,
      CARRY | TOO_LARGE | TOO_LARGE_1000, CARRY | TOO_LARGE | TOO_LARGE_1000,
      CARRY | TOO_LARGE | TOO_LARGE_1000 | SURROGATE, CARRY | TOO_LARGE | TOO_LARGE_1000,
      CARRY | TOO_LARGE | TOO_LARGE_1000,
    ),
    v128.and(previous, low),
  )
  const secondHigh = i8x16.swizzle(
    i8x16(
      TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
      TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4,
      TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | OVERLONG_3 | TOO_LARGE,
      TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | SURROGATE | TOO_LARGE,
      TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | SURROGATE | TOO_LARGE,
      TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
    ),
    i8x16.shr_u(bytes, 4),
  )
  const special = v128.and(v128.and(firstHigh, firstLow), secondHigh)
  const second = i8x16.shuffle(before, bytes, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29)
  const third = i8x16.shuffle(before, bytes, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28)
  const isThird = i8x16.sub_sat_u(second, i8x16.splat(0x60))
  const isFourth = i8x16.sub_sat_u(third, i8x16.splat(0x70))
  const mustContinue = v128.and(v128.or(isThird, isFourth), i8x16.splat(-128))
  return v128.xor(mustContinue, special)
}

/**
 * From a character's first byte at `at`, the first address (64 bytes a step) before which all is UTF-8 without NUL; the
 * character there may have begun before it.
 */
function skipSound(at: u32, end: u32): u32 {
  let before = i8x16.splat(0)
  while (at + 64 <= end) {
    const a = v128.load(at)
    const b = v128.load(at, 16)
    const c = v128.load(at, 32)
    const d = v128.load(at, 48)
    // The smallest unsigned byte of all is 0 only if a NUL is there.
    if (!i8x16.all_true(i8x16.min_u(i8x16.min_u(a, b), i8x16.min_u(c, d)))) break
    if (i8x16.bitmask(v128.or(v128.or(v128.or(a, b), v128.or(c, d)), before)) != 0) {
      let errors = i8x16.splat(0)
      if (i8x16.bitmask(v128.or(v128.or(a, b), before)) != 0) errors = v128.or(errorsIn(a, before), errorsIn(b, a))
      if (i8x16.bitmask(v128.or(v128.or(c, d), b)) != 0) {
        errors = v128.or(errors, v128.or(errorsIn(c, b), errorsIn(d, c)))
      }
      if (v128.any_true(errors)) break
      soundHigh += 1
    }
    before = d
    at += 64
  }
  return at
}

/** The first byte of the character that goes on at `at`, or `at` itself. */
function backToStart(at: u32, first: u32): u32 {
  let start = at
  while (start > first && at - start < 3) {
    start -= 1
    const byte: u32 = load<u8>(start)
    if (byte < 0x80) return at
    if (byte >= 0xc0) {
      const length: u32 = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return start + length > at ? start : at
    }
  }
  return at
}

function startCharacter(byte: u32): bool {
  low = 0x80
  high = 0xbf
  seen = 1
  if (byte >= 0xc2 && byte <= 0xdf) wanted = 1
  else if (byte >= 0xe0 && byte <= 0xef) {
    wanted = 2
    if (byte == 0xe0) low = 0xa0
    if (byte == 0xed) high = 0x9f
  } else if (byte >= 0xf0 && byte <= 0xf4) {
    wanted = 3
    if (byte == 0xf0) low = 0x90
    if (byte == 0xf4) high = 0x8f
  } else return false
  return true
}

/**
 * Reads from `at` to `end`; a character may go on from the call before. Returns `end`, or where it stopped because of
 * what `found` says; go on with `resume`.
 */
export function validate(at: u32, end: u32): u32 {
  found = foundBefore = 0
  while (at < end) {
    if (wanted == 0 && at + 64 <= end) at = backToStart(skipSound(at, end), at)
    // Byte by byte where the vectors stopped: to the find, or to where they can go on.
    const slowEnd = min(end, at + 128)
    while (at < slowEnd || (wanted != 0 && at < end)) {
      const byte: u32 = load<u8>(at)
      if (wanted != 0) {
        if (byte < low || byte > high) {
          wanted = 0
          if (badBytes++ < REPORTED) {
            found = 1
            foundBefore = seen
            return at
          }
          at = resume(at)
          continue
        }
        wanted -= 1
        if (wanted == 0) soundHigh += 1
        seen += 1
        low = 0x80
        high = 0xbf
      } else if (byte >= 0x80) {
        if (!startCharacter(byte) && badBytes++ < REPORTED) {
          found = 1
          return at
        }
      } else if (byte == 0 && nulBytes++ < REPORTED) {
        found = 2
        return at
      }
      at += 1
    }
  }
  return end
}

/**
 * Where to go on after a find at `at`. A byte that broke a character may start one itself; one that can start none, and a
 * NUL, are stepped over.
 */
export function resume(at: u32): u32 {
  const byte: u32 = load<u8>(at)
  const canStart = byte != 0 && (byte < 0x80 || (byte >= 0xc2 && byte <= 0xf4))
  return canStart ? at : at + 1
}

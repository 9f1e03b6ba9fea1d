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

export function resetValidation(): void {
  wanted = 0
  seen = 0
}

/** Bytes of a character that began but did not end: the file was cut inside it. */
export function unfinishedBytes(): u32 {
  return wanted != 0 ? seen : 0
}

// @ts-ignore: decorator
@inline
function isPlain(at: u32): bool {
  const a = v128.load(at)
  const b = v128.load(at, 16)
  const c = v128.load(at, 32)
  const d = v128.load(at, 48)
  // The smallest unsigned byte of all is 0 only if a NUL is there.
  const least = i8x16.min_u(i8x16.min_u(a, b), i8x16.min_u(c, d))
  return i8x16.bitmask(v128.or(v128.or(a, b), v128.or(c, d))) == 0 && i8x16.all_true(least)
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
    if (wanted == 0) {
      while (at + 64 <= end && isPlain(at)) at += 64
      if (at >= end) break
    }
    const byte: u32 = load<u8>(at)
    if (wanted != 0) {
      if (byte < low || byte > high) {
        wanted = 0
        found = 1
        foundBefore = seen
        return at
      }
      wanted -= 1
      seen += 1
      low = 0x80
      high = 0xbf
    } else if (byte >= 0x80) {
      if (!startCharacter(byte)) {
        found = 1
        return at
      }
    } else if (byte == 0) {
      found = 2
      return at
    }
    at += 1
  }
  return end
}

/**
 * Goes on after a find at `at`. A byte that broke a character may start one itself, so only a byte that can start
 * none, and a NUL, are stepped over.
 */
export function resume(at: u32): u32 {
  const byte: u32 = load<u8>(at)
  if (found == 2) return at + 1
  if (byte >= 0x80 && (byte < 0xc2 || byte > 0xf4)) return at + 1
  // A start byte refused by `startCharacter` was stepped over above; any other begins again here.
  return at
}

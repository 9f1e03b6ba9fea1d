// Walks over rows of JSON whose surroundings are known, sixteen bytes at a time. What it does not know it leaves to
// simulator/json-scan.ts: it never decides that something is malformed, it only stops in front of it.

const QUOTE: u8 = 0x22
const BACKSLASH: u8 = 0x5c

/** One entry of sixteen bytes a cell: how long its passage is, how many rows end in it, which cell follows. */
const TABLE: u32 = 1024
/** One slot a cell: the passage's bytes. A vector is loaded from any of them, so a slot has room behind. */
const PASSAGES: u32 = 8192
const SLOT: u32 = 208

export const MOST_CELLS: i32 = 256
export const MOST_PASSAGE_BYTES: i32 = 192
/** Where the upload begins. */
export const BODY: i32 = 65536

export let rows: i32 = 0
export let cell: i32 = 0

export function tableOf(index: i32): u32 {
  return TABLE + (<u32>index << 4)
}

export function passageOf(index: i32): u32 {
  return PASSAGES + <u32>index * SLOT
}

/** Starts anew in the given cell, with no rows counted. Keeps the passages. */
export function setCell(to: i32): void {
  cell = to
  rows = 0
}

/** From a value that begins at `from` over all values whose passages are known; returns where the first other one begins. */
export function follow(from: u32, limit: u32): u32 {
  while (cell < MOST_CELLS && load<u8>(from) == QUOTE) {
    const to = skipString(from + 1, limit)
    const entry = tableOf(cell)
    const length = load<u32>(entry)
    if (to == 0 || length == 0 || to + length > limit || !isSame(to, passageOf(cell), length)) break
    rows += load<i32>(entry, 4)
    cell = load<i32>(entry, 8)
    from = to + length - 1
  }
  return from
}

/** Behind the quote that closes a string; 0 when none does before `limit`, or something else must be looked at. */
function skipString(from: u32, limit: u32): u32 {
  let at = from
  while (at + 16 <= limit) {
    const bytes = v128.load(at)
    const ends = v128.or(
      v128.or(i8x16.eq(bytes, i8x16.splat(QUOTE)), i8x16.eq(bytes, i8x16.splat(BACKSLASH))),
      i8x16.lt_u(bytes, i8x16.splat(0x20)),
    )
    const mask = i8x16.bitmask(ends)
    if (mask == 0) {
      at += 16
      continue
    }
    at += <u32>ctz(mask)
    const byte = load<u8>(at)
    if (byte == QUOTE) return at + 1
    if (byte != BACKSLASH || at + 6 > limit) return 0
    const escape = escapeLength(at)
    if (escape == 0) return 0
    at += escape
  }
  return 0
}

function escapeLength(at: u32): u32 {
  const sign = load<u8>(at, 1)
  if (sign == 0x75) {
    return isHex(load<u8>(at, 2)) && isHex(load<u8>(at, 3)) && isHex(load<u8>(at, 4)) && isHex(load<u8>(at, 5)) ? 6 : 0
  }
  const isSimple =
    sign == QUOTE ||
    sign == BACKSLASH ||
    sign == 0x2f ||
    sign == 0x62 ||
    sign == 0x66 ||
    sign == 0x6e ||
    sign == 0x72 ||
    sign == 0x74
  return isSimple ? 2 : 0
}

function isHex(byte: u8): bool {
  const letter = byte | 0x20
  return (byte >= 0x30 && byte <= 0x39) || (letter >= 0x61 && letter <= 0x66)
}

function isSame(left: u32, right: u32, length: u32): bool {
  let at: u32 = 0
  for (; at + 16 <= length; at += 16) {
    if (i8x16.bitmask(i8x16.eq(v128.load(left + at), v128.load(right + at))) != 0xffff) return false
  }
  const wanted = (1 << (length - at)) - 1
  return (i8x16.bitmask(i8x16.eq(v128.load(left + at), v128.load(right + at))) & wanted) == wanted
}

// Looks for text that an earlier program has damaged.

/** Which of 16 bytes may begin such damage. */
function damageLeads(at: u32): u32 {
  const bytes = v128.load(at)
  const two = v128.or(i8x16.eq(bytes, i8x16.splat(<i8>0xc2)), i8x16.eq(bytes, i8x16.splat(<i8>0xc3)))
  const three = v128.or(i8x16.eq(bytes, i8x16.splat(<i8>0xe2)), i8x16.eq(bytes, i8x16.splat(<i8>0xef)))
  return i8x16.bitmask(v128.or(two, three))
}

/** What the second byte of a UTF-8 character became when it was read as Windows-1252: a symbol, and no letter of a word. */
function isSymbolOf1252(at: u32): bool {
  const byte: u32 = load<u8>(at)
  const next: u32 = load<u8>(at, 1)
  // U+0080-00BF; Œ œ Š š Ÿ Ž ž; ƒ; ˆ ˜
  if (byte == 0xc2) return true
  if (byte == 0xc5) return next == 0x92 || next == 0x93 || next == 0xa0 || next == 0xa1 || next == 0xb8 || next >= 0xbd
  if (byte == 0xc6) return next == 0x92
  if (byte == 0xcb) return next == 0x86 || next == 0x9c
  if (byte != 0xe2) return false
  // Dashes, daggers, the euro; but closing quotes may well follow a capital.
  const third: u32 = load<u8>(at, 2)
  return next == 0x82 || next == 0x84 || (next == 0x80 && third != 0x99 && third != 0x9d && third != 0xa6)
}

function isDamage(at: u32): bool {
  const byte: u32 = load<u8>(at)
  const next: u32 = load<u8>(at, 1)
  const third: u32 = load<u8>(at, 2)
  // C1 control characters: bytes of Windows-1252 that were read as Latin-1.
  if (byte == 0xc2) return next < 0xa0
  // The mark that stands for a lost character
  if (byte == 0xef) return next == 0xbf && third == 0xbd
  // √©, ‚Äô: UTF-8 that was read as Mac Roman
  if (byte == 0xe2) {
    if (next == 0x88) return third == 0x9a && load<u8>(at, 3) == 0xc2
    return next == 0x80 && third == 0x9a && load<u8>(at, 3) == 0xc3 && load<u8>(at, 4) == 0x84
  }
  // Ã©, Â°, Ð°: UTF-8 that was read as Windows-1252
  if (next == 0x82 || next == 0x83 || next == 0x90 || next == 0x91) return isSymbolOf1252(at + 2)
  // â€™, ï»¿
  if (next == 0xa2) return third == 0xe2 && load<u8>(at, 3) == 0x82 && load<u8>(at, 4) == 0xac
  return next == 0xaf && third == 0xc2 && (load<u8>(at, 3) == 0xbb || load<u8>(at, 3) == 0xbf)
}

/** Whether text that holds bytes above ASCII was damaged before: characters lost, or read in the wrong encoding. */
export function hasDamage(at: u32, end: u32): bool {
  for (let p = at; p < end; p += 16) {
    let leads = damageLeads(p)
    if (end - p < 16) leads &= (1 << (end - p)) - 1
    for (; leads != 0; leads &= leads - 1) if (isDamage(p + <u32>ctz(leads))) return true
  }
  return false
}

/** ASCII letters in lower case, up to eight bytes, the first in the lowest. */
function folded(at: u32, length: u32): u64 {
  let value: u64 = 0
  for (let i: u32 = 0; i < length; i++) {
    const byte: u32 = load<u8>(at + i)
    value |= <u64>(byte - 0x41 < 26 ? byte | 0x20 : byte) << (i * 8)
  }
  return value
}

/** `#REF!`, `#DIV/0!`, `#NAME?`, `#N/A`: an error a spreadsheet shows. */
function isSheetError(at: u32, length: u32): bool {
  if (length > 12 || length < 3 || load<u8>(at) != 0x23 || load<u8>(at, 1) - 0x41 >= 26) return false
  const last: u32 = load<u8>(at + length - 1)
  if (last == 0x21 || last == 0x3f) return length > 4
  const word = length <= 8 ? folded(at, length) : 0
  return word == 0x612f6e23 || word == 0x766e23 // #n/a #nv
}

/** Whether a cell of up to 12 bytes holds what programs write where they have no value. */
export function isPlaceholder(at: u32, length: u32): bool {
  if (length > 12) return false
  const first: u32 = load<u8>(at)
  if (first == 0x23) return isSheetError(at, length)
  switch (length) {
    case 1:
      return first == 0x2d || first == 0x3f // - ?
    case 2: {
      const two = folded(at, 2)
      return two == 0x2d2d || two == 0x6e5c // -- \n
    }
    case 3: {
      const three = folded(at, 3)
      if (three == 0x6e616e) return load<u8>(at) == load<u8>(at + 2) && load<u8>(at, 1) == 0x61 // nan, NaN; Nan is a name
      return three == 0x612f6e || three == 0x6c696e || three == 0x2d2d2d // n/a nil ---
    }
    case 4:
      return folded(at, 4) == 0x6c6c756e // null
    case 6: {
      const six = folded(at, 6)
      return six == 0x296c6c756e28 || six == 0x3e6c6c756e3c || six == 0x5d6c6c756e5b // (null) <null> [null]
    }
    case 9:
      return folded(at, 8) == 0x656e696665646e75 && (load<u8>(at, 8) | 0x20) == 0x64 // undefined
    default:
      return false
  }
}

/** Whether a cell is written as `="00123"`. */
export function isEqualsText(at: u32, length: u32): bool {
  return length >= 3 && load<u16>(at) == 0x223d && load<u8>(at + length - 1) == 0x22
}

// Looks for characters nobody sees.

/** Which of 16 bytes may begin an invisible character. */
function invisibleLeads(at: u32): u32 {
  const bytes = v128.load(at)
  const two = i8x16.eq(bytes, i8x16.splat(<i8>0xc2))
  const three = v128.or(i8x16.eq(bytes, i8x16.splat(<i8>0xe2)), i8x16.eq(bytes, i8x16.splat(<i8>0xef)))
  return i8x16.bitmask(v128.or(two, three))
}

function isInvisible(at: u32): bool {
  const byte: u32 = load<u8>(at)
  const next: u32 = load<u8>(at, 1)
  const third: u32 = load<u8>(at, 2)
  // No-break space, soft hyphen, next line and the other C1 controls
  if (byte == 0xc2) return next <= 0xa0 || next == 0xad
  if (byte == 0xef) return next == 0xbb && third == 0xbf
  // U+200B-200F, U+2028-202F; U+2060-2064, U+2066-2069
  if (next == 0x80) return (third >= 0x8b && third <= 0x8f) || (third >= 0xa8 && third <= 0xaf)
  return next == 0x81 && third >= 0xa0 && third <= 0xa9
}

/** Whether a character nobody sees (or a no-break space) occurs in text that holds bytes above ASCII. */
export function hasInvisible(at: u32, end: u32): bool {
  for (let p = at; p < end; p += 16) {
    let leads = invisibleLeads(p)
    if (end - p < 16) leads &= (1 << (end - p)) - 1
    for (; leads != 0; leads &= leads - 1) if (isInvisible(p + <u32>ctz(leads))) return true
  }
  return false
}

/** The characters of [from, to] and of the ranges that follow, as U+; ordered. Unicode's format and default-ignorable ones, and all its spaces. */
const HIDDEN = memory.data<u32>([
  0x80, 0xa0, 0xad, 0xad, 0x34f, 0x34f, 0x600, 0x605, 0x61c, 0x61c, 0x6dd, 0x6dd, 0x70f, 0x70f, 0x890, 0x891, 0x8e2, 0x8e2,
  0x115f, 0x1160, 0x1680, 0x1680, 0x17b4, 0x17b5, 0x180b, 0x180f, 0x2000, 0x200f, 0x2028, 0x202f, 0x205f, 0x206f,
  0x2800, 0x2800, 0x3000, 0x3000, 0x3164, 0x3164, 0xfe00, 0xfe0f, 0xfeff, 0xfeff, 0xffa0, 0xffa0, 0xfff0, 0xfffd,
  0x110bd, 0x110bd, 0x110cd, 0x110cd, 0x13430, 0x1343f, 0x1bca0, 0x1bca3, 0x1d173, 0x1d17a, 0xe0000, 0xe0fff,
  0xffffffff, 0xffffffff,
])

/** Quotes that programs put around text, and accents typed for them. */
const QUOTES = memory.data<u32>([
  0xab, 0xab, 0xb4, 0xb4, 0xbb, 0xbb, 0x2018, 0x201f, 0x2032, 0x2036, 0x2039, 0x203a, 0x300c, 0x300f, 0xff02, 0xff02,
  0xff07, 0xff07, 0xffffffff, 0xffffffff,
])

function isListed(code: u32, list: usize): bool {
  while (load<u32>(list, 4) < code) list += 8
  return load<u32>(list) <= code && code != 0xffffffff
}

/** The character whose first byte is at `at`. */
function characterAt(at: u32): u32 {
  const byte: u32 = load<u8>(at)
  const second: u32 = load<u8>(at, 1) & 63
  if (byte < 0xe0) return ((byte & 31) << 6) | second
  const third: u32 = load<u8>(at, 2) & 63
  if (byte < 0xf0) return ((byte & 15) << 12) | (second << 6) | third
  return ((byte & 7) << 18) | (second << 12) | (third << 6) | (load<u8>(at, 3) & 63)
}

/**
 * Whether a character stands in [at, end) that no identifier is meant to hold: one nobody sees, a space other than the
 * usual one, or the mark of a lost character. In an e-mail address also a typographic quote.
 */
export function hasHidden(at: u32, end: u32, email: bool): bool {
  for (; at < end; at++) {
    const byte: u32 = load<u8>(at)
    if (byte < 0xc0) continue
    const code = characterAt(at)
    if (isListed(code, HIDDEN) || (email && isListed(code, QUOTES))) return true
  }
  return false
}

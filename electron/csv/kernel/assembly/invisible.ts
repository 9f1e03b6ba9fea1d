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

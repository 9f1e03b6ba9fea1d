const QUOTE = 0x22
const SPACE = 0x20
const COMMA = 0x2c
const SEMICOLON = 0x3b
const PLUS = 0x2b
const MINUS = 0x2d

/** Bytes that may stand in a CSV cell as they stand in a JSON string: all but `"`, `\`, `,`, `;` and controls. */
export const PLAIN = byteTable(
  (byte) => byte >= SPACE && byte !== QUOTE && byte !== 0x5c && byte !== COMMA && byte !== SEMICOLON,
)
/** The same within the quotes of the cell. For spreadsheets what follows a `;` needs a second look. */
export const QUOTED_EXACT = byteTable((byte) => byte >= SPACE && byte !== QUOTE && byte !== 0x5c)
export const QUOTED_GUARDED = byteTable(
  (byte) => byte >= SPACE && byte !== QUOTE && byte !== 0x5c && byte !== SEMICOLON,
)

/** First bytes of a cell that need no second look: no blank, and for spreadsheets nothing that may start a formula. */
export const EASY_EXACT = byteTable((byte) => byte !== SPACE && byte !== 0xef)
export const EASY_GUARDED = byteTable(
  (byte) =>
    byte > SPACE &&
    !'=+-@'.includes(String.fromCharCode(byte)) &&
    (byte < 0x80 || (byte > 0xc2 && (byte < 0xe1 || (byte > 0xe3 && byte !== 0xef)))),
)

/** What a plain or a telephone number is made of, behind its sign. */
const NUMBERISH = byteTable((byte) => '0123456789 ().,-'.includes(String.fromCharCode(byte)))

/** Whether the JSON string at `start` is a number with a sign, which no spreadsheet guard touches. */
export function isSignedNumber(src: Buffer, start: number): boolean {
  const sign = src[start + 1]
  if (sign !== PLUS && sign !== MINUS) return false
  let at = start + 2
  while (NUMBERISH[src[at] ?? 0] === 1) at += 1
  return src[at] === QUOTE && at > start + 2
}

/** Copies bytes as long as they belong to the table; gives how many. */
export function copyWhile(table: Uint8Array, src: Buffer, from: number, out: Buffer, to: number): number {
  let read = from
  let write = to
  let byte = src[read] ?? 0
  while (table[byte] === 1) {
    out[write] = byte
    write += 1
    read += 1
    byte = src[read] ?? 0
  }
  return read - from
}

/** The offset behind the key at `at` if it is the expected one, else -1. In a plain loop: a call out costs more than the bytes. */
export function matchKey(src: Buffer, at: number, expected: Buffer | undefined): number {
  if (expected === undefined) return -1
  for (let index = 0; index < expected.length; index += 1) {
    if (src[at + index] !== expected[index]) return -1
  }
  return at + expected.length
}

function byteTable(belongs: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (belongs(byte) ? 1 : 0))
}

/** Whether these lines of CSV are all the same. Ends at the first that differs, which is mostly the second. */
export function isUniform(csv: Buffer, rows: number): boolean {
  const width = csv.length / rows
  if (!Number.isInteger(width)) return false
  for (let at = width; at < csv.length; at += width) {
    if (csv.compare(csv, at, at + width, 0, width) !== 0) return false
  }
  return true
}

/** Deeper than anything Eloqua sends: its deepest answer is a list of definitions with actions, 5 levels. */
export const MOST_DEPTH = 32
/** A list of 1,000 definitions with 250 fields each has about 300,000 values. */
export const MOST_VALUES = 1_000_000

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c

/**
 * Why this JSON is too large to build objects of it; undefined for one that is not. Looks at the bytes alone, as a body
 * of a few megabytes can become gigabytes of objects. Whether it is JSON at all is not looked at.
 */
export function jsonTooLarge(body: Uint8Array): string | undefined {
  let depth = 0
  let values = 0
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0
    if (byte === QUOTE) at = endOfString(body, at)
    else if (byte === COMMA) values += 1
    else if (isOpening(byte)) {
      depth += 1
      values += 1
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1
    if (depth > MOST_DEPTH) return 'JSON that is nested too deeply'
    if (values > MOST_VALUES) return 'JSON with too many values'
  }
  return undefined
}

function isOpening(byte: number): boolean {
  return byte === 0x5b || byte === 0x7b
}

/** The offset of the closing quote. */
function endOfString(body: Uint8Array, start: number): number {
  let at = start + 1
  while (at < body.length && body[at] !== QUOTE) at += body[at] === BACKSLASH ? 2 : 1
  return at
}

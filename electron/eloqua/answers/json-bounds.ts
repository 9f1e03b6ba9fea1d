/** Deeper than anything Eloqua sends: its deepest answer is a list of definitions with actions, 5 levels. */
const MOST_DEPTH = 32
/** A list of 1,000 definitions with 250 fields each has about 300,000 values. */
const MOST_VALUES = 1_000_000

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d

/** Looks at the bytes of JSON as they come. */
export interface JsonBounds {
  /** Why what has come so far is too large to build objects of it; undefined while it is not. */
  note(chunk: Uint8Array): string | undefined
}

/**
 * Looks at the bytes alone, as a body of a few megabytes can become gigabytes of objects. Whether it is JSON at all is
 * not looked at.
 */
export function createJsonBounds(): JsonBounds {
  let depth = 0
  let values = 0
  let isInString = false
  let isEscaped = false
  return {
    note(chunk) {
      for (const byte of chunk) {
        if (isEscaped) isEscaped = false
        else if (isInString) {
          if (byte === BACKSLASH) isEscaped = true
          else if (byte === QUOTE) isInString = false
        } else if (byte === QUOTE) isInString = true
        else if (byte === COMMA) values += 1
        else if (byte === OPEN_BRACKET || byte === OPEN_BRACE) {
          depth += 1
          values += 1
          if (depth > MOST_DEPTH) return 'JSON that is nested too deeply'
        } else if (byte === CLOSE_BRACKET || byte === CLOSE_BRACE) depth -= 1
      }
      return values > MOST_VALUES ? 'JSON with too many values' : undefined
    },
  }
}

/** As `JsonBounds`, for a body that is there already. */
export function jsonTooLarge(body: Uint8Array): string | undefined {
  return createJsonBounds().note(body)
}

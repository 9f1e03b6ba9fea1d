// JSON read as bytes, without building anything of it.

import { AppError } from '../../../shared/contract/errors.ts'
import { MAX_DATA_LIMIT } from '../../../shared/eloqua/eloqua.ts'
import { eloquaReasons } from '../../../shared/words/reasons.ts'

export const QUOTE = 0x22
const BACKSLASH = 0x5c
export const OPEN_BRACKET = 0x5b
export const CLOSE_BRACKET = 0x5d
export const OPEN_BRACE = 0x7b
export const CLOSE_BRACE = 0x7d
export const COMMA = 0x2c
export const COLON = 0x3a

/** What an answer is that is not one whole JSON object. */
export function notJson(): AppError {
  return new AppError({
    code: 'unexpected-answer',
    message: eloquaReasons.notAPage,
  })
}

/** Wider than any row that Eloqua can hold: 250 fields of at most 32,000 characters, most of them empty. */
export const MOST_ROW_BYTES = 4 * 1024 * 1024
/** An export has at most 250 fields. */
export const MOST_COLUMNS = 2_000

/**
 * Throws for more rows than any page has. A row of two bytes becomes a line with a separator for each column, so that
 * a small answer of many such rows would become a very large file.
 */
export function boundRows(rows: number): void {
  if (rows > MAX_DATA_LIMIT) throw notJson()
}

export function rowTooLarge(): AppError {
  return new AppError({ code: 'too-large', message: eloquaReasons.rowTooLarge })
}

export function tooManyColumns(): AppError {
  return new AppError({ code: 'too-large', message: eloquaReasons.tooManyColumns })
}

/** The offset of the first byte from `from` on that is no white space. */
export function skipBlanks(bytes: Uint8Array, from: number): number {
  let at = from
  for (;;) {
    const byte = bytes[at]
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return at
    at += 1
  }
}

/** The offset behind the string that starts at `from`. */
export function stringEnd(bytes: Uint8Array, from: number): number {
  let at = from + 1
  for (;;) {
    const byte = bytes[at]
    if (byte === QUOTE) return at + 1
    if (byte === undefined) throw notJson()
    at += byte === BACKSLASH ? 2 : 1
  }
}

/** The offset behind the value that starts at `from`. Nesting is counted, not recursed: depth costs nothing. */
export function valueEnd(bytes: Uint8Array, from: number): number {
  const first = bytes[from]
  if (first === QUOTE) return stringEnd(bytes, from)
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return literalEnd(bytes, from)
  let depth = 0
  let at = from
  for (;;) {
    const byte = bytes[at]
    if (byte === undefined) throw notJson()
    if (byte === QUOTE) {
      at = stringEnd(bytes, at)
      continue
    }
    at += 1
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth -= 1
      if (depth === 0) return at
    }
  }
}

/** Numbers, `true`, `false`, `null`: up to whatever ends them. */
export function literalEnd(bytes: Uint8Array, from: number): number {
  let at = from
  for (;;) {
    const byte = bytes[at]
    if (byte === undefined || byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET || byte <= 0x20) break
    at += 1
  }
  if (at === from) throw notJson()
  return at
}

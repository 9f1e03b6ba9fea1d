import { isKnown, readJsonBody } from '../../eloqua/answers/read.ts'
import { isRecord } from '../../platform/is-record.ts'
import {
  boundRows,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  MOST_ROW_BYTES,
  notJson,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  rowTooLarge,
  skipBlanks,
  stringEnd,
  valueEnd,
} from './json-bytes.ts'

/** Where the items of a page lie in its bytes, and what stands around them. */
export interface ItemIndex {
  readonly count: number
  /** Byte offsets of each item; `ends` is exclusive. */
  readonly starts: Uint32Array
  readonly ends: Uint32Array
  /** The rest of the answer: `totalResults`, `count`, `hasMore`, … */
  readonly envelope: Readonly<Record<string, unknown>>
}

/**
 * Finds each item of the top-level `items` array by scanning the bytes, without building an object for any of them.
 * A page may lack `items` (no rows). Throws `unexpected-answer` for anything that is not one whole JSON object.
 */
export function indexItems(bytes: Uint8Array): ItemIndex {
  const items = findItems(bytes)
  if (!items)
    return { count: 0, starts: new Uint32Array(0), ends: new Uint32Array(0), envelope: parseEnvelope(bytes, 0, 0) }
  const { starts, ends, end } = indexArray(bytes, items)
  return {
    count: starts.length,
    starts: Uint32Array.from(starts),
    ends: Uint32Array.from(ends),
    envelope: parseEnvelope(bytes, items, end),
  }
}

/** The offset of the `[` that opens the top-level `items`, if there is one. */
export function findItems(bytes: Uint8Array): number | undefined {
  let at = skipBlanks(bytes, startOf(bytes))
  if (bytes[at] !== OPEN_BRACE) throw notJson()
  at = skipBlanks(bytes, at + 1)
  while (bytes[at] === QUOTE) {
    const keyEnd = stringEnd(bytes, at)
    const isItems = keyEnd - at === 7 && Buffer.from(bytes.buffer, bytes.byteOffset + at + 1, 5).toString() === 'items'
    at = skipBlanks(bytes, keyEnd)
    if (bytes[at] !== COLON) throw notJson()
    at = skipBlanks(bytes, at + 1)
    if (isItems && bytes[at] === OPEN_BRACKET) return at
    at = skipBlanks(bytes, valueEnd(bytes, at))
    if (bytes[at] === COMMA) at = skipBlanks(bytes, at + 1)
  }
  if (bytes[at] !== CLOSE_BRACE) throw notJson()
  return undefined
}

function indexArray(bytes: Uint8Array, open: number): { starts: number[]; ends: number[]; end: number } {
  const starts: number[] = []
  const ends: number[] = []
  let at = skipBlanks(bytes, open + 1)
  while (bytes[at] !== CLOSE_BRACKET) {
    const end = valueEnd(bytes, at)
    if (end - at > MOST_ROW_BYTES) throw rowTooLarge()
    starts.push(at)
    ends.push(end)
    boundRows(starts.length)
    at = skipBlanks(bytes, end)
    if (bytes[at] !== COMMA) break
    at = skipBlanks(bytes, at + 1)
    if (bytes[at] === CLOSE_BRACKET) throw notJson()
  }
  if (bytes[at] !== CLOSE_BRACKET) throw notJson()
  return { starts, ends, end: at + 1 }
}

const MOST_ENVELOPE_BYTES = 64 * 1024

/** The answer with its items cut out is small: it is parsed the ordinary way, which also checks its shape. */
export function parseEnvelope(bytes: Uint8Array, from: number, to: number): Readonly<Record<string, unknown>> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length - (to - from) > MOST_ENVELOPE_BYTES) throw notJson()
  const around = from === 0 ? buffer : Buffer.concat([buffer.subarray(0, from), NULL, buffer.subarray(to)])
  const body = readJsonBody(around)
  if (!isKnown(body) || !isRecord(body.known)) throw notJson()
  return body.known
}

const NULL = Buffer.from('null')

/** Behind a BOM, which some gateways put before JSON. */
function startOf(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
}

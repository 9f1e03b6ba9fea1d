import { isUtf8 } from 'node:buffer'
import {
  Columns,
  closeArray,
  openArray,
  skipEscape,
  skipScalar,
  skipSpace,
  skipString,
  syntax,
  UnreadableRows,
} from './json-rows.ts'

export interface RowFacts {
  readonly names: readonly string[]
  readonly rowCount: number
}

const QUOTE = 0x22

/**
 * The bytes between two string values, such as `,"lastName":"` or `},{"email":"`, once they were read in full: the
 * next row mostly has the same there, and then comparing bytes is enough.
 */
interface Passage {
  readonly bytes: Buffer
  readonly words: Int32Array
  readonly rowsEnded: number
  /** Position in its row of the value that follows. */
  readonly cell: number
}

function wordsOf(bytes: Buffer): Int32Array {
  return Int32Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => bytes.readInt32LE(index * 4))
}

/** True when the four bytes hold a quote, a backslash or a control character (or might: a false alarm costs little). */
function mayEndRun(word: number): boolean {
  const quote = word ^ 0x22222222
  const backslash = word ^ 0x5c5c5c5c
  const ends = ((quote - 0x01010101) & ~quote) | ((backslash - 0x01010101) & ~backslash) | ((word - 0x20202020) & ~word)
  return (ends & 0x80808080) !== 0
}

/** As skipString, four bytes at a time. */
function skipStringFast(bytes: Buffer, view: DataView, from: number): number {
  const last = bytes.length - 4
  let at = from + 1
  for (;;) {
    while (at <= last && !mayEndRun(view.getInt32(at, true))) at += 4
    let byte = bytes[at] ?? 0
    while (byte !== QUOTE && byte !== 0x5c && byte >= 0x20) byte = bytes[++at] ?? 0
    if (byte === QUOTE) return at + 1
    if (byte < 0x20) throw syntax(at)
    at = skipEscape(bytes, at)
  }
}

function isSame(view: DataView, at: number, { bytes, words }: Passage): boolean {
  const { length } = bytes
  if (at + length > view.byteLength) return false
  for (let index = 0; index < words.length; index++) {
    if (view.getInt32(at + index * 4, true) !== words[index]) return false
  }
  for (let index = words.length * 4; index < length; index++)
    if (view.getUint8(at + index) !== bytes[index]) return false
  return true
}

/** Walks from value to value, checking everything between them. */
class Walk {
  readonly columns = new Columns()
  rowCount = 0
  cell = 0
  readonly #bytes: Buffer

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** Where the first value starts; undefined when there is none. */
  first(): number | undefined {
    const at = openArray(this.#bytes)
    return at === undefined ? undefined : this.#object(at)
  }

  /** From behind a value to the start of the next; undefined behind the last. */
  next(from: number): number | undefined {
    const at = skipSpace(this.#bytes, from)
    const byte = this.#bytes[at]
    if (byte === 0x2c) {
      this.cell++
      return this.#key(skipSpace(this.#bytes, at + 1))
    }
    if (byte !== 0x7d) throw syntax(at)
    return this.#endOfObject(at)
  }

  #key(at: number): number {
    if (this.#bytes[at] !== QUOTE) throw syntax(at)
    const to = skipString(this.#bytes, at)
    this.columns.find(this.#bytes, at + 1, to - 1, this.cell)
    const colon = skipSpace(this.#bytes, to)
    if (this.#bytes[colon] !== 0x3a) throw syntax(colon)
    return skipSpace(this.#bytes, colon + 1)
  }

  #object(from: number): number | undefined {
    if (this.#bytes[from] !== 0x7b) {
      const isValue = /^["[\dtfn-]/.test(this.#bytes.toString('latin1', from, from + 1))
      throw isValue ? new UnreadableRows('Rows must be objects', false) : syntax(from)
    }
    const at = skipSpace(this.#bytes, from + 1)
    this.cell = 0
    return this.#bytes[at] === 0x7d ? this.#endOfObject(at) : this.#key(at)
  }

  #endOfObject(brace: number): number | undefined {
    this.rowCount++
    const at = skipSpace(this.#bytes, brace + 1)
    if (this.#bytes[at] === 0x2c) return this.#object(skipSpace(this.#bytes, at + 1))
    if (this.#bytes[at] !== 0x5d) throw syntax(at)
    closeArray(this.#bytes, at)
    return undefined
  }
}

/** Checks an upload's JSON without building its rows, and tells what it holds. Throws UnreadableRows. */
export function scanJsonRows(bytes: Buffer): RowFacts {
  if (!isUtf8(bytes)) throw new UnreadableRows('The body must be UTF-8', true)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const passages: (Passage | undefined)[] = []
  const walk = new Walk(bytes)
  let at = walk.first()
  while (at !== undefined) {
    const isText = bytes[at] === QUOTE
    const to: number = isText ? skipStringFast(bytes, view, at) : skipScalar(bytes, at)
    const { cell, rowCount } = walk
    const known = isText ? passages[cell] : undefined
    if (known && isSame(view, to, known)) {
      walk.rowCount += known.rowsEnded
      walk.cell = known.cell
      at = to + known.bytes.length - 1
      continue
    }
    at = walk.next(to)
    if (isText && at !== undefined && bytes[at] === QUOTE) {
      const between = Buffer.from(bytes.subarray(to, at + 1))
      passages[cell] = { bytes: between, words: wordsOf(between), rowsEnded: walk.rowCount - rowCount, cell: walk.cell }
    }
  }
  return { names: walk.columns.names, rowCount: walk.rowCount }
}

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

/**
 * The top bit of every byte that is a quote, a backslash or a control character. Above the lowest such byte there
 * may be false bits, below it there are none.
 */
function endsIn(word: number): number {
  const quote = word ^ 0x22222222
  const backslash = word ^ 0x5c5c5c5c
  const ends = ((quote - 0x01010101) & ~quote) | ((backslash - 0x01010101) & ~backslash) | ((word - 0x20202020) & ~word)
  return ends & 0x80808080
}

/** As skipString, four bytes at a time; -1 when the string does not end within the first `limit` bytes. */
function skipStringFast(bytes: Buffer, view: DataView, from: number, limit: number): number {
  const last = limit - 4
  let at = from + 1
  while (at <= last) {
    const ends = endsIn(view.getInt32(at, true))
    if (ends === 0) {
      at += 4
      continue
    }
    at += (31 - Math.clz32(ends & -ends)) >> 3
    const byte = bytes[at]
    if (byte === QUOTE) return at + 1
    if (byte !== 0x5c) throw syntax(at)
    at = skipEscape(bytes, at)
  }
  return -1
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

/** A check of an upload's JSON that may start while the upload still arrives. */
export interface JsonScan {
  /** Tells that so many bytes are there: what can be checked of them is checked now. */
  advance(received: number): void
  /** Checks the rest and tells what the rows hold. Throws UnreadableRows. */
  finish(): RowFacts
}

/** Something new is only read where so many bytes follow, unless they are the last. */
const SLACK_BYTES = 8_192

class Scan {
  readonly #bytes: Buffer
  readonly #view: DataView
  readonly #passages: (Passage | undefined)[] = []
  readonly #walk: Walk
  /** Where the next value starts; undefined behind the last. */
  #at: number | undefined = -1

  constructor(bytes: Buffer) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#walk = new Walk(bytes)
  }

  /** Goes on as far as the first `limit` bytes allow. */
  run(limit: number): void {
    const isWhole = limit === this.#bytes.length
    if (this.#at === -1) {
      if (limit < SLACK_BYTES && !isWhole) return
      this.#at = this.#walk.first()
    }
    while (this.#at !== undefined) {
      const from: number = this.#follow(this.#at, limit)
      this.#at = from
      if (from + SLACK_BYTES > limit && !isWhole) return
      if (!this.#step(from)) return
    }
  }

  /** Over all values whose surroundings are known; returns the start of the first that is not followed by anything known. */
  #follow(start: number, limit: number): number {
    const walk = this.#walk
    let from = start
    while (this.#bytes[from] === QUOTE) {
      const to = skipStringFast(this.#bytes, this.#view, from, limit)
      const known = this.#passages[walk.cell]
      if (to < 0 || !known || to + known.bytes.length > limit || !isSame(this.#view, to, known)) break
      walk.rowCount += known.rowsEnded
      walk.cell = known.cell
      from = to + known.bytes.length - 1
    }
    return from
  }

  /** Reads one value and what follows it, and remembers the latter. False behind the last. */
  #step(from: number): boolean {
    const walk = this.#walk
    const isText = this.#bytes[from] === QUOTE
    const to = isText ? skipString(this.#bytes, from) : skipScalar(this.#bytes, from)
    const { cell, rowCount } = walk
    const next = walk.next(to)
    this.#at = next
    if (next === undefined) return false
    if (isText && this.#bytes[next] === QUOTE) {
      const between = Buffer.from(this.#bytes.subarray(to, next + 1))
      const rowsEnded = walk.rowCount - rowCount
      this.#passages[cell] = { bytes: between, words: wordsOf(between), rowsEnded, cell: walk.cell }
    }
    return true
  }

  facts(): RowFacts {
    return { names: this.#walk.columns.names, rowCount: this.#walk.rowCount }
  }
}

/** `bytes` is where the upload will be; only what `advance` told of is read before `finish`. */
export function createJsonScan(bytes: Buffer): JsonScan {
  let scan: Scan | undefined = new Scan(bytes)
  return {
    advance(received) {
      try {
        scan?.run(Math.min(received, bytes.length))
      } catch {
        // Malformed, or cut at an unlucky place: the whole will tell.
        scan = undefined
      }
    },
    finish() {
      if (!isUtf8(bytes)) throw new UnreadableRows('The body must be UTF-8', true)
      const whole = scan ?? new Scan(bytes)
      whole.run(bytes.length)
      return whole.facts()
    },
  }
}

/** Checks an upload's JSON without building its rows, and tells what it holds. Throws UnreadableRows. */
export function scanJsonRows(bytes: Buffer): RowFacts {
  return createJsonScan(bytes).finish()
}

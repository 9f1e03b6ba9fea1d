import { isUtf8 } from 'node:buffer'
import type { JsonKernel, Standing } from './json-kernel.ts'
import {
  Columns,
  closeArray,
  openArray,
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

/** Walks from value to value, checking everything between them. */
class Walk implements Standing {
  readonly columns = new Columns()
  at = 0
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
  readonly #kernel: JsonKernel | undefined
  readonly #walk: Walk
  /** Where the next value starts; undefined behind the last. */
  #at: number | undefined = -1

  constructor(bytes: Buffer, kernel: JsonKernel | undefined) {
    this.#bytes = bytes
    this.#kernel = kernel
    this.#walk = new Walk(bytes)
    kernel?.reset()
  }

  /** Goes on as far as the first `limit` bytes allow. Throws as well when it read what is not there yet. */
  run(limit: number): void {
    if (this.#at === -1) {
      if (!this.#isThere(0, limit)) return
      this.#at = this.#walk.first()
      this.#requireArrived(limit)
    }
    while (this.#at !== undefined) {
      const from: number = this.#follow(this.#at, limit)
      this.#at = from
      if (!this.#isThere(from, limit) || !this.#step(from, limit)) return
    }
  }

  #isThere(at: number, limit: number): boolean {
    return at + SLACK_BYTES <= limit || limit === this.#bytes.length
  }

  #requireArrived(limit: number): void {
    if (limit < this.#bytes.length && (this.#at === undefined || this.#at >= limit)) throw syntax(limit)
  }

  /** Over all values whose surroundings are known; returns the start of the first that is not followed by anything known. */
  #follow(start: number, limit: number): number {
    this.#walk.at = start
    this.#kernel?.follow(this.#walk, limit)
    return this.#walk.at
  }

  /** Reads one value and what follows it, and remembers the latter. False behind the last, and where more must arrive first. */
  #step(from: number, limit: number): boolean {
    const walk = this.#walk
    const isText = this.#bytes[from] === QUOTE
    const to = isText ? skipString(this.#bytes, from) : skipScalar(this.#bytes, from)
    if (!this.#isThere(to, limit)) return false
    const { cell, rowCount } = walk
    const next = walk.next(to)
    this.#at = next
    this.#requireArrived(limit)
    if (next === undefined) return false
    if (isText && this.#bytes[next] === QUOTE) {
      this.#kernel?.learn(cell, this.#bytes.subarray(to, next + 1), walk.rowCount - rowCount, walk.cell)
    }
    return true
  }

  facts(): RowFacts {
    return { names: this.#walk.columns.names, rowCount: this.#walk.rowCount }
  }
}

/** `bytes` is where the upload will be, in the kernel's memory if there is one; only what `advance` told of counts before `finish`. */
export function createJsonScan(bytes: Buffer, kernel?: JsonKernel): JsonScan {
  let scan: Scan | undefined = new Scan(bytes, kernel)
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
      const whole = scan ?? new Scan(bytes, kernel)
      whole.run(bytes.length)
      return whole.facts()
    },
  }
}

/** Checks an upload's JSON without building its rows, and tells what it holds. Throws UnreadableRows. */
export function scanJsonRows(bytes: Buffer): RowFacts {
  return createJsonScan(bytes).finish()
}

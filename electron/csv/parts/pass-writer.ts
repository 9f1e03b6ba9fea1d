import type { PartsRequest } from '../engine.ts'
import { countOf, RECORD_FLAGS } from '../kernel/kernel.ts'
import type { RecordReader } from '../read/record-reader.ts'
import type { BodyWriter, Written } from './body-writer.ts'

/**
 * Whether rows can be sent as they stand in the file: CSV, commas, every column feeding the field of its own name, in
 * the file's order. (The text is UTF-8 by the time rows are cut, whatever the file's encoding.)
 */
export function canPass(
  request: Pick<PartsRequest, 'body' | 'reading' | 'mapping'>,
  headers: readonly string[],
): boolean {
  const { body, reading, mapping } = request
  if (body !== 'csv' || reading.delimiter !== ',' || mapping.fields.length !== headers.length) return false
  return mapping.fields.every(
    ({ field, source }, i) => source.from === 'column' && source.column === i && headers[i] === field,
  )
}

const LF = 0x0a
/** Rows that are sent, but not as they stand. */
const REWRITTEN = RECORD_FLAGS.strayQuote | RECORD_FLAGS.unevenTail
const NO_BYTES = new Uint8Array(0)

/** The line end of bodies made from this file: its own, so that rows can be passed on with theirs. */
export function lineEndOf(reader: RecordReader): '\n' | '\r\n' {
  return countOf(reader.kernel.call.endsCrlf) > 0 ? '\r\n' : '\n'
}

/** Hands on runs of good rows without touching their bytes; rows a server might read differently are rewritten. */
export class PassWriter {
  readonly #reader: RecordReader
  readonly #heldMask: number
  readonly #rewriter: BodyWriter
  readonly #lineEndBytes: number

  constructor(reader: RecordReader, heldMask: number, rewriter: BodyWriter) {
    this.#reader = reader
    this.#heldMask = heldMask
    this.#rewriter = rewriter
    this.#lineEndBytes = lineEndOf(reader).length
  }

  write(from: number, to: number, room: number, isFirst: boolean): Written {
    const reader = this.#reader
    let first = from
    while (first < to && reader.flags(first) & this.#heldMask) first += 1
    if (first === to) return nothing(to)
    if (!this.#isPassable(first)) return this.#rewriter.write(first, first + 1, room, isFirst)
    return this.#passRun(first, to, room)
  }

  /** A stray quote, more or fewer blank cells than the header has, and a line end unlike the header's or missing, is put right. */
  #isPassable(record: number): boolean {
    const reader = this.#reader
    if (reader.flags(record) & REWRITTEN) return false
    const after = reader.after(record)
    return after - reader.end(record) === this.#lineEndBytes && reader.kernel.bytes[after - 1] === LF
  }

  #passRun(first: number, to: number, room: number): Written {
    const reader = this.#reader
    const start = reader.start(first)
    const mask = this.#heldMask | REWRITTEN
    const next = reader.kernel.call.runEnd(first, to, mask, this.#lineEndBytes, Math.max(0, room))
    const end = next > first ? reader.after(next - 1) : start
    const isFull = next < to && end - start + reader.after(next) - reader.start(next) > room
    return {
      next,
      rows: next - first,
      firstRecord: first,
      lastRecord: next - 1,
      bytes: reader.kernel.bytes.subarray(start, end),
      isFull: isFull && (reader.flags(next) & mask) === 0,
    }
  }
}

function nothing(next: number): Written {
  return { next, rows: 0, firstRecord: 0, lastRecord: 0, bytes: NO_BYTES, isFull: false }
}

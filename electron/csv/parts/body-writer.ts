import type { Mapping } from '../../../shared/csv/csv.ts'
import type { PartsRequest } from '../engine.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { MAX_ROW_BYTES } from '../limits.ts'

/** The fixed bytes of a body and of its rows: what stands between the cells. */
export interface BodyShape {
  /** Before the first row: the CSV header line, or `[`. */
  readonly head: Uint8Array
  /** After the last row: nothing, or `]`. */
  readonly tail: Uint8Array
  /** Texts before each column's cell, in order; the last stands after all. */
  readonly segments: readonly { readonly text: string; readonly column: number }[]
}

const ENCODER = new TextEncoder()

/** A cell as CSV has it: in quotes only when it must be. */
function quoteCsv(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Glues fixed texts together and cuts them at the columns. */
function cutSegments(pieces: readonly (string | number)[]): BodyShape['segments'] {
  const segments: { text: string; column: number }[] = []
  let text = ''
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece
    else {
      segments.push({ text, column: piece })
      text = ''
    }
  }
  return [...segments, { text, column: -1 }]
}

function shapeJson(mapping: Mapping): BodyShape {
  const pieces: (string | number)[] = ['{']
  mapping.fields.forEach(({ field, source }, i) => {
    pieces.push(`${i === 0 ? '' : ','}${JSON.stringify(field)}:`)
    if (source.from === 'constant') pieces.push(JSON.stringify(source.value))
    else pieces.push('"', source.column, '"')
  })
  return { head: ENCODER.encode('['), tail: ENCODER.encode(']'), segments: cutSegments([...pieces, '}']) }
}

function shapeCsv(mapping: Mapping, lineEnd: string): BodyShape {
  const pieces: (string | number)[] = []
  mapping.fields.forEach(({ source }, i) => {
    if (i > 0) pieces.push(',')
    pieces.push(source.from === 'constant' ? quoteCsv(source.value) : source.column)
  })
  const header = `${mapping.fields.map(({ field }) => quoteCsv(field)).join(',')}${lineEnd}`
  return { head: ENCODER.encode(header), tail: new Uint8Array(0), segments: cutSegments([...pieces, lineEnd]) }
}

/** `lineEnd`: of CSV lines, the same throughout a body. */
export function shapeBody(request: Pick<PartsRequest, 'body' | 'mapping'>, lineEnd: '\n' | '\r\n'): BodyShape {
  return request.body === 'json' ? shapeJson(request.mapping) : shapeCsv(request.mapping, lineEnd)
}

/** Once so many bytes are written they are handed on: little enough to stay in the processor's cache. */
const SOFT_BYTES = 256 * 1024
/**
 * The cells of a row that may be sent take `MAX_ROW_BYTES`, each counted as often as it is sent; escaping at most doubles
 * them, because control characters, which take six bytes, are held back.
 */
const ROW_ROOM = MAX_ROW_BYTES * 2
/** What a cell of CSV may take beside its escaped text. */
const QUOTES_BYTES = 2

export interface Written {
  /** The record to go on with. */
  readonly next: number
  /** Good rows written. */
  readonly rows: number
  readonly firstRecord: number
  readonly lastRecord: number
  /** The bytes, in the kernel's memory: valid until the next call. */
  readonly bytes: Uint8Array
  /** The next record did not fit. */
  readonly isFull: boolean
}

/** Writes records as the rows of a body, in the kernel. */
export class BodyWriter {
  readonly #kernel: Kernel
  readonly #outAt: number
  readonly #isJson: number
  readonly #heldMask: number

  constructor(kernel: Kernel, shape: BodyShape, body: 'csv' | 'json', heldMask: number) {
    const texts = shape.segments.map(({ text }) => ENCODER.encode(text))
    const fixed = texts.reduce((sum, text) => sum + text.length, 0)
    this.#kernel = kernel
    this.#isJson = body === 'json' ? 1 : 0
    this.#heldMask = heldMask
    const table = kernel.allocate(texts.length * 12)
    const addresses = texts.map((text) => {
      const at = kernel.allocate(text.length)
      kernel.bytes.set(text, at)
      return at
    })
    this.#outAt = kernel.allocateBuffer(SOFT_BYTES + ROW_ROOM + fixed + texts.length * QUOTES_BYTES)
    shape.segments.forEach(({ column }, i) => {
      kernel.words.set([addresses[i] ?? 0, texts[i]?.length ?? 0, column >>> 0], (table >> 2) + i * 3)
    })
    kernel.call.setSegments(table, texts.length)
  }

  /** Writes records [from, to) as far as `room` bytes reach. */
  write(from: number, to: number, room: number, isFirst: boolean): Written {
    const { call } = this.#kernel
    const at = this.#outAt
    call.setOut(at)
    const limit = Math.min(at + room, 0xffffffff)
    const next = call.writeRecords(from, to, this.#heldMask, this.#isJson, limit, at + SOFT_BYTES, isFirst ? 1 : 0)
    return {
      next,
      rows: Number(call.written.value),
      firstRecord: Number(call.firstWritten.value),
      lastRecord: Number(call.lastWritten.value),
      bytes: this.#kernel.bytes.subarray(at, Number(call.outAt.value)),
      isFull: call.full.value === 1,
    }
  }
}

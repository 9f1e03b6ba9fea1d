import type { Encoding, Reading } from '../../../shared/csv/csv.ts'
import { countOf, type Kernel } from '../kernel/kernel.ts'
import { BLOCK_BYTES } from '../limits.ts'
import { closingMarkBytes, isAsciiUpTo } from './file-end.ts'
import { transcoderFor } from './legacy-encodings.ts'
import { filtersQuotes, KEPT_ROOM, QuoteFilter } from './quote-filter.ts'
import type { RawBytes } from './raw-bytes.ts'
import type { ByteFault, OnFault, Transcoder } from './transcode.ts'

const LF = 0x0a
const CR = 0x0d

/** Room a `fill` may need: one block, each byte of which may become three. */
export const FILL_ROOM = BLOCK_BYTES * 3 + KEPT_ROOM

const UTF8_BOM = [0xef, 0xbb, 0xbf]
const BOM_BYTES: Readonly<Partial<Record<Encoding, readonly number[]>>> = {
  'utf-8': UTF8_BOM,
  'utf-16le': [0xff, 0xfe],
  'utf-16be': [0xfe, 0xff],
}

export interface SourceOptions {
  /** Sees every raw byte once, in order. */
  readonly onBytes?: (bytes: Uint8Array) => void
  /** The end is a cut of ours, which may halve a character. */
  readonly lenientEnd?: boolean
  /** Known to be text: UTF-8 is not validated. */
  readonly isSound?: boolean
}

/**
 * A file's text as UTF-8 in the kernel's memory, block by block: decoded, checked, without its byte order mark, the lines
 * above its header and its closing Ctrl-Z, and with quotes as the reading has them.
 */
export class ByteSource {
  /** The first places of each kind of fault; `countFaults` tells how many there are. */
  readonly faults: ByteFault[] = []
  readonly #faultCounts: Record<ByteFault['kind'], number> = { 'bad-encoding': 0, 'nul-byte': 0, 'cut-character': 0 }
  /** The file is closed by a Ctrl-Z, which is left out. */
  readonly hasCtrlZ: boolean
  /** The character the file ends in may be a whole one of an encoding of one byte a character: known once all is read. */
  mayEndWhole = false
  readonly raw: RawBytes
  readonly #kernel: Kernel
  readonly #onBytes: (bytes: Uint8Array) => void
  readonly #transcoder: Transcoder | undefined
  readonly #buffer: Uint8Array | undefined
  readonly #lenientEnd: boolean
  readonly #isSound: boolean
  /** Bytes of the file that are text. */
  readonly #size: number
  #offset = 0
  /** Lines above the header that are still to be left out. */
  #above: number
  readonly #filter: QuoteFilter | undefined
  #started = false

  constructor(raw: RawBytes, kernel: Kernel, reading: Reading, options: SourceOptions = {}) {
    this.raw = raw
    this.#kernel = kernel
    this.#above = linesAbove(reading)
    this.#filter = filtersQuotes(reading) ? new QuoteFilter(reading) : undefined
    this.#onBytes = options.onBytes ?? (() => {})
    this.#lenientEnd = options.lenientEnd ?? false
    this.#isSound = options.isSound ?? false
    const mark = this.#lenientEnd ? 0 : closingMarkBytes(raw, reading.encoding)
    this.hasCtrlZ = mark > 0
    this.#size = raw.size - mark
    const onFault: OnFault = (fault) => this.#note(fault)
    this.#transcoder = transcoderFor(reading.encoding, onFault)
    this.#buffer = this.#transcoder ? new Uint8Array(BLOCK_BYTES) : undefined
    kernel.call.resetValidation()
  }

  /** How many faults of a kind there are so far. */
  countFaults(kind: ByteFault['kind']): number {
    const { badBytes, nulBytes } = this.#kernel.call
    if (this.#transcoder || kind === 'cut-character') return this.#faultCounts[kind]
    return countOf(kind === 'nul-byte' ? nulBytes : badBytes)
  }

  get bytesRead(): number {
    return this.#offset
  }

  get isDone(): boolean {
    return this.#offset >= this.#size
  }

  /** Adds the next block at `at`; the address it ends at. Needs `FILL_ROOM` bytes there. */
  fill(at: number): number {
    const start = this.#offset
    const known = this.faults.length
    let end = this.#transcoder ? this.#fillTranscoded(at, this.#transcoder) : this.#fillDirect(at)
    if (!this.#started) {
      this.#started = true
      if (start === 0 && this.#startsWithBom(at)) end = this.#drop(at, UTF8_BOM.length, end, known)
    }
    if (this.#above > 0) end = this.#drop(at, this.#bytesAbove(at, end), end, known)
    return this.#filter ? this.#filterQuotes(this.#filter, at, end, known) : end
  }

  #fillDirect(at: number): number {
    const start = this.#offset
    const into = this.#kernel.bytes.subarray(at, at + BLOCK_BYTES)
    const count = this.#advance(into)
    this.#onBytes(into.subarray(0, count))
    if (!this.#isSound) this.#validate(at, at + count, start)
    return at + count
  }

  #fillTranscoded(at: number, transcoder: Transcoder): number {
    const start = this.#offset
    const buffer = this.#buffer ?? new Uint8Array(0)
    const count = this.#advance(buffer)
    const input = buffer.subarray(0, count)
    this.#onBytes(input)
    const end = transcoder.write(input, start, this.#kernel.bytes, at)
    if (this.isDone && !this.#lenientEnd) transcoder.end(this.#offset, end)
    return end
  }

  #advance(into: Uint8Array): number {
    const room = Math.min(into.length, this.#size - this.#offset)
    const count = this.raw.read(into.subarray(0, room), this.#offset)
    // A file that ends early was cut under our hands; whoever opened it compares its stamp at the end.
    this.#offset = count === 0 ? this.#size : this.#offset + count
    return count
  }

  #validate(from: number, end: number, offset: number): void {
    const { call } = this.#kernel
    let at = from
    while (true) {
      at = call.validate(at, end)
      if (call.found.value === 0) break
      const before = call.foundBefore.value as number
      const kind = call.found.value === 2 ? 'nul-byte' : 'bad-encoding'
      this.#note({ kind, byte: offset + at - from - before, at })
      at = call.resume(at)
    }
    const cut = this.isDone && !this.#lenientEnd ? call.unfinishedBytes() : 0
    if (cut === 0) return
    const byte = this.#offset - cut
    this.#note({ kind: 'cut-character', byte, at: end })
    this.mayEndWhole = cut === 1 && (countOf(call.badBytes) > 0 || isAsciiUpTo(this.raw, byte))
  }

  #note(fault: ByteFault): void {
    this.#faultCounts[fault.kind] += 1
    if (this.#faultCounts[fault.kind] <= 5) this.faults.push(fault)
  }

  #startsWithBom(at: number): boolean {
    return UTF8_BOM.every((byte, i) => this.#kernel.bytes[at + i] === byte)
  }

  /** Bytes of the lines above the header among those at `at`. */
  #bytesAbove(at: number, end: number): number {
    const { bytes } = this.#kernel
    let next = at
    while (next < end && this.#above > 0) {
      const byte = bytes[next]
      next += 1
      if (byte !== LF && byte !== CR) continue
      if (byte === CR && next < end && bytes[next] === LF) next += 1
      this.#above -= 1
    }
    return next - at
  }

  /** Rewrites the bytes at `at`; the places of faults among them move along. */
  #filterQuotes(filter: QuoteFilter, at: number, end: number, known: number): number {
    const { bytes } = this.#kernel
    const input = bytes.slice(at, end)
    const later = this.faults.splice(known)
    let to = at
    let from = 0
    for (const fault of later) {
      to = filter.write(input.subarray(from, fault.at - at), bytes, to)
      from = fault.at - at
      this.faults.push({ ...fault, at: to })
    }
    to = filter.write(input.subarray(from), bytes, to)
    return this.isDone ? filter.end(bytes, to) : to
  }

  /** Takes the first `count` bytes out of those at `at`; what was found in them since the first `known` faults moves along. */
  #drop(at: number, count: number, end: number, known: number): number {
    this.#kernel.bytes.copyWithin(at, at + count, end)
    const later = this.faults.splice(known)
    this.faults.push(...later.map((fault) => ({ ...fault, at: Math.max(at, fault.at - count) })))
    return end - count
  }
}

function linesAbove({ headerLine, hasSepLine }: Reading): number {
  return headerLine === undefined ? Number(hasSepLine) : headerLine - 1
}

/** How a file of this encoding begins when it is marked; empty when it has no mark. */
export function bomOf(encoding: Encoding): readonly number[] {
  return BOM_BYTES[encoding] ?? []
}

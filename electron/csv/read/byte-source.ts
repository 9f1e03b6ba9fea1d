import type { Encoding, Reading } from '../../../shared/csv/csv.ts'
import { countOf, type Kernel } from '../kernel/kernel.ts'
import { BLOCK_BYTES } from '../limits.ts'
import { closingMarkBytes, isAsciiUpTo } from './file-end.ts'
import type { RawBytes } from './raw-bytes.ts'
import { type ByteFault, createUtf16, createWindows1252, type OnFault, type Transcoder } from './transcode.ts'

/** Room a `fill` may need: one block, each byte of which may become three. */
export const FILL_ROOM = BLOCK_BYTES * 3

const BOM_BYTES: Readonly<Record<Encoding, readonly number[]>> = {
  'utf-8': [0xef, 0xbb, 0xbf],
  'utf-16le': [0xff, 0xfe],
  'utf-16be': [0xfe, 0xff],
  'windows-1252': [],
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
 * A file's text as UTF-8 in the kernel's memory, block by block: decoded, checked, without its byte order mark, `sep=`
 * line and closing Ctrl-Z.
 */
export class ByteSource {
  /** The first places of each kind of fault; `countFaults` tells how many there are. */
  readonly faults: ByteFault[] = []
  readonly #faultCounts: Record<ByteFault['kind'], number> = { 'bad-encoding': 0, 'nul-byte': 0, 'cut-character': 0 }
  /** The file is closed by a Ctrl-Z, which is left out. */
  readonly hasCtrlZ: boolean
  /** The character the file ends in may be a whole one of Windows-1252: known once all is read. */
  mayEndInWindows1252 = false
  readonly #raw: RawBytes
  readonly #kernel: Kernel
  readonly #onBytes: (bytes: Uint8Array) => void
  readonly #transcoder: Transcoder | undefined
  readonly #buffer: Uint8Array | undefined
  readonly #lenientEnd: boolean
  readonly #isSound: boolean
  /** Bytes of the file that are text. */
  readonly #size: number
  #offset = 0
  #sepPending: boolean
  #started = false

  constructor(raw: RawBytes, kernel: Kernel, reading: Reading, options: SourceOptions = {}) {
    this.#raw = raw
    this.#kernel = kernel
    this.#sepPending = reading.hasSepLine
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
      if (start === 0 && this.#startsWithBom(at)) end = this.#drop(at, BOM_BYTES['utf-8'].length, end, known)
    }
    if (this.#sepPending) end = this.#drop(at, this.#sepLineBytes(at, end), end, known)
    this.#sepPending = false
    return end
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
    const count = this.#raw.read(into.subarray(0, room), this.#offset)
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
    this.mayEndInWindows1252 = cut === 1 && (countOf(call.badBytes) > 0 || isAsciiUpTo(this.#raw, byte))
  }

  #note(fault: ByteFault): void {
    this.#faultCounts[fault.kind] += 1
    if (this.#faultCounts[fault.kind] <= 5) this.faults.push(fault)
  }

  #startsWithBom(at: number): boolean {
    return BOM_BYTES['utf-8'].every((byte, i) => this.#kernel.bytes[at + i] === byte)
  }

  #sepLineBytes(at: number, end: number): number {
    const { bytes } = this.#kernel
    let next = at
    while (next < end && bytes[next] !== 0x0a && bytes[next] !== 0x0d) next += 1
    if (next + 1 < end && bytes[next] === 0x0d && bytes[next + 1] === 0x0a) next += 1
    return Math.min(next + 1, end) - at
  }

  /** Takes the first `count` bytes out of those at `at`; what was found in them since the first `known` faults moves along. */
  #drop(at: number, count: number, end: number, known: number): number {
    this.#kernel.bytes.copyWithin(at, at + count, end)
    const later = this.faults.splice(known)
    this.faults.push(...later.map((fault) => ({ ...fault, at: Math.max(at, fault.at - count) })))
    return end - count
  }
}

function transcoderFor(encoding: Encoding, onFault: OnFault): Transcoder | undefined {
  if (encoding === 'windows-1252') return createWindows1252(onFault)
  if (encoding === 'utf-8') return undefined
  return createUtf16(encoding === 'utf-16be', onFault)
}

/** How a file of this encoding begins when it is marked; empty when it has no mark. */
export function bomOf(encoding: Encoding): readonly number[] {
  return BOM_BYTES[encoding]
}

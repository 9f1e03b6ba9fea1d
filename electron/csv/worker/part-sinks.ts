import { createHash } from 'node:crypto'
import type { PartSink } from '../parts/parts.ts'

/** Bodies start small, and grow up to their limit. */
const FIRST_BYTES = 1024 * 1024

/** Buffers of sent bodies, used again: allocating 20 MB each time leaves the memory to the garbage collector's mood. */
export class BodyPool {
  readonly #free: ArrayBuffer[] = []

  take(): ArrayBuffer {
    return this.#free.pop() ?? new ArrayBuffer(FIRST_BYTES)
  }

  empty(): void {
    this.#free.length = 0
  }

  give(buffer: ArrayBuffer): void {
    if (this.#free.length === 0) this.#free.push(buffer)
  }
}

/** Keeps a part's bytes. */
export class BodySink implements PartSink {
  #bytes: Uint8Array<ArrayBuffer>
  #length = 0
  readonly #maxBytes: number

  constructor(pool: BodyPool, maxBytes: number) {
    this.#bytes = new Uint8Array(pool.take())
    this.#maxBytes = maxBytes
  }

  append(bytes: Uint8Array): void {
    const length = this.#length + bytes.length
    if (length > this.#bytes.length) this.#grow(length)
    this.#bytes.set(bytes, this.#length)
    this.#length = length
  }

  /** The buffer, to be given away; its first `length` bytes are the body. */
  take(): { readonly buffer: ArrayBuffer; readonly length: number } {
    return { buffer: this.#bytes.buffer, length: this.#length }
  }

  #grow(length: number): void {
    const capacity = Math.max(length, Math.min(this.#bytes.length * 2, this.#maxBytes))
    this.#bytes = new Uint8Array(this.#bytes.buffer.transfer(capacity))
  }
}

/** Forgets a part's bytes. */
export class NoSink implements PartSink {
  append(): void {}
}

/** Hashes a part's bytes, and keeps only its first ones. */
export class PlanSink implements PartSink {
  readonly #hash = createHash('sha256')
  readonly #head: Uint8Array
  #length = 0

  constructor(keepBytes: number) {
    this.#head = new Uint8Array(keepBytes)
  }

  append(bytes: Uint8Array): void {
    this.#hash.update(bytes)
    const room = this.#head.length - this.#length
    if (room === 0) return
    const kept = bytes.subarray(0, room)
    this.#head.set(kept, this.#length)
    this.#length += kept.length
  }

  /** SHA-256 of the whole part, hex. */
  digest(): string {
    return this.#hash.digest('hex')
  }

  /** The first `characters` characters of the part, never half of one. */
  text(characters: number): string {
    // What the end of the kept bytes halves is dropped: a stream decoder waits for the rest.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.#head.subarray(0, this.#length), {
      stream: true,
    })
    return text.slice(0, characters).replace(/[\ud800-\udbff]$/, '')
  }
}

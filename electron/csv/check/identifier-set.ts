import type { Kernel } from '../kernel/kernel.ts'
import { MAX_BATCH } from '../read/record-table.ts'

const SLOT_BYTES = 8
const MIN_SLOTS = 4096
/** 128 MB: with it the whole app stays under 300 MB. */
const MAX_SLOTS = 2 ** 24
const FULLNESS = 0.75

/**
 * The identifiers met so far, as 64-bit hashes: two different ones among ten million share a hash with a chance of
 * three in a million. Exact up to twelve million different ones; later repeats are not looked for, and `isComplete`
 * says so.
 */
export class IdentifierSet {
  readonly #kernel: Kernel
  readonly #hashesAt: number
  #at: number
  #slots: number
  #count = 0
  #isComplete = true

  /** `expected`: about how many there will be, so that the set seldom has to grow. */
  constructor(kernel: Kernel, expected: number) {
    this.#kernel = kernel
    this.#hashesAt = kernel.allocateBuffer(MAX_BATCH * SLOT_BYTES)
    this.#slots = Math.min(MAX_SLOTS, Math.max(MIN_SLOTS, 2 ** Math.ceil(Math.log2(Math.max(1, expected / FULLNESS)))))
    this.#at = kernel.allocate(this.#slots * SLOT_BYTES)
  }

  get count(): number {
    return this.#count
  }

  get isComplete(): boolean {
    return this.#isComplete
  }

  /** Adds the identifiers of the batch's good rows; the kernel notes those met before. */
  add(column: number, records: number, isEmail: boolean): void {
    if (!this.#isComplete || !this.#makeRoom(records)) return
    const { call } = this.#kernel
    this.#count += call.countIdentifiers(column, records, isEmail ? 1 : 0, this.#at, this.#slots - 1, this.#hashesAt)
  }

  #makeRoom(records: number): boolean {
    while (this.#count + records > this.#slots * FULLNESS) {
      if (this.#slots >= MAX_SLOTS) {
        this.#isComplete = false
        return false
      }
      const next = this.#kernel.allocate(this.#slots * 2 * SLOT_BYTES)
      this.#kernel.call.copySet(this.#at, this.#slots - 1, next, this.#slots * 2 - 1)
      this.#at = next
      this.#slots *= 2
    }
    return true
  }
}

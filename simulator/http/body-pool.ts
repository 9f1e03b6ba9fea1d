import { createJsonKernel, type JsonKernel } from '../uploads/json-kernel.ts'

const CLASS_BYTES = 4_000_000
const MOST_KEPT = 6
/** Smaller bodies are cheap to allocate, and to read. */
export const LEAST_POOLED = 1_000_000

/**
 * Memory of large bodies, used again and again: each new block of that size would make the collector run, and be
 * cleared page by page, which takes longer than receiving or filling it does.
 */
export interface BodyPool {
  /** Room for so many bytes, with anything in it. */
  take(bytes: number): Buffer
  /** Gives back what `take` returned, or a part of it. Nobody may read it any more. */
  give(body: Buffer): void
  /** What reads JSON fast in the memory that `take` returned, or a part of it from its beginning; undefined for small bodies. */
  kernelOf(body: Buffer): JsonKernel | undefined
}

export function createBodyPool(): BodyPool {
  const free: JsonKernel[] = []
  const lent = new WeakMap<ArrayBufferLike, JsonKernel>()
  return {
    take(bytes) {
      if (bytes < LEAST_POOLED) return Buffer.allocUnsafe(bytes)
      const size = Math.ceil(bytes / CLASS_BYTES) * CLASS_BYTES
      const index = free.findIndex((block) => block.bytes.length === size)
      const block = free.splice(index, index < 0 ? 0 : 1)[0] ?? createJsonKernel(size)
      lent.set(block.bytes.buffer, block)
      return block.bytes.subarray(0, bytes)
    },
    give({ buffer }) {
      const block = lent.get(buffer)
      lent.delete(buffer)
      if (block && free.length < MOST_KEPT) free.push(block)
    },
    kernelOf: ({ buffer }) => lent.get(buffer),
  }
}

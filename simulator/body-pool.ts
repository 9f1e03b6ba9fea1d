const CLASS_BYTES = 4_000_000
const MOST_KEPT = 6
/** Smaller bodies are cheap to allocate. */
const LEAST_POOLED = 1_000_000

/**
 * Memory of large request bodies, used again and again: each new block of that size would make the collector run,
 * which takes longer than receiving the body does.
 */
export interface BodyPool {
  /** Room for so many bytes, with anything in it. */
  take(bytes: number): Buffer
  /** Gives back what `take` returned, or a part of it. Nobody may read it any more. */
  give(body: Buffer): void
}

export function createBodyPool(): BodyPool {
  const free: ArrayBuffer[] = []
  const lent = new WeakSet<ArrayBufferLike>()
  return {
    take(bytes) {
      if (bytes < LEAST_POOLED) return Buffer.allocUnsafe(bytes)
      const size = Math.ceil(bytes / CLASS_BYTES) * CLASS_BYTES
      const index = free.findIndex((block) => block.byteLength === size)
      const block = free.splice(index, index < 0 ? 0 : 1)[0] ?? new ArrayBuffer(size)
      lent.add(block)
      return Buffer.from(block, 0, bytes)
    },
    give({ buffer }) {
      if (!lent.delete(buffer) || free.length >= MOST_KEPT) return
      free.push(buffer as ArrayBuffer)
    },
  }
}

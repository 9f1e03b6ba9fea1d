/** Rows of a block as bytes in one format, and where each row ends. */
export interface CachedBlock {
  readonly bytes: Uint8Array
  readonly ends: Uint32Array
}

/**
 * The blocks of frozen exports that were written or read last. What SQLite hands out is new memory each time, and
 * the collector's work for it takes longer than sending the page does.
 */
export interface BlockCache {
  get(key: string): CachedBlock | undefined
  set(key: string, block: CachedBlock): void
}

export function createBlockCache(mostBytes: number): BlockCache {
  const blocks = new Map<string, CachedBlock>()
  let bytes = 0
  const remove = (key: string): void => {
    bytes -= blocks.get(key)?.bytes.length ?? 0
    blocks.delete(key)
  }
  return {
    get(key) {
      const found = blocks.get(key)
      if (!found) return undefined
      // A map keeps the order of insertion: what was used last goes to its end.
      blocks.delete(key)
      blocks.set(key, found)
      return found
    },
    set(key, block) {
      remove(key)
      blocks.set(key, block)
      bytes += block.bytes.length
      for (const oldest of blocks.keys()) {
        if (bytes <= mostBytes) return
        remove(oldest)
      }
    },
  }
}

/** Rows of a block as bytes in one format, and where each row ends. */
export interface CachedBlock {
  readonly bytes: Uint8Array
  readonly ends: Uint32Array
}

/**
 * Blocks of frozen exports: those written last, and of those read what there is room for, so that paging through an
 * export larger than the cache still finds a part of it there. What SQLite hands out is new memory each time, and
 * the collector's work for it takes longer than sending the page does.
 */
export interface BlockCache {
  get(key: string): CachedBlock | undefined
  /** Keeps a block in the place of the oldest ones. */
  set(key: string, block: CachedBlock): void
  /** Keeps a block if there is room. */
  offer(key: string, block: CachedBlock): void
  /** Forgets every block whose key begins like this. */
  forget(prefix: string): void
}

export function createBlockCache(mostBytes: number): BlockCache {
  const blocks = new Map<string, CachedBlock>()
  let bytes = 0
  const add = (key: string, block: CachedBlock): void => {
    blocks.set(key, block)
    bytes += block.bytes.length
  }
  const remove = (key: string): void => {
    bytes -= blocks.get(key)?.bytes.length ?? 0
    blocks.delete(key)
  }
  return {
    get: (key) => blocks.get(key),
    set(key, block) {
      add(key, block)
      // A map keeps the order of insertion.
      for (const oldest of blocks.keys()) {
        if (bytes <= mostBytes) return
        remove(oldest)
      }
    },
    offer(key, block) {
      if (bytes + block.bytes.length <= mostBytes) add(key, block)
    },
    forget(prefix) {
      for (const key of blocks.keys()) if (key.startsWith(prefix)) remove(key)
    },
  }
}

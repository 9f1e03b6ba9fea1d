import { createHash } from 'node:crypto'
import type { FileStamp } from '../engine.ts'
import { BLOCK_BYTES } from '../limits.ts'
import { openRawFile } from './raw-file.ts'

/** SHA-256 of a file as it was when it was looked at, hex. Throws `file-missing`, `file-unreadable` or `file-changed`. */
export function hashFile(stamp: FileStamp): string {
  const file = openRawFile(stamp.path, stamp)
  try {
    const hash = createHash('sha256')
    const block = new Uint8Array(BLOCK_BYTES)
    for (let offset = 0; offset < file.size; ) {
      const count = file.read(block, offset)
      // Cut under our hands: what is compared at the end says so.
      if (count === 0) break
      hash.update(block.subarray(0, count))
      offset += count
    }
    file.expectUnchanged()
    return hash.digest('hex')
  } finally {
    file.close()
  }
}

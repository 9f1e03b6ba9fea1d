import { crc32 } from 'node:zlib'
import { isUniform } from './cell-bytes.ts'

/** What tells a page from those before, and whether two pages may begin alike by right. */
export interface PageHead {
  /** Tells pages that begin with the same rows from others, whatever their length. */
  readonly fingerprint: string
  /** True where the first rows of the page are all the same. */
  readonly isUniform: boolean
}

/** By its first rows a page is told from those before: a server that does not heed the offset begins anew each time. */
const HEAD_ROWS = 50

export function readHead(csv: Buffer, rowEnds: Uint32Array, rows: number): PageHead {
  const headRows = Math.min(rows, HEAD_ROWS)
  const head = csv.subarray(0, headRows === 0 ? 0 : rowEnds[headRows - 1])
  return { fingerprint: `${head.length}/${crc32(head)}`, isUniform: isUniform(head, headRows) }
}

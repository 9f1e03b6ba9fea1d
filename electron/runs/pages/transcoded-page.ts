import type { PageHead } from './page-head.ts'

/** One page of data as CSV. `csv` is only good until the next page: its memory is used again. */
export interface TranscodedPage extends PageHead {
  readonly csv: Buffer
  readonly rows: number
  /** For each row the offset in `csv` behind its line. Longer than `rows`, and only good until the next page. */
  readonly rowEnds: Uint32Array
  /** False where the answer has no list of items. */
  readonly hasItems: boolean
  readonly guarded: number
  /** Columns of the rows that are not among those being written: their cells are not in `csv`. */
  readonly unknownColumns: readonly string[]
  readonly envelope: Readonly<Record<string, unknown>>
}

export interface PageTranscoder {
  /** Throws `unexpected-answer` for anything that is not a page of data in UTF-8. */
  transcode(page: Buffer): TranscodedPage
}

import { join } from 'node:path'
import type { StoredPage } from './run-record.ts'

/**
 * A file of rows: RFC 4180, LF, no header, each row as wide as the run. Beside it lies its index: for each row the offset where
 * the row starts, 4 bytes, little-endian.
 */
export interface Segment {
  readonly file: string
  readonly index: string
  readonly rows: number
  readonly bytes: number
  /** Nothing is written to it any more. */
  readonly isClosed: boolean
}

/** Where the rows of a run lie. A generation has files of its own, so that whoever still reads an earlier one is not disturbed. */
export interface RowsPlace {
  readonly folder: string
  readonly generation: number
}

/** A segment is closed behind the page with which it passes this size. */
const SEGMENT_BYTES = 64 * 1024 * 1024

/** The segments that these pages fill, with an open one behind them for what comes next. */
export function segmentsOf(
  { folder, generation }: RowsPlace,
  pages: readonly Pick<StoredPage, 'rows' | 'bytes'>[],
): readonly Segment[] {
  const fileNames = (place: number): Pick<Segment, 'file' | 'index'> => {
    const name = `rows-${generation}-${String(place + 1).padStart(4, '0')}`
    return { file: join(folder, `${name}.csv`), index: join(folder, `${name}.idx`) }
  }
  const segments: Segment[] = []
  let rows = 0
  let bytes = 0
  for (const page of pages) {
    rows += page.rows
    bytes += page.bytes
    if (bytes < SEGMENT_BYTES) continue
    segments.push({ ...fileNames(segments.length), rows, bytes, isClosed: true })
    rows = 0
    bytes = 0
  }
  return [...segments, { ...fileNames(segments.length), rows, bytes, isClosed: false }]
}

export const INDEX_BYTES = 4

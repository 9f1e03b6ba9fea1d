import type { RowReader } from './row-reader.ts'
import type { Segment } from './segments.ts'

/** Rows and columns: rows by their numbers in the run, or a stretch of them, the end not included. */
export interface CopyBox {
  readonly rows: Uint32Array | { readonly from: number; readonly to: number }
  readonly columns: readonly number[]
}

const ROWS_AT_ONCE = 200

/** The whole rows of a box, a few at a time. */
export function* rowsOfBox(reader: RowReader, segments: readonly Segment[], { rows }: CopyBox): Generator<string[]> {
  const [from, to] = rows instanceof Uint32Array ? [0, rows.length] : [rows.from, rows.to]
  for (let at = from; at < to; at += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, to - at)
    yield* rows instanceof Uint32Array
      ? reader.pick(segments, rows.subarray(at, at + count))
      : reader.read(segments, at, count)
  }
}

import type { UploadPart } from '../../../shared/uploads/upload.ts'
import type { RowSpan } from '../../../shared/uploads/upload-facts.ts'

type PlacedPart = Pick<UploadPart, 'index' | 'firstRow' | 'lastRow'>

/** Which rows of the file these parts hold; empty for none, or in uploads of an older Bulkdesk, which did not note it. */
export function spansOfParts(parts: readonly PlacedPart[]): readonly RowSpan[] {
  const runs: { first: number; last: number; index: number }[] = []
  for (const { index, firstRow: first, lastRow: last } of parts) {
    if (first === undefined || last === undefined) return []
    const run = runs.at(-1)
    // Between parts that follow each other only rows lie that were held back.
    if (run && run.index + 1 === index) Object.assign(run, { last, index })
    else runs.push({ first, last, index })
  }
  return runs.map(({ first, last }) => ({ first, last }))
}

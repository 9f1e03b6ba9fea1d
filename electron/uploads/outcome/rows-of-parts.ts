import type { UploadPart } from '../../../shared/uploads/upload.ts'

type PlacedPart = Pick<UploadPart, 'index' | 'firstRow' | 'lastRow'>

/** Which rows of the file these parts hold: `rows 1 to 412,000`; undefined for none, or where nobody noted it. */
export function rowsOfParts(parts: readonly PlacedPart[]): string | undefined {
  const runs: { first: number; last: number; index: number }[] = []
  for (const { index, firstRow: first, lastRow: last } of parts) {
    if (first === undefined || last === undefined) return undefined
    const run = runs.at(-1)
    // Between parts that follow each other only rows lie that were held back.
    if (run && run.index + 1 === index) Object.assign(run, { last, index })
    else runs.push({ first, last, index })
  }
  if (runs.length === 0) return undefined
  const words = runs.map(({ first, last }) => (first === last ? count(first) : `${count(first)} to ${count(last)}`))
  const isOne = runs.length === 1 && runs[0]?.first === runs[0]?.last
  return `${isOne ? 'row' : 'rows'} ${new Intl.ListFormat('en').format(words)}`
}

function count(row: number): string {
  return row.toLocaleString('en')
}

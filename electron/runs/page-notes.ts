import type { PageFacts } from './page-store.ts'

export interface PageReading {
  readonly totalResults?: number
  readonly hasMore: boolean
  /** What was odd about the answer, in words. */
  readonly notes: readonly string[]
}

/** What an answer says of itself, checked against the rows that really came. */
export function readPage(facts: PageFacts, offset: number, limit: number): PageReading {
  const { rows, envelope, extraColumns } = facts
  const total = Number.isSafeInteger(envelope.totalResults) ? Number(envelope.totalResults) : undefined
  const end = offset + rows
  const expected = total === undefined ? undefined : Math.min(limit, Math.max(0, total - offset))
  const notes: string[] = []
  if (typeof envelope.count === 'number' && envelope.count !== rows) {
    notes.push(`Eloqua says that this page has ${words(envelope.count)}, but ${words(rows)} came.`)
  }
  if (rows === 0 && envelope.hasMore === true) notes.push('Eloqua says that there is more, but this page is empty.')
  else if (envelope.hasMore === false && total !== undefined && end < total && rows > 0) {
    notes.push(`Eloqua says that this is the last page, but also that there are ${words(total)}.`)
  } else if (expected !== undefined && rows > 0 && rows < expected) {
    notes.push(`${words(rows)} came instead of ${words(expected)}; the next page goes on where this one ends.`)
  }
  if (extraColumns.length > 0) {
    notes.push(`Columns that the definition does not have (any more): ${extraColumns.slice(0, 10).join(', ')}.`)
  }
  const claimsMore =
    envelope.hasMore === true || (total === undefined ? envelope.hasMore === undefined && rows >= limit : end < total)
  return { ...(total === undefined ? {} : { totalResults: total }), hasMore: rows > 0 && claimsMore, notes }
}

function words(rows: number): string {
  return rows === 1 ? '1 row' : `${rows.toLocaleString('en-US')} rows`
}

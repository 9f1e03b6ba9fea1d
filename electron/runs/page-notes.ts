import { pageNotes } from '../../shared/words/saves.ts'
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
    notes.push(pageNotes.otherCount(envelope.count, rows))
  }
  if (rows === 0 && envelope.hasMore === true) notes.push(pageNotes.emptyButMore)
  else if (envelope.hasMore === false && total !== undefined && end < total && rows > 0) {
    notes.push(pageNotes.lastButMore(total))
  } else if (expected !== undefined && rows > 0 && rows < expected) {
    notes.push(pageNotes.fewer(rows, expected))
  }
  if (extraColumns.length > 0) {
    notes.push(pageNotes.extraColumns(extraColumns.slice(0, 10)))
  }
  const claimsMore =
    envelope.hasMore === true || (total === undefined ? envelope.hasMore === undefined && rows >= limit : end < total)
  return { ...(total === undefined ? {} : { totalResults: total }), hasMore: rows > 0 && claimsMore, notes }
}

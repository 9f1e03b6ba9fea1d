import type { ResultPage } from '../../../../shared/contract/result-page.ts'

/** Rows on a page that a user can choose. 50,000 is the most Eloqua gives at once. */
export const PAGE_SIZES = [1_000, 5_000, 10_000, 25_000, 50_000] as const

/** What a screen opens with: quick to come, and few pages for most results. */
export const FIRST_PAGE_SIZE = 5_000

/** Which page is shown, and the row (0-based within it) that is to be active on it. */
export interface PagePlace {
  readonly offset: number
  readonly limit: number
  readonly row: number
}

/** The page of this size that holds a row, 0-based among all rows. */
export function placeOfRow(row: number, limit: number): PagePlace {
  const offset = Math.floor(row / limit) * limit
  return { offset, limit, row: row - offset }
}

/** Where the last page starts; undefined when Eloqua did not say how many rows there are. */
export function lastOffset(totalResults: number | undefined, limit: number): number | undefined {
  if (totalResults === undefined) return undefined
  return Math.max(0, Math.floor((totalResults - 1) / limit) * limit)
}

/**
 * Where the page after this one starts: behind the rows that really came, as Eloqua may give fewer than were asked for.
 * Undefined when there is none. An empty page is the last, whatever `hasMore` says.
 */
export function nextOffset({ hasMore, offset, rows }: ResultPage): number | undefined {
  return hasMore && rows > 0 ? offset + rows : undefined
}

/** What a user typed as a row number (`1,204` or `1204`), 0-based; undefined when it is none of the rows. */
export function readRowNumber(text: string, totalResults: number | undefined): number | undefined {
  const digits = text.replace(/[\s,.'’]/g, '')
  if (!/^\d{1,12}$/.test(digits)) return undefined
  const number = Number(digits)
  if (number < 1 || (totalResults !== undefined && number > totalResults)) return undefined
  return number - 1
}

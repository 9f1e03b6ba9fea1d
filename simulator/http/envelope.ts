import type { Page } from './list-query.ts'

/** What follows `items` in a paged envelope, in Eloqua's order. */
export interface PageFacts {
  readonly totalResults?: number
  readonly limit: number
  readonly offset: number
  readonly count: number
  readonly hasMore: boolean
}

/** Without totalResults nothing but the page itself is known: a full page may have more behind it. */
export function pageFacts({ limit, offset, totalResults }: Page, total: number): PageFacts {
  const count = Math.max(0, Math.min(limit, total - offset))
  return totalResults
    ? { totalResults: total, limit, offset, count, hasMore: offset + count < total }
    : { limit, offset, count, hasMore: count === limit }
}

export interface WirePage<T> extends PageFacts {
  readonly items: readonly T[]
}

/** One page of a list. Lists keep an empty `items`. */
export function toPage<T>(items: readonly T[], page: Page): WirePage<T> {
  return {
    items: items.slice(page.offset, page.offset + page.limit),
    ...pageFacts(page, items.length),
  }
}

/** One page of rows that are bytes already, around which the envelope is laid; without rows `items` is missing. */
export function toDataPage(rows: readonly Uint8Array[], page: Page, total: number): readonly Uint8Array[] {
  const facts = pageFacts(page, total)
  const tail = JSON.stringify(facts).slice(1)
  if (facts.count === 0) return [Buffer.from(`{${tail}`)]
  return [Buffer.from('{"items":['), ...rows, Buffer.from(`],${tail}`)]
}

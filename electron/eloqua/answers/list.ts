import { isRecord } from '../../platform/is-record.ts'
import { isAbsent, isCount } from './properties.ts'
import { known, type Read, unreadable } from './read.ts'

/** One page of a list, its envelope checked against itself and against what was asked for. */
export interface ListAnswer {
  readonly items: readonly unknown[]
  readonly offset: number
  readonly totalResults?: number
  /**
   * `end`: nothing comes after this page; `more`: something does; `broken`: the page has no items although the answer
   * says that there are more. A page that says it is the last, and a total beyond it, count as more.
   */
  readonly next: 'end' | 'more' | 'broken'
}

/**
 * Reads `{"items":[…],"totalResults":…,"hasMore":…}` (eloqua-bulk-api 2.3). `items` may be missing only where
 * `totalResults` is 0. `count` is known to lie and is not looked at; an echoed `offset` must be the one asked for, and
 * an echoed `limit` no more than that: anything else is the answer to another request.
 */
export function readList(value: unknown, asked: { readonly offset: number; readonly limit: number }): Read<ListAnswer> {
  if (!isRecord(value)) return unreadable('not an object')
  const { totalResults, hasMore, offset, limit } = value
  if (!isAbsent(totalResults) && !isCount(totalResults)) return unreadable('a total that is not a count')
  if (!isAbsent(hasMore) && typeof hasMore !== 'boolean') return unreadable('a hasMore that is neither true nor false')
  if (!isAbsent(offset) && offset !== asked.offset) return unreadable('a page of another place')
  if (!isAbsent(limit) && !(isCount(limit) && limit <= asked.limit)) return unreadable('a page of another size')
  const items = isAbsent(value.items) && totalResults === 0 ? [] : value.items
  if (!Array.isArray(items)) return unreadable('a list without items')
  const end = asked.offset + items.length
  const isBeyondTotal = isCount(totalResults) && end >= totalResults
  const claimsMore = hasMore ?? (isCount(totalResults) ? !isBeyondTotal : items.length >= asked.limit)
  const hasMoreToCome = claimsMore ? !(items.length === 0 && isBeyondTotal) : isCount(totalResults) && !isBeyondTotal
  return known({
    items,
    offset: asked.offset,
    ...(isCount(totalResults) ? { totalResults } : {}),
    next: hasMoreToCome ? (items.length === 0 ? 'broken' : 'more') : 'end',
  })
}

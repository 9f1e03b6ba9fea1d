import { isRecord } from '../../platform/is-record.ts'
import { isAbsent, isCount } from './properties.ts'
import { isKnown, known, type Read, unreadable } from './read.ts'

/** What was asked for: where the page starts, and the most items it may have. */
export interface AskedPage {
  readonly offset: number
  readonly limit: number
}

/** What an answer says of a page, checked against itself, against its items and against what was asked for. */
export interface PageEnvelope {
  readonly totalResults?: number
  /** True where the answer says by its `offset` that it is the page that was asked for. */
  readonly namesItsPlace: boolean
  /**
   * `end`: the answer says that nothing comes after this page. `more`: something does. `broken`: the page has no items
   * although there are more. A page that calls itself the last, and a total beyond it, count as more.
   */
  readonly next: 'end' | 'more' | 'broken'
}

export interface ListAnswer extends PageEnvelope {
  readonly items: readonly unknown[]
}

/** Reads `{"items":[…],"totalResults":…,"hasMore":…}` (eloqua-bulk-api 2.3), as `readEnvelope` does. */
export function readList(value: unknown, asked: AskedPage): Read<ListAnswer> {
  const items = isRecord(value) && Array.isArray(value.items) ? value.items : undefined
  const envelope = readEnvelope(value, items?.length, asked)
  return isKnown(envelope) ? known({ ...envelope.known, items: items ?? [] }) : envelope
}

/**
 * Reads what stands around the items of a page. `count`: how many items came, undefined where `items` is no list, which
 * is right only where the total has been reached: Eloqua leaves `items` out of a page without rows. The `count` that the answer names is known to lie and is not looked at. An echoed
 * `offset` or `limit` that is not the one asked for is the answer to another request. An answer that neither names a
 * total nor says whether more comes does not tell where the list ends, and is unknown.
 */
export function readEnvelope(value: unknown, count: number | undefined, asked: AskedPage): Read<PageEnvelope> {
  if (!isRecord(value)) return unreadable('not an object')
  const { totalResults, hasMore, offset, limit } = value
  if (!isAbsent(totalResults) && !isCount(totalResults)) return unreadable('a total that is not a count')
  if (!isAbsent(hasMore) && typeof hasMore !== 'boolean') return unreadable('a hasMore that is neither true nor false')
  if (!isAbsent(offset) && offset !== asked.offset) return unreadable('a page of another place')
  if (!isAbsent(limit) && !(isCount(limit) && limit <= asked.limit)) return unreadable('a page of another size')
  const isAtEnd = isCount(totalResults) && totalResults <= asked.offset
  if (count === undefined && !isAtEnd) return unreadable('a list without items')
  const total = isCount(totalResults) ? totalResults : undefined
  const end = asked.offset + (count ?? 0)
  if (total === undefined && isAbsent(hasMore)) return unreadable('a list that does not say where it ends')
  return known({
    ...(total === undefined ? {} : { totalResults: total }),
    namesItsPlace: !isAbsent(offset),
    next: whatComesNext(count ?? 0, hasMore === true, total === undefined ? undefined : end >= total),
  })
}

/** Eloqua is known to say that there is more behind an empty page at the very end. */
function whatComesNext(count: number, saysMore: boolean, isAtTotal: boolean | undefined): PageEnvelope['next'] {
  if (count === 0) return isAtTotal || (isAtTotal === undefined && !saysMore) ? 'end' : 'broken'
  return saysMore || isAtTotal === false ? 'more' : 'end'
}

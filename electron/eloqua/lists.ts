import { createHash } from 'node:crypto'
import { AppError } from '../../shared/contract/errors.ts'
import type { ListPage } from '../../shared/eloqua/sync.ts'
import { eloquaReasons } from '../../shared/words/reasons.ts'
import { type ListAnswer, readList } from './answers/list.ts'
import { isKnown, type Read, requireKnown, unexpected, unreadable } from './answers/read.ts'
import type { EloquaClient } from './eloqua-client.ts'

export interface ListRequest {
  readonly path: string
  readonly offset: number
  readonly limit: number
  /** `<property> ASC|DESC` */
  readonly orderBy?: string
  /** `name=*webinar*`; sent in the quotes that Eloqua's samples have. */
  readonly q?: string
  readonly signal?: AbortSignal
  /** Waits until nothing else is asked of Eloqua. */
  readonly background?: boolean
}

/**
 * A name as the value of `q`, to be compared whole by whoever asked: whether a blank ends the value is not documented, and
 * other characters may mean something too, so all of them are left to the star. A blank at an end stands for anything.
 */
export function namePattern(name: string): string {
  return name.replace(/[\s"'*=<>!]+/g, '*')
}

/** No list of Eloqua is read further than this: an endless one is a fault of the server. */
const MOST_PAGES = 100
/** Of JSON, in a whole list: 20,000 definitions of 50 fields each have half of that. */
const MOST_CHARACTERS = 100_000_000

/** One page of a list. Rejects with `unexpected-answer` for anything that cannot be read as one. */
export async function readListPage(client: EloquaClient, request: ListRequest): Promise<ListPage<unknown>> {
  const { offset, limit } = request
  const { items, totalResults, next } = requireKnown(await askForPage(client, request), 'a list')
  if (next === 'broken') throw unexpected('a list', 'no items although there are more')
  const total = totalResults === undefined ? {} : { totalResults }
  return { items, offset, limit, ...total, hasMore: next === 'more' }
}

/**
 * Page after page, each starting where the last one really ended, to the end of the list. Rejects with
 * `incomplete-result` for a list that breaks off, repeats itself or does not end: what came until then is not all.
 */
export async function* readPages(
  client: EloquaClient,
  request: Omit<ListRequest, 'offset'>,
  mostCharacters = MOST_CHARACTERS,
): AsyncGenerator<readonly unknown[]> {
  const seen = new Set<string>()
  let offset = 0
  let characters = 0
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { items, next } = requireKnown(await askForPage(client, { ...request, offset }), 'a list')
    if (items.length > 0) {
      const json = JSON.stringify(items)
      characters += json.length
      if (characters > mostCharacters) throw incompleteList(eloquaReasons.endlessList)
      const content = createHash('sha256').update(json).digest('base64')
      if (seen.has(content)) throw incompleteList(eloquaReasons.samePageTwice)
      seen.add(content)
      yield items
    }
    if (next === 'end') return
    if (next === 'broken') throw incompleteList(eloquaReasons.listBroke)
    offset += items.length
  }
  throw incompleteList(eloquaReasons.endlessList)
}

/** The whole of a list, each item read. Rejects as `readPages` does, and with `unexpected-answer` for an odd item. */
export async function readWholeList<T>(
  client: EloquaClient,
  request: Omit<ListRequest, 'offset'>,
  read: (item: unknown) => Read<T>,
): Promise<readonly T[]> {
  const all: T[] = []
  for await (const items of readPages(client, request)) {
    for (const item of items) all.push(requireKnown(read(item), 'a list of these'))
  }
  return all
}

/**
 * How many items a list has: its own total, or a count of its pages where the answer names no total. A total that its
 * own items, or its own word that there are more, speak against is none.
 */
export async function countList(client: EloquaClient, request: Omit<ListRequest, 'offset' | 'limit'>): Promise<number> {
  const asked = await askForPage(client, { ...request, offset: 0, limit: 1 })
  const { items, totalResults, next } = requireKnown(asked, 'a list')
  if (totalResults !== undefined) {
    const isBelow = totalResults < items.length || (totalResults === items.length && next === 'more')
    if (isBelow) throw unexpected('a list', 'more items than its total')
    return totalResults
  }
  let count = 0
  for await (const items of readPages(client, { ...request, limit: 1_000 })) count += items.length
  return count
}

/** One page as it was answered. Rejects only where there is no answer, or none that is JSON. */
export async function askForPage(client: EloquaClient, request: ListRequest): Promise<Read<ListAnswer>> {
  const { path, offset, limit, orderBy, q, signal, background } = request
  const answer = await client.readJson({
    path,
    query: { limit, offset, ...(orderBy ? { orderBy } : {}), ...(q ? { q: `"${q}"` } : {}) },
    ...(signal ? { signal } : {}),
    ...(background ? { background } : {}),
  })
  const list = readList(answer, { offset, limit })
  return isKnown(list) && list.known.items.length > limit ? unreadable('more items than were asked for') : list
}

export function incompleteList(message: string): AppError {
  return new AppError({ code: 'incomplete-result', message })
}

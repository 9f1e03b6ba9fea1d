import { AppError } from '../../shared/contract/errors.ts'
import type { Envelope } from '../../shared/eloqua/eloqua.ts'
import type { ListPage } from '../../shared/eloqua/sync.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'

export interface ListRequest {
  readonly path: string
  readonly offset: number
  readonly limit: number
  /** `<property> ASC|DESC` */
  readonly orderBy?: string
  /** `name=*webinar*`; sent in the quotes that Eloqua's samples have. */
  readonly q?: string
  readonly signal?: AbortSignal
}

/** No list of Eloqua is read further than this: an endless one is a fault of the server. */
const MOST_PAGES = 100

/**
 * One page of a list, made trustworthy: `items` may be missing, `count` and `hasMore` may lie. An empty
 * page never has more after it, whatever it says.
 */
export async function readListPage(client: EloquaClient, request: ListRequest): Promise<ListPage<unknown>> {
  const { path, offset, limit, orderBy, q, signal } = request
  const envelope = await client.readJson<Envelope<unknown>>({
    path,
    query: { limit, offset, ...(orderBy ? { orderBy } : {}), ...(q ? { q: `"${q}"` } : {}) },
    ...(signal ? { signal } : {}),
  })
  if (typeof envelope !== 'object' || envelope === null || Array.isArray(envelope)) throw notAList()
  const items = envelope.items ?? []
  if (!Array.isArray(items)) throw notAList()
  const { totalResults } = envelope
  const isTotalKnown = Number.isSafeInteger(totalResults)
  const claimsMore =
    envelope.hasMore ?? (isTotalKnown ? offset + items.length < Number(totalResults) : items.length >= limit)
  return {
    items,
    offset,
    limit,
    ...(isTotalKnown ? { totalResults: Number(totalResults) } : {}),
    hasMore: items.length > 0 && claimsMore === true,
  }
}

/** Page after page, each starting where the last one really ended. */
export async function* readPages(
  client: EloquaClient,
  request: Omit<ListRequest, 'offset'>,
): AsyncGenerator<readonly unknown[]> {
  let offset = 0
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { items, hasMore } = await readListPage(client, { ...request, offset })
    if (items.length > 0) yield items
    if (!hasMore) return
    offset += items.length
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function notAList(): AppError {
  return new AppError({ code: 'unexpected-answer', message: 'Eloqua answered with something that is not a list.' })
}

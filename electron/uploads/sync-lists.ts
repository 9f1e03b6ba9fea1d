import type { Envelope, SyncLog, SyncReject } from '../../shared/eloqua.ts'
import { MAX_LIST_LIMIT } from '../../shared/eloqua.ts'
import { AppError } from '../../shared/errors.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'

/** Logs have some dozens of lines. More pages than this are a list that lies about its end. */
const MOST_PAGES = 50

/** Every line of a sync's log. Rejects with `incomplete-result` for a list that never ends or repeats itself. */
export async function readLogs(
  client: EloquaClient,
  syncUri: string,
  signal: AbortSignal,
): Promise<readonly SyncLog[]> {
  const logs: SyncLog[] = []
  let before = ''
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items, hasMore } = await readPage<SyncLog>(client, `${syncUri}/logs`, logs.length, signal)
    const seen = JSON.stringify(items)
    if (items.length > 0 && seen === before) break
    logs.push(...items)
    if (items.length === 0 || !hasMore) return logs
    before = seen
  }
  throw new AppError({ code: 'incomplete-result', message: "The sync's log could not be read to its end." })
}

/** How many rows the sync refused: the list's own total, or a count of the list where it names none. */
export async function countRejects(client: EloquaClient, syncUri: string, signal: AbortSignal): Promise<number> {
  const first = await client.readJson<Envelope<SyncReject>>({ path: `${syncUri}/rejects`, query: { limit: 1 }, signal })
  if (first.totalResults !== undefined) return first.totalResults
  let count = 0
  for (;;) {
    const { items, hasMore } = await readPage<SyncReject>(client, `${syncUri}/rejects`, count, signal)
    count += items.length
    if (items.length === 0 || !hasMore) return count
  }
}

async function readPage<T>(client: EloquaClient, path: string, offset: number, signal: AbortSignal) {
  const page = await client.readJson<Envelope<T>>({ path, query: { limit: MAX_LIST_LIMIT, offset }, signal })
  // An empty list comes without its items; a list that claims rows and shows none is a lie.
  if (!page.items && (page.totalResults ?? page.count ?? 0) > offset)
    throw new AppError({ code: 'incomplete-result', message: 'Eloqua left out the rows of a list.' })
  return { items: page.items ?? [], hasMore: page.hasMore === true }
}

import { AppError } from '../../../shared/contract/errors.ts'
import type { Envelope, SyncLog, SyncReject } from '../../../shared/eloqua/eloqua.ts'
import { MAX_LIST_LIMIT } from '../../../shared/eloqua/eloqua.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'

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

/** What says how many rows a sync found staged: for an import, for a sync action, and at its end for both. */
const TAKEN = ['ELQ-00130', 'ELQ-00140', 'ELQ-00001']

/** How many rows a sync took, as its log says; undefined as long as it says nothing. */
export async function rowsTaken(
  client: EloquaClient,
  syncUri: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  const logs = await readLogs(client, syncUri, signal)
  const counts = TAKEN.map((code) => logs.find(({ statusCode }) => statusCode === code)?.count)
  return counts.find((count) => count !== undefined)
}

/** How many rows the sync refused: the list's own total, or a count of the list where it names none. */
export async function countRejects(client: EloquaClient, syncUri: string, signal: AbortSignal): Promise<number> {
  const first = await client.readJson<Envelope<SyncReject>>({ path: `${syncUri}/rejects`, query: { limit: 1 }, signal })
  if (first.totalResults !== undefined) return first.totalResults
  let count = 0
  let before = ''
  for (;;) {
    const { items, hasMore } = await readPage<SyncReject>(client, `${syncUri}/rejects`, count, signal)
    const seen = JSON.stringify(items)
    if (items.length > 0 && seen === before)
      throw new AppError({ code: 'incomplete-result', message: 'The list of refused rows repeats itself.' })
    count += items.length
    if (items.length === 0 || !hasMore) return count
    before = seen
  }
}

async function readPage<T>(client: EloquaClient, path: string, offset: number, signal: AbortSignal) {
  const page = await client.readJson<Envelope<T>>({ path, query: { limit: MAX_LIST_LIMIT, offset }, signal })
  // An empty list comes without its items; a list that claims rows and shows none is a lie.
  if (!page.items && (page.totalResults ?? page.count ?? 0) > offset)
    throw new AppError({ code: 'incomplete-result', message: 'Eloqua left out the rows of a list.' })
  return { items: page.items ?? [], hasMore: page.hasMore === true }
}

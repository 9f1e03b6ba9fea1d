import { isAppError } from '../../../shared/contract/errors.ts'
import type { ListPage, Sync } from '../../../shared/eloqua/sync.ts'
import { readableOnes } from '../answers/read.ts'
import { readSync } from '../answers/sync.ts'
import type { EloquaClient } from '../eloqua-client.ts'
import { readListPage, readPages } from '../lists.ts'

export const NEWEST_FIRST = { path: '/syncs', orderBy: 'createdAt DESC' } as const
const SCAN_LIMIT = 1_000
/** Syncs looked through for a status when Eloqua will not filter them itself. */
const MOST_SCANNED = 20_000

export interface SyncPageRequest {
  readonly offset: number
  readonly limit: number
  readonly status?: string
}

/** One page of syncs, newest first. A status is filtered by the server where it can, and here where it cannot. */
export async function listSyncPage(client: EloquaClient, request: SyncPageRequest): Promise<ListPage<Sync>> {
  const { offset, limit, status } = request
  if (!status) return toSyncs(await readListPage(client, { ...NEWEST_FIRST, offset, limit }))
  const filtered = await filterOnServer(client, { offset, limit, status })
  return filtered ?? filterHere(client, { offset, limit, status })
}

/** Undefined when the server refused the filter or did not heed it: whether it can is not documented. */
async function filterOnServer(
  client: EloquaClient,
  { offset, limit, status }: Required<SyncPageRequest>,
): Promise<ListPage<Sync> | undefined> {
  try {
    const page = toSyncs(await readListPage(client, { ...NEWEST_FIRST, offset, limit, q: `status=${status}` }))
    return page.items.every((sync) => hasStatus(sync, status)) ? page : undefined
  } catch (error) {
    if (isAppError(error) && (error.code === 'validation' || error.code === 'bad-request')) return undefined
    throw error
  }
}

async function filterHere(
  client: EloquaClient,
  { offset, limit, status }: Required<SyncPageRequest>,
): Promise<ListPage<Sync>> {
  const found: Sync[] = []
  let scanned = 0
  let isAll = true
  for await (const items of readPages(client, { ...NEWEST_FIRST, limit: SCAN_LIMIT })) {
    scanned += items.length
    found.push(...readSyncs(items).filter((sync) => hasStatus(sync, status)))
    isAll = found.length <= offset + limit && scanned < MOST_SCANNED
    if (!isAll) break
  }
  const items = found.slice(offset, offset + limit)
  return {
    items,
    offset,
    limit,
    hasMore: found.length > offset + limit || !isAll,
    ...(isAll ? { totalResults: found.length } : {}),
  }
}

function toSyncs(page: ListPage<unknown>): ListPage<Sync> {
  return { ...page, items: readSyncs(page.items) }
}

function readSyncs(items: readonly unknown[]): readonly Sync[] {
  return readableOnes(items, readSync)
}

/** A failed sync is `error` on one of Eloqua's pages and `errored` on another. */
function hasStatus(sync: Sync, status: string): boolean {
  return sync.status === status || (status === 'error' && sync.status === 'errored')
}

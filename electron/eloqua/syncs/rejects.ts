import { MAX_LIST_LIMIT, type SyncReject } from '../../../shared/eloqua/eloqua.ts'
import type { ListPage } from '../../../shared/eloqua/sync.ts'
import { readEach, requireKnown } from '../answers/read.ts'
import { readReject } from '../answers/reject.ts'
import type { EloquaClient } from '../eloqua-client.ts'
import { countList, readListPage } from '../lists.ts'

export interface RejectPageRequest {
  readonly id: number
  readonly offset: number
  /** At most 1,000. */
  readonly limit: number
  readonly signal?: AbortSignal
}

/** One page of the rows that a sync rejected. Rejects with `unexpected-answer` for what is no such list. */
export async function readRejectPage(client: EloquaClient, request: RejectPageRequest): Promise<ListPage<SyncReject>> {
  const { id, limit, ...rest } = request
  const page = await readListPage(client, { ...rest, path: rejectsPath(id), limit: Math.min(MAX_LIST_LIMIT, limit) })
  return { ...page, items: requireKnown(readEach(page.items, readReject), 'a list of rejected rows') }
}

/** `want` rejected rows from `offset` on, or as many as there are. Rejects as `readRejectPage`. */
export async function readRejects(
  client: EloquaClient,
  { id, offset, want, signal }: Omit<RejectPageRequest, 'limit'> & { readonly want: number },
): Promise<readonly SyncReject[]> {
  const rejects: SyncReject[] = []
  while (rejects.length < want) {
    const place = { offset: offset + rejects.length, limit: want - rejects.length }
    const { items, hasMore } = await readRejectPage(client, { id, ...place, ...(signal ? { signal } : {}) })
    rejects.push(...items)
    if (!hasMore) break
  }
  return rejects.slice(0, want)
}

/** How many rows a sync rejected. Rejects with `incomplete-result` for a list that breaks off or repeats itself. */
export function countRejects(client: EloquaClient, id: number, signal?: AbortSignal): Promise<number> {
  return countList(client, { path: rejectsPath(id), ...(signal ? { signal } : {}) })
}

function rejectsPath(id: number): string {
  return `/syncs/${id}/rejects`
}

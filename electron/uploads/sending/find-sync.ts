import type { WireSync } from '../../../shared/eloqua/eloqua.ts'
import { parseSyncUri } from '../../../shared/eloqua/sync.ts'
import { readEach, requireKnown } from '../../eloqua/answers/read.ts'
import { readSync } from '../../eloqua/answers/sync.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { readListPage } from '../../eloqua/lists.ts'
import { newestSyncId, readSyncsSince } from '../../eloqua/syncs/find-lost-sync.ts'
import { targetUri } from '../journal/upload-record.ts'
import { rowsTaken } from './sync-lists.ts'
import type { UploadRun } from './upload-run.ts'

/** What the list of syncs says of a request whose answer was lost. */
export type Found =
  | { readonly kind: 'ours'; readonly sync: WireSync }
  | { readonly kind: 'none' }
  /** One that may be ours and may be anybody's who uses the same sign-in; `hasEnded`: looking again tells no more. */
  | { readonly kind: 'unclear'; readonly sync: WireSync; readonly hasEnded: boolean }

/**
 * Looks for the sync that took `rows` rows of ours: of the never-reused copy any; else one of our user that is newer
 * than what stood before we asked, that no other upload knows as its own, and that took as many rows.
 * Rejects when the list of syncs, or the log of one of them, cannot be read: then nobody knows.
 */
export async function findOurSync(run: UploadRun, rows: number): Promise<Found> {
  const { record } = run
  const candidates = (await syncsSince(run)).filter((sync) => mayBeOurs(run, sync))
  if (record.way === 'private-copy') {
    const [sync] = candidates
    return sync ? { kind: 'ours', sync } : { kind: 'none' }
  }
  let unclear: Found | undefined
  const ours: WireSync[] = []
  for (const sync of candidates) {
    const taken = await rowsTaken(run.client, sync.uri, run.signal)
    if (taken === rows && record.lastSyncId !== undefined) ours.push(sync)
    else if (taken === undefined || taken === rows)
      unclear = { kind: 'unclear', sync, hasEnded: taken !== undefined || sync.syncEndedAt !== undefined }
  }
  const [sync, another] = ours
  if (sync && !another && !unclear) return { kind: 'ours', sync }
  return sync ? { kind: 'unclear', sync, hasEnded: true } : (unclear ?? { kind: 'none' })
}

function mayBeOurs(run: UploadRun, sync: WireSync): boolean {
  const { record } = run
  if (sync.syncedInstanceUri?.toLowerCase() !== targetUri(record).toLowerCase()) return false
  if (record.syncs.some(({ uri }) => uri === sync.uri)) return false
  if (record.way === 'private-copy') return true
  const isNewer = (parseSyncUri(sync.uri) ?? 0) > (record.lastSyncId ?? 0)
  return isNewer && isSameUser(sync, record.user) && !run.isAnothers(sync.uri)
}

function isSameUser({ createdBy }: WireSync, user: string): boolean {
  return createdBy === undefined || createdBy.toLowerCase() === user.toLowerCase()
}

/** Before a request that may start a sync on a shared definition: note the newest sync there is. Rejects when it cannot be read. */
export async function rememberNewestSync(run: UploadRun): Promise<void> {
  run.save({ lastSyncId: await newestSyncId(run.client, run.record.lastSyncId, run.signal) })
}

/** The newest syncs of the instance, whoever started them. Rejects when they cannot be read. */
export async function newestSyncs(
  client: EloquaClient,
  limit: number,
  signal?: AbortSignal,
): Promise<readonly WireSync[]> {
  const request = { path: '/syncs', orderBy: 'createdAt DESC', limit, offset: 0, ...(signal ? { signal } : {}) }
  const page = await readListPage(client, request)
  return requireKnown(readEach(page.items, readSync), 'a list of syncs')
}

/** All syncs newer than the newest we knew of. Rejects unless the list was read whole. */
async function syncsSince({ client, signal, record }: UploadRun): Promise<readonly WireSync[]> {
  return requireKnown(await readSyncsSince(client, record.lastSyncId, signal), 'the whole list of syncs')
}

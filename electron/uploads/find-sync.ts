import type { Envelope, WireSync } from '../../shared/eloqua.ts'
import { parseSyncUri } from '../../shared/sync.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import { targetUri } from './upload-record.ts'
import type { UploadRun } from './upload-run.ts'

/**
 * A sync that can only be ours: of the never-reused copy, or newer than any that stood before we asked.
 * Rejects when the list of syncs cannot be read: then nobody knows.
 */
export async function findOurSync(run: UploadRun): Promise<WireSync | undefined> {
  const page = await newestSyncs(run.client, 200, run.signal)
  const known = new Set(run.record.syncs.map((sync) => sync.uri))
  const uri = targetUri(run.record).toLowerCase()
  const user = run.record.user.toLowerCase()
  return page.find((sync) => {
    if (sync.syncedInstanceUri?.toLowerCase() !== uri || known.has(sync.uri)) return false
    if (run.record.way === 'private-copy') return true
    return sync.createdBy.toLowerCase() === user && (parseSyncUri(sync.uri) ?? 0) > (run.record.lastSyncId ?? 0)
  })
}

/** Before a request that may start a sync on a shared definition: note the newest sync there is. Rejects when it cannot be read. */
export async function rememberNewestSync(run: UploadRun): Promise<void> {
  const newest = await newestSyncs(run.client, 20, run.signal)
  run.save({ lastSyncId: Math.max(0, ...newest.map((sync) => parseSyncUri(sync.uri) ?? 0)) })
}

/** The newest syncs of the instance, whoever started them. Rejects when they cannot be read. */
export async function newestSyncs(
  client: EloquaClient,
  limit: number,
  signal?: AbortSignal,
): Promise<readonly WireSync[]> {
  const query = { orderBy: 'createdAt DESC', limit, totalResults: false }
  return (await client.readJson<Envelope<WireSync>>({ path: '/syncs', query, signal })).items ?? []
}

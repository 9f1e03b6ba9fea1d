import type { SyncLog } from '../../../shared/eloqua/eloqua.ts'
import { parseSyncUri } from '../../../shared/eloqua/sync.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import * as logs from '../../eloqua/syncs/logs.ts'
import * as rejects from '../../eloqua/syncs/rejects.ts'

/** Every line of a sync's log. Rejects with `incomplete-result` for a list that never ends or repeats itself. */
export function readLogs(client: EloquaClient, syncUri: string, signal: AbortSignal): Promise<readonly SyncLog[]> {
  return logs.readLogs(client, idOf(syncUri), signal)
}

/** How many rows a sync took, as its log says; undefined as long as it says nothing. */
export function rowsTaken(client: EloquaClient, syncUri: string, signal: AbortSignal): Promise<number | undefined> {
  return logs.readRowsTaken(client, idOf(syncUri), signal)
}

/** How many rows the sync refused: the list's own total, or a count of the list where it names none. */
export function countRejects(client: EloquaClient, syncUri: string, signal: AbortSignal): Promise<number> {
  return rejects.countRejects(client, idOf(syncUri), signal)
}

/** The records hold uris that were read as syncs' before: 0 is no sync, and is answered as not found. */
function idOf(syncUri: string): number {
  return parseSyncUri(syncUri) ?? 0
}

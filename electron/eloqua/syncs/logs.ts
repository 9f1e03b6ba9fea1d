import { MAX_LIST_LIMIT, type SyncLog } from '../../../shared/eloqua/eloqua.ts'
import { rowsTaken } from '../../../shared/eloqua/row-codes.ts'
import { readLog } from '../answers/log.ts'
import type { EloquaClient } from '../eloqua-client.ts'
import { readWholeList } from '../lists.ts'

/**
 * Every line of a sync's log, by time: Eloqua's own order is not always that of time (eloqua-bulk-api 5.3). Rejects
 * with `incomplete-result` for a log that breaks off or repeats itself, `unexpected-answer` for what is no log.
 */
export async function readLogs(client: EloquaClient, id: number, signal?: AbortSignal): Promise<readonly SyncLog[]> {
  const request = { path: `/syncs/${id}/logs`, limit: MAX_LIST_LIMIT, ...(signal ? { signal } : {}) }
  const logs = await readWholeList(client, request, readLog)
  return logs.toSorted((a, b) => (Date.parse(a.createdAt) || 0) - (Date.parse(b.createdAt) || 0))
}

/** How many rows a sync took, as its log says; undefined as long as the log says nothing. Rejects as `readLogs`. */
export async function readRowsTaken(
  client: EloquaClient,
  id: number,
  signal?: AbortSignal,
): Promise<number | undefined> {
  return rowsTaken(await readLogs(client, id, signal))
}

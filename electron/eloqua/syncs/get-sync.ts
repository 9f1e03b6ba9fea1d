import type { Sync } from '../../../shared/eloqua/sync.ts'
import { requireKnown } from '../answers/read.ts'
import { readSyncNamed } from '../answers/sync.ts'
import type { EloquaClient, ReadRequest } from '../eloqua-client.ts'

/**
 * One sync as it stands now: `GET /syncs/{id}` (eloqua-bulk-api 2.1). Rejects with `unexpected-answer` for an answer
 * that is no sync, or another one.
 */
export async function getSync(
  client: EloquaClient,
  id: number,
  { signal, background }: Pick<ReadRequest, 'signal' | 'background'> = {},
): Promise<Sync> {
  const how = { ...(signal ? { signal } : {}), ...(background ? { background } : {}) }
  const answer = await client.readJson({ path: `/syncs/${id}`, ...how })
  return requireKnown(readSyncNamed(answer, id), 'this sync')
}

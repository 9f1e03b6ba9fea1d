import type { Dependants } from '../../shared/contract/definitions.ts'
import { isFinal } from '../../shared/eloqua/sync.ts'
import { readableOnes } from '../eloqua/answers/read.ts'
import { readSync } from '../eloqua/answers/sync.ts'
import { readDefinition } from '../eloqua/definitions/change-definition.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import { readListPage } from '../eloqua/lists.ts'

export type UploadsAt = (uri: string) => Promise<Dependants['uploads']>

/** How long Eloqua keeps results where the definition does not say. */
const DEFAULT_KEPT_MS = 12 * 3_600_000

/** What deleting or changing these definitions would touch: running syncs, staged rows, uploads of ours, kept results. */
export async function findDependants(
  client: EloquaClient,
  uris: readonly string[],
  uploadsAt: UploadsAt,
): Promise<readonly Dependants[]> {
  const page = await readListPage(client, { path: '/syncs', offset: 0, limit: 1_000, orderBy: 'createdAt DESC' })
  const syncs = readableOnes(page.items, readSync)
  return Promise.all(
    uris.map(async (uri) => {
      const own = syncs.filter(({ syncedInstanceUri }) => syncedInstanceUri.toLowerCase() === uri.toLowerCase())
      const definition = await readDefinition(client, uri)
      const freshAfter = Date.now() - DEFAULT_KEPT_MS
      return {
        uri,
        name: definition.name,
        runningSyncs: own.filter(({ status }) => !isFinal(status)).map(({ id }) => id),
        stagedKilobytes: definition.kbUsed ?? 0,
        uploads: await uploadsAt(uri),
        keptResults: uri.toLowerCase().includes('/exports/')
          ? own.filter(({ syncEndedAt }) => Date.parse(syncEndedAt ?? '') > freshAfter).length
          : 0,
      }
    }),
  )
}

import type { Sync } from '../../../shared/eloqua/sync.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { listSyncPage } from '../../eloqua/syncs/list-syncs.ts'
import { createDefinitionCatalogue } from '../../syncs/definition-catalogue.ts'
import type { SyncsCommand } from '../cli-arguments.ts'
import { describeConnection } from '../cli-desk.ts'
import { EXIT } from '../exit-codes.ts'

const PAGE = 1_000

/** Lists syncs, the newest first, up to a number and back to a time. */
export async function listSyncs(client: EloquaClient, { status, since, limit }: SyncsCommand, signal: AbortSignal) {
  const found: Sync[] = []
  const size = Math.min(PAGE, limit)
  let hasMore = true
  for (let offset = 0; hasMore && found.length < limit; offset += size) {
    signal.throwIfAborted()
    const page = await listSyncPage(client, { offset, limit: size, ...(status ? { status } : {}) })
    const wanted = page.items.filter(({ createdAt }) => !since || Date.parse(createdAt) >= Date.parse(since))
    found.push(...wanted)
    hasMore = page.hasMore && wanted.length === page.items.length
  }
  const syncs = await createDefinitionCatalogue(client).withNames(found.slice(0, limit))
  const answer = {
    connection: describeConnection(client),
    syncs: syncs.map(describe),
    hasMore: hasMore || found.length > limit,
  }
  return { code: EXIT.done, answer }
}

function describe({ syncStartedAt, syncEndedAt, createdBy, syncedInstanceUri, definition, ...sync }: Sync) {
  const { id, status, createdAt } = sync
  return {
    ...{ id, status, createdAt, startedAt: syncStartedAt, endedAt: syncEndedAt, user: createdBy },
    definition: { uri: syncedInstanceUri, kind: definition?.kind, name: definition?.name },
  }
}

import { useQueries, useQuery } from '@tanstack/react-query'
import { keptUntil } from '../../../shared/eloqua/retention.ts'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import { useActiveConnection } from '../../entities/connection/connections.ts'
import { definitionQuery } from '../../entities/definition/definition-queries.ts'
import { syncsQuery, useSyncEvents } from '../../entities/sync/sync-queries.ts'

/** What is expiring is soon gone; most results are kept for 12 hours, and those are not named the whole day. */
const SOON_MS = 3 * 3_600_000
const LOOK_AGAIN_MS = 60_000
/** Definitions that are asked how long they keep rows. */
const MOST_DEFINITIONS = 8

export interface ExpiringResult {
  readonly sync: Sync
  readonly until: Date
}

/** The newest syncs, and those exports of the user whose rows Eloqua deletes soon. Looks again every minute. */
export function useSyncAttention(now: Date) {
  useSyncEvents()
  const user = useActiveConnection()?.user.toLowerCase()
  const syncs = useQuery({ ...syncsQuery({ offset: 0 }), refetchInterval: LOOK_AGAIN_MS })
  const exports = (syncs.data?.items ?? []).filter((sync) => isReadable(sync) && sync.createdBy.toLowerCase() === user)
  const uris = [...new Set(exports.map((sync) => sync.syncedInstanceUri))].slice(0, MOST_DEFINITIONS)
  const definitions = useQueries({ queries: uris.map((uri) => ({ ...definitionQuery(uri), retry: false })) })
  const retention = new Map(definitions.flatMap(({ data }) => (data ? [[data.uri, data.dataRetentionDuration]] : [])))
  const expiring = exports.flatMap((sync): readonly ExpiringResult[] => {
    const until = keptUntil(sync.syncEndedAt, retention.get(sync.syncedInstanceUri))
    const left = until ? until.getTime() - now.getTime() : 0
    return until && left > 0 && left <= SOON_MS ? [{ sync, until }] : []
  })
  return {
    syncs: syncs.data?.items,
    expiring: expiring.toSorted((a, b) => a.until.getTime() - b.until.getTime()),
    error: syncs.error,
    isFetching: syncs.isFetching,
    isPending: syncs.isPending || definitions.some(({ isPending }) => isPending),
    refetch: () => void syncs.refetch(),
  }
}

function isReadable({ definition, status }: Sync): boolean {
  return definition?.kind === 'export' && (status === 'success' || status === 'warning')
}

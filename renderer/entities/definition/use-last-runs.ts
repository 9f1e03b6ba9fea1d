import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { syncsQuery } from '../sync/sync-queries.ts'

/**
 * When definitions were last synced, as far as the newest syncs tell: Eloqua has no list by definition, so
 * absence means "not seen", never "never". `seen` is how many syncs were looked at.
 */
export function useLastRuns(): { readonly runs: ReadonlyMap<string, string>; readonly seen: number } {
  const { data } = useQuery(syncsQuery({ offset: 0 }))
  return useMemo(() => {
    const syncs = data?.items ?? []
    // Newest first: the oldest is written first, so that the newest stays.
    return {
      runs: new Map(syncs.toReversed().map((sync) => [sync.syncedInstanceUri, sync.createdAt])),
      seen: syncs.length,
    }
  }, [data])
}

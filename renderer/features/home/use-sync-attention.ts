import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, subscribe } from '../../api.ts'
import { freshSyncsQuery } from '../../entities/sync/found-syncs.ts'
import { useSyncEvents } from '../../entities/sync/sync-queries.ts'

const LOOK_AGAIN_MS = 60_000

function attentionQuery() {
  return queryOptions({ queryKey: ['sync-index', 'attention'], queryFn: () => api.getSyncAttention(), staleTime: 0 })
}

/** The syncs that failed or warned, and the results that expire, by the local index. Reads what is new every minute. */
export function useSyncAttention() {
  const client = useQueryClient()
  useSyncEvents()
  const fresh = useQuery({ ...freshSyncsQuery(), refetchInterval: LOOK_AGAIN_MS })
  // What is known already is shown at once; what is new changes it.
  const known = useQuery(attentionQuery())
  useEffect(
    () => subscribe('sync-index-changed', () => void client.invalidateQueries({ queryKey: attentionQuery().queryKey })),
    [client],
  )
  return {
    attention: known.data,
    error: fresh.error ?? known.error,
    isFetching: fresh.isFetching,
    isFresh: fresh.isSuccess,
    isPending: fresh.isPending || known.isPending,
    refetch: fresh.refetch,
  }
}

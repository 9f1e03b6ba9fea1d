import { keepPreviousData, type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isFinal, type ListPage, type Sync } from '../../../shared/eloqua/sync.ts'
import { api, subscribe } from '../../api.ts'
import { nextLook } from './sync-polling.ts'

/** Syncs on one page of the list. */
const SYNCS_PER_PAGE = 100

/**
 * One page of all syncs, newest first. Looks again by itself while one of them runs, and whenever a screen opens that
 * shows it: others start syncs too, and a page read a second ago may lack the one that the user came for.
 */
export function syncsQuery(request: { readonly offset: number; readonly status?: string }) {
  return queryOptions({
    queryKey: ['syncs', request],
    queryFn: () => api.listSyncs({ ...request, limit: SYNCS_PER_PAGE }),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => nextLook(query.state.data?.items ?? [], Date.now()),
    staleTime: 0,
  })
}

/** One sync. Looks again by itself until it has ended. */
export function syncQuery(id: number) {
  return queryOptions({
    queryKey: ['sync', id],
    queryFn: () => api.getSync({ id }),
    refetchInterval: (query) => (query.state.data ? nextLook([query.state.data], Date.now()) : false),
    staleTime: 2_000,
  })
}

/** What the logs say of rows moved and rejected. Of a sync that has ended it does not change any more. */
export function syncFiguresQuery(id: number) {
  return queryOptions({
    queryKey: ['sync', id, 'figures'],
    queryFn: () => api.getSyncFigures({ id }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** A sync's log: read again while it runs, and once more when it has ended, as the last lines come last. */
export function syncLogsQuery(sync: Sync) {
  const { id, status } = sync
  return queryOptions({
    queryKey: ['sync', id, 'logs', isFinal(status) ? 'whole' : 'partial'],
    queryFn: () => api.listSyncLogs({ id }),
    refetchInterval: () => nextLook([sync], Date.now()),
    placeholderData: keepPreviousData,
  })
}

/** Takes what main tells of syncs into every list and page that shows them. Call it on a screen that shows syncs. */
export function useSyncEvents(): void {
  const client = useQueryClient()
  useEffect(() => subscribe('sync-changed', (sync) => takeSync(client, sync)), [client])
}

function takeSync(client: QueryClient, sync: Sync): void {
  const before = client.getQueryData(syncQuery(sync.id).queryKey)
  client.setQueryData(syncQuery(sync.id).queryKey, sync)
  client.setQueriesData<ListPage<Sync>>({ queryKey: ['syncs'] }, (page) => page && replaceSync(page, sync))
  const hasEnded = isFinal(sync.status) && before?.status !== sync.status
  if (!hasEnded) return
  for (const part of ['figures', 'logs', 'rejects']) {
    void client.invalidateQueries({ queryKey: ['sync', sync.id, part] })
  }
}

function replaceSync(page: ListPage<Sync>, sync: Sync): ListPage<Sync> {
  return { ...page, items: page.items.map((other) => (other.id === sync.id ? sync : other)) }
}

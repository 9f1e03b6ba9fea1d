import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../api.ts'

/** Reads what is new into the local index of all syncs. */
export function freshSyncsQuery() {
  return queryOptions({ queryKey: ['sync-index', 'fresh'], queryFn: () => api.refreshSyncs(), staleTime: 0 })
}

/** The newest syncs of the local index that fit a text. */
export function foundSyncsQuery(text: string, limit: number) {
  return queryOptions({
    queryKey: ['sync-index', 'found', text, limit],
    queryFn: () =>
      api.searchSyncs({ text, group: 'all', sort: { key: 'started', descending: true }, offset: 0, limit }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Api } from '../../../shared/contract/ipc.ts'
import { isFinal, type Sync } from '../../../shared/eloqua/sync.ts'
import { api, subscribe } from '../../api.ts'
import { nextLook } from './sync-polling.ts'

/** What is looked for among all syncs of the year, and in which order. */
export type SyncSearch = Omit<Parameters<Api['searchSyncs']>[0], 'offset' | 'limit'>

/** Syncs that are asked of main at once. */
export const SYNCS_PER_BLOCK = 200
const FOUND = ['syncs', 'found'] as const

/** The syncs that fit, from `block` times 200 on, and the figures of all that fit. Answered from this computer. */
export function foundSyncsQuery(search: SyncSearch, block: number) {
  return queryOptions({
    queryKey: [...FOUND, search, block],
    queryFn: () => api.searchSyncs({ ...search, offset: block * SYNCS_PER_BLOCK, limit: SYNCS_PER_BLOCK }),
    staleTime: 0,
    // Rows of another block would stand in the wrong place.
    ...(block === 0 ? { placeholderData: keepPreviousData } : {}),
  })
}

/** The newest syncs that fit a text. */
export function newestSyncsQuery(text: string, limit: number) {
  const search = { text, group: 'all', sort: { key: 'started', descending: true } } as const
  return queryOptions({
    queryKey: [...FOUND, 'newest', text, limit],
    queryFn: () => api.searchSyncs({ ...search, offset: 0, limit }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

/** Reads what is new into the local index of all syncs. */
export function freshSyncsQuery() {
  return queryOptions({ queryKey: ['sync-index', 'fresh'], queryFn: () => api.refreshSyncs(), staleTime: 0 })
}

const WHEN_QUIET_MS = 30_000
/** While a year is read, a page of it comes many times a second. */
const BETWEEN_LOOKS_MS = 700

/** Has main read what is new, now and again; what was found is asked for again whenever more is known. `shown`: syncs in sight. */
export function useFreshSyncs(shown: readonly Sync[]) {
  const client = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const lookAgain = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        void client.invalidateQueries({ queryKey: FOUND })
      }, BETWEEN_LOOKS_MS)
    }
    const ends = [subscribe('sync-index-changed', lookAgain), subscribe('sync-changed', lookAgain)]
    return () => {
      clearTimeout(timer)
      for (const end of ends) end()
    }
  }, [client])
  const running = shown.filter(({ status }) => !isFinal(status))
  return useQuery({
    queryKey: ['sync-index'],
    queryFn: async () => {
      const state = await api.refreshSyncs()
      void client.invalidateQueries({ queryKey: FOUND })
      return state
    },
    refetchInterval: () => nextLook(running, Date.now()) || WHEN_QUIET_MS,
    staleTime: 0,
  })
}

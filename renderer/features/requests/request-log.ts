import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { RequestChanges, RequestEntry } from '../../../shared/contract/request-log.ts'
import { api, subscribe } from '../../api.ts'

/** The list as the window has it; the oldest first. */
export interface ShownLog {
  readonly entries: readonly RequestEntry[]
  readonly revision: number
  readonly dropped: number
}

export const EMPTY_LOG: ShownLog = { entries: [], revision: 0, dropped: 0 }

/** The list after what main says has changed in it. */
function withChanges(log: ShownLog, changes: RequestChanges): ShownLog {
  const changed = new Map(changes.entries.map((entry) => [entry.id, entry]))
  const kept = log.entries.filter(({ id }) => id >= changes.oldestId && !changed.has(id))
  const entries = [...kept, ...changed.values()].sort((one, other) => one.id - other.id)
  return { entries, revision: changes.revision, dropped: changes.dropped }
}

/** Every request, live: of a list that is known already, only what changed is asked for. */
export function useRequestLog() {
  const client = useQueryClient()
  const query = useQuery(
    queryOptions({
      queryKey: ['requests'],
      async queryFn(): Promise<ShownLog> {
        const known = client.getQueryData<ShownLog>(['requests']) ?? EMPTY_LOG
        return withChanges(known, await api.listRequests({ since: known.revision }))
      },
      staleTime: 0,
      structuralSharing: false,
    }),
  )
  const { refetch } = query
  useEffect(() => subscribe('requests-changed', () => void refetch()), [refetch])
  return query
}

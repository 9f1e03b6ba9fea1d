import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Connection } from '../../../shared/contract/connection.ts'
import { api } from '../../api.ts'

/** The saved connections and which is in use. Kept fresh by 'connections-changed'. */
export function connectionsQuery() {
  return queryOptions({
    queryKey: ['connections'],
    queryFn: () => api.listConnections(),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** A saved connection. While `isPending`, nothing may be done that depends on its environment. */
export function useConnection(id: string): {
  readonly connection: Connection | undefined
  readonly isPending: boolean
} {
  const { data, isPending } = useQuery(connectionsQuery())
  return { connection: data?.connections.find((connection) => connection.id === id), isPending }
}

/** The connection in use. */
export function useActiveConnection(): Connection | undefined {
  const { data } = useQuery(connectionsQuery())
  return data?.connections.find((connection) => connection.id === data.activeId)
}

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { subscribe } from '../../api.ts'
import { connectionsQuery } from '../../entities/connection/connections.ts'
import { resetRoute } from '../../window/navigation.ts'

/** What is true whichever connection is in use. Everything else belongs to one connection and goes when it changes. */
const LASTING = new Set<unknown>(['connections', 'transfers', 'app-info', 'keychain'])

/** Follows main's connections. When another one comes into use, nothing of the one before stays on screen or in the cache. */
export function useConnectionEvents(): void {
  const client = useQueryClient()
  useEffect(
    () =>
      subscribe('connections-changed', (state) => {
        const before = client.getQueryData(connectionsQuery().queryKey)
        client.setQueryData(connectionsQuery().queryKey, state)
        if (before?.activeId === state.activeId) return
        client.removeQueries({ predicate: (query) => !LASTING.has(query.queryKey[0]) })
        resetRoute()
      }),
    [client],
  )
}

/** Reads again what is on screen when the computer wakes up. What is not on screen is read again when it is looked at. */
export function useWakeUp(): void {
  const client = useQueryClient()
  useEffect(() => subscribe('computer-woke', () => void client.invalidateQueries()), [client])
}

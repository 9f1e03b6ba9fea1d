import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { connectionsQuery } from '../../entities/connection/connections.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { ConnectScreen } from '../../features/connect/connect-screen.tsx'
import { useCommand } from '../../window/commands.ts'
import { Frame } from './frame.tsx'
import { useConnectionEvents, useWakeUp } from './use-connection-events.ts'

/** The whole window: connecting first, then the frame with its screens. */
export function AppWindow() {
  useConnectionEvents()
  useWakeUp()
  const { data, error, refetch } = useQuery(connectionsQuery())
  const [connecting, setConnecting] = useState<'any' | 'again'>()
  useCommand('sign-in-again', () => setConnecting('again'))
  if (error) return <Failure error={error} onRetry={refetch} />
  // Main answers within milliseconds: an empty window is calmer than a skeleton that flashes.
  if (!data) return null
  const active = data.connections.find((connection) => connection.id === data.activeId)
  if (!active) return <ConnectScreen />
  if (connecting) return <ConnectScreen isAgain={connecting === 'again'} onClose={() => setConnecting(undefined)} />
  return <Frame key={active.id} connection={active} onConnect={() => setConnecting('any')} />
}

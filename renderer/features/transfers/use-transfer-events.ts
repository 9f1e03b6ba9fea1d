import { notifications } from '@mantine/notifications'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Transfer } from '../../../shared/contract/transfer.ts'
import { transfersWords } from '../../../shared/words/transfers.ts'
import { subscribe } from '../../api.ts'
import { transfersQuery } from '../../entities/transfer/transfer-queries.ts'
import { announce } from '../../ui/announcer.tsx'
import { currentRoute } from '../../window/navigation.ts'

/** Keeps the list live, and says aloud what has ended or needs the user. */
export function useTransferEvents(): void {
  const client = useQueryClient()
  useEffect(() => subscribe('transfer-changed', (transfer) => follow(client, transfer)), [client])
}

function follow(client: QueryClient, transfer: Transfer): void {
  const key = transfersQuery().queryKey
  const before = client.getQueryData(key)
  const known = before?.find((other) => other.transferId === transfer.transferId)
  // Before the first list has come there is nothing to change: the list will hold this transfer.
  if (before)
    client.setQueryData(key, known ? before.map((it) => (it === known ? transfer : it)) : [...before, transfer])
  if (known?.state === transfer.state) return
  // Heard, not shown: the user has just pressed the button, and looks at it.
  if (transfer.state === 'paused' && known) announce(transfersWords.about(transfer.title, transfer.message))
  tell(transfer)
}

/** The upload's own page says it already, and better; so does the page of the files it was sent with. */
function isOnScreen({ uploadId, groupId }: Transfer): boolean {
  const route = currentRoute()
  if (route.screen !== 'upload' && route.screen !== 'history') return false
  const isItsGroup = route.screen === 'upload' && groupId !== undefined && route.groupId === groupId
  return isItsGroup || (uploadId !== undefined && route.uploadId === uploadId)
}

const COLORS = { done: 'green', failed: 'red', 'needs-you': 'yellow' } as const

function tell(transfer: Transfer): void {
  const { state, title } = transfer
  if (state !== 'done' && state !== 'failed' && state !== 'needs-you') return
  if (isOnScreen(transfer)) return
  notifications.show({
    id: `${transfer.transferId}-${state}`,
    color: COLORS[state],
    title: transfersWords.ended(state, title),
    message: transfer.message,
    // What is done may wait for the screen reader to finish; the rest interrupts.
    role: state === 'done' ? 'status' : 'alert',
  })
}

import { useQuery } from '@tanstack/react-query'
import type { Transfer, TransferState } from '../../../shared/contract/transfer.ts'
import type { BusyTransfers } from '../../../shared/words/transfers.ts'
import { transfersQuery } from '../../entities/transfer/transfer-queries.ts'

export const FINISHED: ReadonlySet<TransferState> = new Set(['done', 'failed', 'cancelled'])

/** What the top bar counts. */
export function useBusyTransfers(): BusyTransfers {
  const { data = [] } = useQuery(transfersQuery())
  const count = (state: TransferState) => data.filter((transfer) => transfer.state === state).length
  return { running: data.filter(isBusy).length, paused: count('paused'), needYou: count('needs-you') }
}

function isBusy(transfer: Transfer): boolean {
  return !FINISHED.has(transfer.state) && transfer.state !== 'needs-you' && transfer.state !== 'paused'
}

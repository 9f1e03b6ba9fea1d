import { useQuery } from '@tanstack/react-query'
import type { Transfer, TransferState } from '../../../shared/transfer.ts'
import { transfersQuery } from '../../transfer-queries.ts'

export const FINISHED: ReadonlySet<TransferState> = new Set(['done', 'failed', 'cancelled'])

/** What the top bar counts. */
export function useBusyTransfers(): { readonly running: number; readonly needYou: number } {
  const { data = [] } = useQuery(transfersQuery())
  const needYou = data.filter((transfer) => transfer.state === 'needs-you').length
  return { running: data.filter(isBusy).length, needYou }
}

function isBusy(transfer: Transfer): boolean {
  return !FINISHED.has(transfer.state) && transfer.state !== 'needs-you'
}

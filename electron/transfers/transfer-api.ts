import type { TransferApi } from '../../shared/contract/calls/transfers.ts'
import { AppError, notNow } from '../../shared/contract/errors.ts'
import type { Transfer, TransferState } from '../../shared/contract/transfer.ts'
import { fileReasons, transferReasons } from '../../shared/words/reasons.ts'
import type { Desktop } from '../platform/desktop.ts'
import type { TransferActions, TransferBook } from './transfer-book.ts'

export interface TransferApiOptions {
  readonly transfers: TransferBook
  readonly desktop: Desktop
}

const ENDED: ReadonlySet<TransferState> = new Set<TransferState>(['done', 'failed', 'cancelled'])

/** The transfers panel: what runs, and what can be done about each. */
export function createTransferApi({ transfers, desktop }: TransferApiOptions): TransferApi {
  return {
    listTransfers: async () => transfers.list(),
    cancelTransfer: async ({ transferId }) => cancel(known(transfers, transferId)),
    pauseTransfer: async ({ transferId }) => pause(known(transfers, transferId)),
    resumeTransfer: async ({ transferId }) => resume(known(transfers, transferId)),
    retryTransfer: async ({ transferId }) => retry(known(transfers, transferId)),
    async dismissTransfer({ transferId }) {
      if (!hasEnded(known(transfers, transferId))) throw notNow(transferReasons.stillRunning)
      transfers.remove(transferId)
    },
    async showInFolder({ transferId }) {
      const path = known(transfers, transferId).actions.path?.()
      if (path === undefined) throw new AppError({ code: 'file-missing', message: fileReasons.noFileToShow })
      desktop.showInFolder(path)
    },
  }
}

interface Known {
  readonly transfer: Transfer | undefined
  readonly actions: TransferActions
}

function known(transfers: TransferBook, transferId: string): Known {
  const actions = transfers.actions(transferId)
  if (!actions) throw new AppError({ code: 'not-found', message: transferReasons.notListed })
  return { actions, transfer: transfers.list().find((transfer) => transfer.transferId === transferId) }
}

function hasEnded({ transfer }: Known): boolean {
  return ENDED.has(transfer?.state ?? 'done')
}

function cancel(at: Known): void {
  // Ended meanwhile: the user got what they wanted, or sees that it was too late.
  if (hasEnded(at)) return
  if (!at.actions.cancel) throw notNow(transferReasons.pastCanceling)
  at.actions.cancel()
}

function pause({ transfer, actions }: Known): void {
  // Paused or ended meanwhile: nothing is going on that could be held back.
  if (!transfer || transfer.resumeMeans || ENDED.has(transfer.state)) return
  if (!actions.pause || !transfer.pauseMeans) throw notNow(transfer.whyNoPause ?? transferReasons.noPause)
  actions.pause()
}

function resume({ transfer, actions }: Known): void {
  if (transfer?.resumeMeans) actions.resume?.()
}

function retry({ transfer, actions }: Known): void {
  const canRetry = transfer?.state === 'failed' || transfer?.state === 'cancelled'
  if (!actions.retry || !canRetry) throw notNow(transferReasons.nothingToTry)
  actions.retry()
}

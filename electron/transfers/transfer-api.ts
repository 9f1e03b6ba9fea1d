import type { TransferApi } from '../../shared/contract/calls/transfers.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { Transfer, TransferState } from '../../shared/contract/transfer.ts'
import type { Desktop } from '../platform/desktop.ts'
import type { TransferActions, TransferBook } from './transfer-book.ts'

export interface TransferApiOptions {
  readonly transfers: TransferBook
  readonly desktop: Desktop
}

const ENDED: ReadonlySet<TransferState> = new Set<TransferState>(['done', 'failed', 'cancelled'])

/** The transfers panel: what runs, and what can be done about each. */
export function createTransferApi({ transfers, desktop }: TransferApiOptions): TransferApi {
  function actionsOf(transferId: string): TransferActions {
    const actions = transfers.actions(transferId)
    if (!actions) throw new AppError({ code: 'not-found', message: 'This transfer is no longer in the list.' })
    return actions
  }

  function find(transferId: string): Transfer | undefined {
    return transfers.list().find((transfer) => transfer.transferId === transferId)
  }

  function stateOf(transferId: string): TransferState | undefined {
    return find(transferId)?.state
  }

  return {
    listTransfers: async () => transfers.list(),
    async cancelTransfer({ transferId }) {
      const { cancel } = actionsOf(transferId)
      // Ended meanwhile: the user got what they wanted, or sees that it was too late.
      if (ENDED.has(stateOf(transferId) ?? 'done')) return
      if (!cancel) throw notNow('This can no longer be cancelled.')
      cancel()
    },
    async pauseTransfer({ transferId }) {
      const { pause } = actionsOf(transferId)
      const transfer = find(transferId)
      // Paused or ended meanwhile: nothing is going on that could be held back.
      if (!transfer || transfer.resumeMeans || ENDED.has(transfer.state)) return
      if (!pause || !transfer.pauseMeans) throw notNow(transfer.whyNoPause ?? 'This cannot be paused.')
      pause()
    },
    async resumeTransfer({ transferId }) {
      const { resume } = actionsOf(transferId)
      if (find(transferId)?.resumeMeans) resume?.()
    },
    async retryTransfer({ transferId }) {
      const { retry } = actionsOf(transferId)
      const state = stateOf(transferId)
      if (!retry || (state !== 'failed' && state !== 'cancelled')) throw notNow('There is nothing to try again here.')
      retry()
    },
    async dismissTransfer({ transferId }) {
      actionsOf(transferId)
      if (!ENDED.has(stateOf(transferId) ?? 'done')) throw notNow('It is still running. Cancel it first.')
      transfers.remove(transferId)
    },
    async showInFolder({ transferId }) {
      const path = actionsOf(transferId).path?.()
      if (path === undefined) throw new AppError({ code: 'file-missing', message: 'There is no file to show.' })
      desktop.showInFolder(path)
    },
  }
}

function notNow(message: string): AppError {
  return new AppError({ code: 'not-allowed-now', message })
}

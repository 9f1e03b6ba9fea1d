import { type ApiOf, takes } from '../call.ts'
import { byTransfer, nothing } from '../schemas/common.ts'
import type { Transfer } from '../transfer.ts'

export const transferCalls = {
  listTransfers: takes(nothing).gives<readonly Transfer[]>(),
  cancelTransfer: takes(byTransfer).gives<void>(),
  pauseTransfer: takes(byTransfer).gives<void>(),
  resumeTransfer: takes(byTransfer).gives<void>(),
  retryTransfer: takes(byTransfer).gives<void>(),
  dismissTransfer: takes(byTransfer).gives<void>(),
  showInFolder: takes(byTransfer).gives<void>(),
}

export type TransferApi = ApiOf<typeof transferCalls>

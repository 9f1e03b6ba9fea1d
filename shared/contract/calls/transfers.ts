import { z } from 'zod'
import { type ApiOf, takes } from '../call.ts'
import { handle, nothing } from '../schemas/common.ts'
import type { Transfer } from '../transfer.ts'

const byTransfer = z.strictObject({ transferId: handle })

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

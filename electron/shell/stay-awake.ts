import { powerSaveBlocker } from 'electron'
import type { Transfer, TransferState } from '../../shared/contract/transfer.ts'

/** What stops when the computer sleeps. A paused transfer, or one that asks the user, does not need the computer. */
const AT_WORK: ReadonlySet<TransferState> = new Set<TransferState>(['queued', 'running', 'waiting'])

/**
 * Keeps the computer from idle sleep while a transfer is at work, and not a minute longer. The screen may still turn off.
 * Without the blocker, macOS also slows main down in the background (App Nap).
 */
export function createStayAwake(): { follow(transfers: readonly Transfer[]): void } {
  let blocker: number | undefined
  return {
    follow(transfers) {
      const isAtWork = transfers.some(({ state }) => AT_WORK.has(state))
      if (isAtWork) blocker ??= powerSaveBlocker.start('prevent-app-suspension')
      else if (blocker !== undefined) {
        powerSaveBlocker.stop(blocker)
        blocker = undefined
      }
    },
  }
}

import { randomUUID } from 'node:crypto'
import type { Transfer, TransferProgress } from '../../shared/contract/transfer.ts'
import type { Publish } from '../platform/desktop.ts'

/** The hands of whoever runs a transfer. */
export interface TransferHandle {
  readonly transferId: string
  update(change: Partial<Omit<Transfer, 'transferId' | 'kind'>>): void
  progress(progress: TransferProgress): void
}

export interface TransferActions {
  readonly cancel?: () => void
  readonly retry?: () => void
  /** Throws what the user is told where it cannot be paused just now. */
  readonly pause?: () => void
  readonly resume?: () => void
  /** The file that `showInFolder` shows. */
  readonly path?: () => string | undefined
}

/** All transfers of this run of the app: what the panel lists. Progress reaches the window at most ten times a second each. */
export interface TransferBook {
  open(
    transfer: Omit<Transfer, 'transferId' | 'startedAt'> & { startedAt?: string },
    actions: TransferActions,
  ): TransferHandle
  list(): readonly Transfer[]
  actions(transferId: string): TransferActions | undefined
  remove(transferId: string): void
}

const MIN_GAP_MS = 100

interface Entry {
  transfer: Transfer
  readonly actions: TransferActions
  /** Milliseconds since 1970. */
  toldAt: number
  timer?: NodeJS.Timeout
}

export function createTransferBook(publish: Publish): TransferBook {
  const entries = new Map<string, Entry>()
  const tell = createTeller(publish)

  function change(transferId: string, patch: Partial<Transfer>, atOnce: boolean): void {
    const entry = entries.get(transferId)
    if (!entry) return
    entry.transfer = { ...entry.transfer, ...patch }
    tell(entry, atOnce)
  }

  return {
    open(transfer, actions) {
      const transferId = randomUUID()
      const opened: Transfer = { startedAt: new Date().toISOString(), ...transfer, transferId }
      const entry: Entry = { transfer: opened, actions, toldAt: 0 }
      entries.set(transferId, entry)
      tell(entry, true)
      return {
        transferId,
        update: (patch) => change(transferId, patch, true),
        progress: (progress) => change(transferId, { progress }, false),
      }
    },
    list: () => [...entries.values()].map((entry) => entry.transfer),
    actions: (transferId) => entries.get(transferId)?.actions,
    remove: (transferId) => {
      clearTimeout(entries.get(transferId)?.timer)
      entries.delete(transferId)
    },
  }
}

/** Tells the window of a transfer: at once, or when the gap since the last time has passed. */
function createTeller(publish: Publish) {
  function tellNow(entry: Entry): void {
    clearTimeout(entry.timer)
    entry.timer = undefined
    entry.toldAt = Date.now()
    publish('transfer-changed', entry.transfer)
  }

  return (entry: Entry, atOnce: boolean): void => {
    const wait = atOnce ? 0 : entry.toldAt + MIN_GAP_MS - Date.now()
    if (wait <= 0) tellNow(entry)
    else entry.timer ??= setTimeout(() => tellNow(entry), wait)
  }
}

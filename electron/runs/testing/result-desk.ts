import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ResultApi } from '../../../shared/contract/calls/results.ts'
import type { TransferApi } from '../../../shared/contract/calls/transfers.ts'
import type { Transfer } from '../../../shared/contract/transfer.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { ABSENT_DESKTOP, type Desktop } from '../../platform/desktop.ts'
import { openLeftovers } from '../../platform/leftovers.ts'
import { SILENT_LOG } from '../../testing/memory-log.ts'
import { createTransferApi } from '../../transfers/transfer-api.ts'
import { createTransferBook } from '../../transfers/transfer-book.ts'
import { createResultApi, type ResultApiOptions } from '../result-api.ts'

/** The result and transfer apis on one client, a real folder to save to, and what the desktop was asked. */
export interface ResultDesk {
  readonly api: ResultApi
  readonly transferApi: TransferApi
  readonly folder: string
  readonly target: string
  readonly askedNames: readonly string[]
  /** What the dialog answers next, before it answers `target` again. */
  readonly paths: (string | undefined)[]
  readonly copied: readonly string[]
  readonly told: readonly Transfer[]
  files(): string[]
  /** Waits until the transfer has ended. */
  ended(started: { transferId: string } | null): Promise<Transfer>
}

export function createResultDesk(
  client: EloquaClient,
  fileName = 'out.csv',
  closesDialog = false,
  sleep?: ResultApiOptions['sleep'],
): ResultDesk {
  const folder = mkdtempSync(join(tmpdir(), 'results-'))
  const target = join(folder, fileName)
  const paths: (string | undefined)[] = []
  const askedNames: string[] = []
  const copied: string[] = []
  const told: Transfer[] = []
  const desktop: Desktop = {
    ...ABSENT_DESKTOP,
    async askSavePath({ defaultName }) {
      askedNames.push(defaultName)
      return closesDialog ? undefined : paths.length > 0 ? paths.shift() : target
    },
    confirm: async () => true,
    writeClipboard: async (text) => void copied.push(text),
  }
  const transfers = createTransferBook((event, payload) => {
    if (event === 'transfer-changed') told.push(payload as Transfer)
  })
  const leftovers = openLeftovers(join(mkdtempSync(join(tmpdir(), 'record-')), 'unfinished-files.json'), SILENT_LOG)
  const clients = { active: () => client, forConnection: async () => client }
  return {
    api: createResultApi({
      clients,
      publish: () => {},
      desktop,
      transfers,
      leftovers,
      log: SILENT_LOG,
      ...(sleep ? { sleep } : {}),
    }),
    transferApi: createTransferApi({ transfers, desktop }),
    folder,
    target,
    askedNames,
    paths,
    copied,
    told,
    files: () => readdirSync(folder),
    async ended(started) {
      for (;;) {
        const transfer = transfers.list().find(({ transferId }) => transferId === started?.transferId)
        if (transfer && ['done', 'failed', 'cancelled'].includes(transfer.state)) return transfer
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
  }
}

import { setTimeout as wait } from 'node:timers/promises'
import { createCsvEngine } from '../csv/worker/csv-engine.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import { ABSENT_DESKTOP, type Desktop } from '../platform/desktop.ts'
import { createTransferBook } from '../transfers/transfer-book.ts'
import { createSourceFiles, type SourceFiles } from '../uploads/check/source-files.ts'
import { createUploadService, type UploadService } from '../uploads/upload-api.ts'
import type { CliOptions } from './cli-desk.ts'

/** The window's upload service, without a window. */
export interface GuestUploads {
  readonly api: UploadService['api']
  readonly files: SourceFiles
  cancel(uploadId: string): void
  settled(): Promise<void>
  /** Resolves with the first value that is not undefined. */
  until<T>(look: () => Promise<T | undefined>): Promise<T>
}

const LOOK_EVERY_MS = 100

/** Does work with uploads as a guest beside the window: it goes on with no other upload, and what it leaves the window takes up. */
export async function withUploads<T>(
  { userData, log }: CliOptions,
  client: EloquaClient,
  work: (uploads: GuestUploads) => Promise<T>,
): Promise<T> {
  const engine = createCsvEngine({ log })
  const files = createSourceFiles()
  const transfers = createTransferBook(() => {})
  const service = createUploadService({
    clients: { active: () => client, forConnection: async () => client },
    ...{ engine, files, transfers, userData, log },
    publish: () => {},
    desktop: LEAVE_GIVEN,
    isGuest: true,
  })
  try {
    return await work({
      ...{ api: service.api, files },
      cancel: (uploadId) => {
        const transfer = transfers.list().find((one) => one.uploadId === uploadId)
        if (transfer) transfers.actions(transfer.transferId)?.cancel?.()
      },
      settled: () => service.settled(),
      async until(look) {
        for (;;) {
          const found = await look()
          if (found !== undefined) return found
          await wait(LOOK_EVERY_MS)
        }
      },
    })
  } finally {
    service.close()
    await engine.stop()
  }
}

/**
 * No user is there. No check page was read, so main asks before it sends to production: the answer is the leave that the user
 * gave the recipe in the window, without which the command has ended before.
 */
const LEAVE_GIVEN: Desktop = { ...ABSENT_DESKTOP, confirm: async () => true }

import { setTimeout as wait } from 'node:timers/promises'
import type { Check, Upload } from '../../shared/uploads/upload.ts'
import { createCsvEngine } from '../csv/worker/csv-engine.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import { toKnownError } from '../platform/defects.ts'
import { ABSENT_DESKTOP, type Desktop } from '../platform/desktop.ts'
import type { Log } from '../platform/logger.ts'
import { createTransferBook } from '../transfers/transfer-book.ts'
import { createSourceFiles, type SourceFiles } from '../uploads/check/source-files.ts'
import { createUploadService, type UploadService } from '../uploads/upload-api.ts'
import { type CliOptions, guestLog } from './cli-desk.ts'

/** The window's upload service, without a window. */
export interface GuestUploads {
  readonly api: UploadService['api']
  readonly files: SourceFiles
  /** The check once it has ended, however. Rejects where the command is interrupted meanwhile. */
  checked(checkId: string): Promise<Check>
  /** The upload once nobody works on it here any more. Ctrl-C cancels it, as the window's Cancel does. */
  atRest(uploadId: string): Promise<Upload>
}

const LOOK_EVERY_MS = 100

/** Does work with uploads as a guest beside the window: it goes on with no other upload, and what it leaves the window takes up. */
export async function withUploads<T>(
  { userData, signal, ...options }: CliOptions,
  client: EloquaClient,
  work: (uploads: GuestUploads) => Promise<T>,
): Promise<T> {
  const log = guestLog(options.log)
  const engine = createCsvEngine({ log })
  const files = createSourceFiles()
  const service = createUploadService({
    clients: { active: () => client, forConnection: async () => client },
    ...{ engine, files, userData, log },
    transfers: createTransferBook(() => {}),
    publish: () => {},
    desktop: LEAVE_GIVEN,
    isGuest: true,
  })
  try {
    return await work({ ...{ api: service.api, files }, ...createWaits(service, signal, log) })
  } finally {
    service.close()
    await engine.stop()
  }
}

type Waits = Pick<GuestUploads, 'checked' | 'atRest'>

/** Each wait has an end: a check ends, an upload is at rest once nothing is at work, and Ctrl-C is heard by both. */
function createWaits({ api, cancel, settled }: UploadService, signal: AbortSignal, log: Log): Waits {
  return {
    async checked(checkId) {
      for (;;) {
        signal.throwIfAborted()
        const check = await api.getCheck({ checkId })
        if (check.state !== 'reading') return check
        await wait(LOOK_EVERY_MS)
      }
    },
    async atRest(uploadId) {
      const stop = () => {
        try {
          cancel(uploadId)
        } catch (error) {
          toKnownError(error, log, 'canceling an upload')
        }
      }
      signal.addEventListener('abort', stop)
      if (signal.aborted) stop()
      await settled()
      signal.removeEventListener('abort', stop)
      return api.getUpload({ uploadId })
    },
  }
}

/**
 * No user is there. No check page was read, so main asks before it sends to production: the answer is the leave that the user
 * gave the recipe in the window, without which the command has ended before.
 */
const LEAVE_GIVEN: Desktop = { ...ABSENT_DESKTOP, confirm: async () => true }

import { type AppError, isAppError, notNow } from '../../../shared/contract/errors.ts'
import type { WaitingRows } from '../../../shared/uploads/upload.ts'
import { uploadReasons } from '../../../shared/words/reasons.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import type { UploadRecord } from '../core/upload-record.ts'
import type { Place } from '../staging/place.ts'
import type { DeskRoom } from './desk-room.ts'

/** What is staged at definitions: looked at, and discarded. */
export function createStagedRows(room: DeskRoom) {
  const { staging, queue, find } = room
  return {
    waiting: (record: UploadRecord): WaitingRows | undefined => staging.waiting(record),
    waitingAt: (place: Place): readonly WaitingRows[] => staging.at(place),
    async lookForWaiting(client: EloquaClient, place: Place): Promise<readonly WaitingRows[]> {
      await staging.lookForSyncs(client, place)
      queue.pump()
      return staging.at(place)
    },
    async discard(uploadId: string, deleteAll: (record: UploadRecord) => Promise<void>): Promise<void> {
      const record = find(uploadId)
      const isResting = record?.phase === 'ended' || record?.phase === 'staged'
      if (!record || !isResting || !staging.waiting(record)) throw notNow(uploadReasons.noneOfItsRowsStaged)
      await queue.whileIdle(record, () => discardAll(room, record, deleteAll))
      const ended = find(uploadId)
      if (record.phase === 'staged' && ended) room.onRest?.(ended)
    },
  }
}

/** A refusal says that the rows are still there; an answer that was lost does not. */
async function discardAll(
  { staging, find }: DeskRoom,
  record: UploadRecord,
  deleteAll: (record: UploadRecord) => Promise<void>,
): Promise<void> {
  try {
    await deleteAll(record)
  } catch (error) {
    if (!isAppError(error) || !REFUSALS.has(error.code)) staging.noteUnsettled(find(record.uploadId) ?? record)
    throw error
  }
  staging.noteDiscarded(find(record.uploadId) ?? record)
}

const REFUSALS: ReadonlySet<AppError['code']> = new Set<AppError['code']>([
  'conflict',
  'forbidden',
  'unauthorized',
  'sign-in-refused',
  'not-signed-in',
  'bad-request',
  'validation',
  'has-dependencies',
  'rate-limited',
  'keychain-locked',
  'keychain-missing',
  'keychain-refused',
])

import { noted } from './change.ts'
import type { EventOf, Stamp } from './events.ts'
import { batchParts, type UploadRecord } from './upload-record.ts'

/** Of rows that are staged, the user starts the sync. */
export function syncOrdered(record: UploadRecord, event: EventOf<'sync-ordered'>): UploadRecord {
  if (record.phase !== 'staged') return record
  return ordered({ ...record, isPaused: undefined }, event)
}

/**
 * The user had the rows imported when they sent them: their sync is due as soon as all are staged. Not where rows of
 * another upload are staged there by now, nor where it took the user's word that a part arrived: then the user looks first.
 */
export function mayImportAtOnce(record: UploadRecord, { also }: Pick<EventOf<'newest-noted'>, 'also'>): boolean {
  const isPlain = batchParts(record).every(
    ({ state, assumed, sentAgain }) => state === 'arrived' && !assumed && !sentAgain,
  )
  return record.importsAtOnce === true && also.length === 0 && isPlain
}

/** The sync of the rows that are staged is due. */
export function ordered(record: UploadRecord, stamp: Stamp): UploadRecord {
  const on: UploadRecord = { ...record, phase: 'start-sync', state: 'syncing', error: undefined, trying: undefined }
  return noted(on, stamp, { kind: 'sync-ordered' })
}

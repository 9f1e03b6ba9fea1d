import type { AppErrorData } from '../../../shared/contract/errors.ts'
import { parseSyncUri } from '../../../shared/eloqua/sync.ts'
import { eloquaReasons } from '../../../shared/words/reasons.ts'
import type { SeenSync } from './events.ts'
import type { UploadRecord } from './upload-record.ts'

/**
 * Whether an answer that names a sync is an old one: a cache or a proxy gave the answer to an earlier request. A sync that
 * was on the list before, or that is known already, is never the one that was just asked for.
 */
export function isOldAnswer({ lastSyncId, syncs }: UploadRecord, { uri }: SeenSync): boolean {
  const id = parseSyncUri(uri)
  const isListed = id !== undefined && lastSyncId !== undefined && id <= lastSyncId
  return isListed || syncs.some((sync) => sync.uri === uri)
}

export const OLD_ANSWER: AppErrorData = {
  code: 'unexpected-answer',
  message: eloquaReasons.earlierSync,
  fate: 'may-have-arrived',
}

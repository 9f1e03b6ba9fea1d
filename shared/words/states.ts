import type { TransferState } from '../contract/transfer.ts'
import type { SyncStatus } from '../eloqua/eloqua.ts'
import { stateOf } from '../eloqua/sync-index.ts'
import type { UploadState } from '../uploads/upload.ts'
import { formatCount, formatCounted } from './numbers.ts'

/** How a sync stands. Eloqua’s `error` is called failed, as everything else that fails. */
export const SYNC_STATE_WORDS: Readonly<Record<SyncStatus, string>> = {
  pending: 'Pending',
  active: 'Active',
  success: 'Success',
  warning: 'Warning',
  error: 'Failed',
}

/** How a sync stands; a status that Eloqua does not document as it came. */
export function wordSyncStatus(status: string): string {
  const known = stateOf(status) === 'error' ? 'error' : status
  return new Map(Object.entries(SYNC_STATE_WORDS)).get(known) ?? status
}

/** How a transfer stands. */
export const TRANSFER_STATE_WORDS: Readonly<Record<TransferState, string>> = {
  queued: 'Queued',
  running: 'Running',
  waiting: 'Waiting',
  paused: 'Paused',
  'needs-you': 'Action needed',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Canceled',
}

/** How an upload stands. */
export const UPLOAD_STATE_WORDS: Readonly<Record<UploadState, string>> = {
  queued: TRANSFER_STATE_WORDS.queued,
  sending: 'Sending',
  waiting: TRANSFER_STATE_WORDS.waiting,
  paused: TRANSFER_STATE_WORDS.paused,
  staged: 'Staged',
  syncing: 'Syncing',
  'needs-you': TRANSFER_STATE_WORDS['needs-you'],
  done: TRANSFER_STATE_WORDS.done,
  stopped: TRANSFER_STATE_WORDS.failed,
}

/** How a finished upload ended, where something is to be looked at. */
export const uploadEndWords = {
  incomplete: 'Incomplete',
  remarks: 'Done, see results',
  rejected: (rows: number) => `Done, ${formatCount(rows)} rejected`,
  valuesRejected: 'Done, values rejected',
  duplicates: (rows: number) => `Done, ${formatCounted(rows, 'duplicate')}`,
  notReported: (rows: number) => `Done, ${formatCount(rows)} not reported`,
}

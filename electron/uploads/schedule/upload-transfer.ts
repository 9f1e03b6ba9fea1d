import type { Transfer, TransferProgress, TransferState } from '../../../shared/contract/transfer.ts'
import type { UploadState } from '../../../shared/uploads/upload.ts'
import {
  cancelWords,
  pauseWords,
  resumeWords,
  transferWords,
  type UploadStanding,
  whyNoPauseWords,
} from '../../../shared/words/upload-controls.ts'
import { isGoingOn, mayPause } from '../core/pause.ts'
import { COPY_KEEPS_MS } from '../core/private-copy.ts'
import { batchParts, currentSync, syncsAtOnce, type UploadRecord } from '../core/upload-record.ts'
import { toUpload } from '../outcome/to-upload.ts'
import { arrivedAt, keptMs } from '../staging/staged-rows.ts'

const STATES: Readonly<Record<UploadState, TransferState>> = {
  queued: 'queued',
  sending: 'running',
  waiting: 'waiting',
  paused: 'paused',
  staged: 'needs-you',
  syncing: 'running',
  'needs-you': 'needs-you',
  done: 'done',
  stopped: 'failed',
}

/** The row of the transfers panel for an upload. */
export function transferOf(record: UploadRecord): Omit<Transfer, 'transferId' | 'kind' | 'startedAt' | 'progress'> {
  const cancelledByUser = record.state === 'stopped' && record.error?.code === 'cancelled'
  const standing = standingOf(record)
  const isPausable = mayPause(record) || record.isPaused === true || !isGoingOn(record)
  return {
    title: `${record.file.name} → ${record.definition.name}`,
    state: cancelledByUser ? 'cancelled' : STATES[record.state],
    message: transferWords(toUpload(record), standing),
    cancelMeans: cancelWords(standing),
    pauseMeans: pauseWords(standing),
    whyNoPause: isPausable ? undefined : whyNoPauseWords(),
    resumeMeans: resumeWords(standing),
    endedAt: record.endedAt,
    error: record.state === 'stopped' ? record.error : undefined,
    uploadId: record.uploadId,
    ...(record.groupId ? { groupId: record.groupId } : {}),
  }
}

/** Where an upload stands, as far as its buttons and their words need to know. */
function standingOf(record: UploadRecord): UploadStanding {
  const keptUntil = keptUntilOf(record)
  return {
    stage: stageOf(record),
    where: record.way === 'private-copy' ? 'copy' : syncsAtOnce(record) ? 'syncs-at-once' : 'stages',
    mayPause: mayPause(record),
    isPaused: record.isPaused === true,
    isResting: record.state === 'paused',
    isGoingOn: isGoingOn(record),
    ...(record.notBefore ? { notBefore: record.notBefore } : {}),
    ...(keptUntil ? { keptUntil } : {}),
  }
}

function stageOf(record: UploadRecord): UploadStanding['stage'] {
  const { phase, state } = record
  if (phase === 'ended') return 'over'
  if (phase === 'watch' || phase === 'clean') return 'watching'
  if (phase === 'start-sync') return currentSync(record) ? 'seeking-sync' : 'starting-sync'
  if (state === 'queued') return 'queued'
  return state === 'waiting' ? 'waiting' : 'sending'
}

/** Until when Eloqua keeps what arrived of the batch at hand. */
function keptUntilOf(record: UploadRecord): string | undefined {
  const kept = record.way === 'private-copy' ? COPY_KEEPS_MS : keptMs(record)
  const arrived = batchParts(record).filter(({ state }) => state === 'arrived')
  if (kept === undefined || arrived.length === 0 || syncsAtOnce(record)) return undefined
  const first = Math.min(...arrived.map((part) => Date.parse(arrivedAt(record, part))))
  return new Date(first + kept).toISOString()
}

/** Progress in bytes over all parts; `inFlight` is what went out of the part under way. */
export function progressOf(record: UploadRecord, inFlight: number, rate: number | undefined): TransferProgress {
  const total = record.parts.reduce((sum, part) => sum + part.bytes, 0)
  const arrived = record.parts.filter((part) => part.state === 'arrived')
  const done = Math.min(total, arrived.reduce((sum, part) => sum + part.bytes, 0) + inFlight)
  const current = batchParts(record).find((part) => part.state === 'sending')
  return {
    unit: 'bytes',
    done,
    total,
    parts: record.parts.length,
    ...(current ? { part: current.index + 1 } : {}),
    ...(rate && record.state === 'sending' ? { rate, secondsLeft: Math.ceil((total - done) / rate) } : {}),
  }
}

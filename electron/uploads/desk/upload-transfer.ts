import type { Transfer, TransferProgress, TransferState } from '../../../shared/contract/transfer.ts'
import type { UploadState } from '../../../shared/uploads/upload.ts'
import type { UploadRecord } from '../journal/upload-record.ts'
import { batchParts, currentSync, syncsAtOnce } from '../journal/upload-record.ts'
import { pauseMeans, resumeMeans, whyNoPause } from '../sending/pause-upload.ts'

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
  return {
    title: `${record.file.name} → ${record.definition.name}`,
    state: cancelledByUser ? 'cancelled' : STATES[record.state],
    message: message(record),
    cancelMeans: cancelMeans(record),
    pauseMeans: pauseMeans(record),
    whyNoPause: whyNoPause(record),
    resumeMeans: resumeMeans(record),
    endedAt: record.endedAt,
    error: record.state === 'stopped' ? record.error : undefined,
    uploadId: record.uploadId,
  }
}

function message(record: UploadRecord): string {
  if (record.outcome) return record.outcome
  if (record.question) return record.question.text
  const latest = record.events.at(-1)?.text
  if (record.state === 'paused') return latest ?? 'Paused.'
  if (record.isPaused && record.phase !== 'staged') return pausingWords(record)
  if (record.state === 'waiting') return latest ?? 'Waiting to try again.'
  if (record.state === 'queued') return 'Waits for another upload to the same definition.'
  if (record.state === 'staged') return 'Everything has arrived. Nothing is applied until you start the sync.'
  if (record.state === 'syncing') return syncingWords(record)
  return 'Sending.'
}

function syncingWords(record: UploadRecord): string {
  if (record.phase === 'start-sync' && !currentSync(record)) return 'The sync is about to be started.'
  if (record.phase === 'watch' && record.error)
    return `Eloqua cannot be asked just now how the sync goes: ${record.error.message} Trying again.`
  return 'Eloqua is applying the rows.'
}

/** Between the press and the moment from which nothing is sent. */
function pausingWords(record: UploadRecord): string {
  if (record.phase === 'watch' || record.phase === 'clean')
    return 'Pausing as soon as Eloqua has ended the sync that is running.'
  return 'Pausing as soon as the part on its way has been answered.'
}

function cancelMeans(record: UploadRecord): string | undefined {
  if (record.phase === 'ended') return undefined
  if (record.phase === 'watch' || record.phase === 'clean')
    return 'Stops watching. What Eloqua already started goes on.'
  if (record.phase === 'start-sync' && currentSync(record))
    return 'The sync may already have been started; Bulkdesk stops looking.'
  if (record.way === 'private-copy')
    return 'Stops sending and deletes the private copy. Nothing of this batch is applied.'
  if (syncsAtOnce(record)) return 'Stops sending. Parts that arrived have started their syncs, which go on.'
  return 'Stops sending. Parts that arrived wait at the definition and are applied by its next sync.'
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

/** Bytes a second, smoothed over about the last five seconds. */
export function createRateMeter(now: () => number = () => performance.now()) {
  let rate: number | undefined
  let last: { at: number; done: number } | undefined
  return (done: number): number | undefined => {
    const at = now()
    if (!last || done < last.done) last = { at, done }
    const seconds = (at - last.at) / 1000
    if (seconds < 0.25) return rate
    const latest = (done - last.done) / seconds
    const weight = 1 - Math.exp(-seconds / 5)
    rate = rate === undefined ? latest : rate + (latest - rate) * weight
    last = { at, done }
    return rate
  }
}

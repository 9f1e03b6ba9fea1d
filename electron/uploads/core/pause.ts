import { noted } from './change.ts'
import { rest, type Step } from './effects.ts'
import type { Stamp } from './events.ts'
import { batchParts, currentSync, isLastBatch, type UploadRecord } from './upload-record.ts'

/**
 * True where the next thing to do is a request that writes, and the user has paused. What is on its way is never cut
 * off, and a doubt is settled first: neither sends anything new.
 */
export function restsHere(record: UploadRecord): boolean {
  if (!record.isPaused) return false
  if (record.phase === 'copy') return record.copy?.isLost !== true
  const parts = batchParts(record)
  const isDoubtful = parts.some(({ state }) => state === 'in-doubt')
  const isLeft = parts.some(({ state }) => state === 'planned') || record.way === 'private-copy'
  if (record.phase === 'parts') return !isDoubtful && isLeft
  return record.phase === 'start-sync' && currentSync(record) === undefined
}

/** Says where it stands, and waits for the user: also after the end of the app. */
export function restPaused(record: UploadRecord, stamp: Stamp): Step {
  const paused: UploadRecord = {
    ...record,
    state: 'paused',
    error: undefined,
    question: undefined,
    trying: undefined,
    isNewestNoted: undefined,
  }
  return rest(noted(paused, stamp, { kind: 'paused' }))
}

export function mayPause(record: UploadRecord): boolean {
  if (!isGoingOn(record)) return false
  if (record.phase === 'copy' || record.phase === 'parts') return true
  if (record.phase === 'start-sync') return currentSync(record) === undefined
  return !isLastBatch(record)
}

/** True while it goes on by itself, or would if nothing held it back. */
export function isGoingOn({ phase, state }: UploadRecord): boolean {
  return phase !== 'ended' && phase !== 'staged' && state !== 'needs-you' && state !== 'paused'
}

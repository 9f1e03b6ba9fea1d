import { noted } from './change.ts'
import { startedOver } from './copies.ts'
import type { EventOf } from './events.ts'
import { answersLost } from './interrupt.ts'
import { isOver } from './sync-ends.ts'
import type { UploadRecord } from './upload-record.ts'

/**
 * Whether an upload that stopped can be taken up without a second copy of anything. Not where rows may have been applied
 * in part, or are gone: then only a new upload is honest.
 */
export function mayRevive(record: UploadRecord): boolean {
  if (record.phase !== 'ended' || record.state !== 'stopped' || record.error?.code === 'file-changed') return false
  const current = record.syncs.filter((sync) => sync.batch === record.batch)
  if (current.some((sync) => sync.rejects !== undefined && isOver(sync.status))) return false
  return !record.parts.some((part) => part.state === 'thrown-away')
}

/** What a private copy held is sent anew; a doubtful part or sync is looked up or asked about again; a running sync is watched again. */
export function triedAgain(record: UploadRecord, event: EventOf<'tried-again'>): UploadRecord {
  if (!mayRevive(record)) return record
  const on: UploadRecord = {
    ...answersLost(noted(record, event, { kind: 'tried-again' })),
    outcome: undefined,
    error: undefined,
    question: undefined,
    endedAt: undefined,
    isPaused: undefined,
    isCancelled: undefined,
    restarts: 0,
  }
  const current = record.syncs.filter((sync) => sync.batch === record.batch)
  if (current.some((sync) => !sync.uri)) return { ...on, phase: 'start-sync', state: 'waiting' }
  if (current.length > 0) return { ...on, phase: 'watch', state: 'syncing' }
  if (record.way === 'private-copy') return { ...startedOver(on), phase: 'copy', state: 'sending' }
  const parts = on.parts.map((part) => (part.state === 'refused' ? { ...part, state: 'planned' as const } : part))
  return { ...on, parts, phase: 'parts', state: 'sending' }
}

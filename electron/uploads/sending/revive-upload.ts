import { isFinal } from '../../../shared/eloqua/sync.ts'
import type { UploadRecord } from '../journal/upload-record.ts'

/**
 * Takes up an upload that stopped, if that can be done without a second copy of anything: what a private copy held is
 * sent anew, a doubtful part or sync is looked up or asked about again, a running sync is watched again.
 * Undefined where the rows may have been applied in part, or are gone, so that only a new upload is honest.
 */
export function revived(record: UploadRecord): Partial<UploadRecord> | undefined {
  if (record.state !== 'stopped' || record.error?.code === 'file-changed') return undefined
  const current = record.syncs.filter((sync) => sync.batch === record.batch)
  if (current.some((sync) => sync.rejects !== undefined && isFinal(sync.status ?? 'pending'))) return undefined
  if (record.parts.some((part) => part.state === 'thrown-away')) return undefined
  const goOn = {
    outcome: undefined,
    error: undefined,
    question: undefined,
    endedAt: undefined,
    isPaused: undefined,
    restarts: 0,
  }
  if (current.some((sync) => !sync.uri)) return { ...goOn, phase: 'start-sync', state: 'waiting' }
  if (current.length > 0) return { ...goOn, phase: 'watch', state: 'syncing' }
  if (record.way === 'private-copy') return { ...goOn, ...startOver(record) }
  const parts = record.parts.map((part) => (part.state === 'refused' ? { ...part, state: 'planned' as const } : part))
  return { ...goOn, parts, phase: 'parts', state: 'sending' }
}

/** The batch at hand in a new copy: the old one was never synced, and is deleted. */
function startOver(record: UploadRecord): Partial<UploadRecord> {
  const parts = record.parts.map((part) =>
    part.batch === record.batch ? { ...part, state: 'planned' as const } : part,
  )
  const leftCopies = [...record.leftCopies, ...(record.copy?.uri ? [record.copy.uri] : [])]
  const generation = record.generation + 1
  return { parts, leftCopies, copy: undefined, generation, phase: 'copy', state: 'sending' }
}

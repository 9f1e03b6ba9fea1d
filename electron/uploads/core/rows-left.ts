import { uploadReasons } from '../../../shared/words/reasons.ts'
import { partsThere } from '../staging/staged-rows.ts'
import { end, endDone, noted, proofOfAll } from './change.ts'
import type { EventOf } from './events.ts'
import { restAsNextBatch } from './split-batch.ts'
import { isInFlight, type RecordedPart, type RecordedSync, type UploadRecord, wentThrough } from './upload-record.ts'

/** Another sync of the definition took the rows that were staged there. */
export function rowsTaken(record: UploadRecord, event: EventOf<'rows-taken'>): UploadRecord {
  const { sync, starter, rejected = 0 } = event
  const there = partsThere(record)
  if (there.length === 0 || isInFlight(record) || !wentThrough(sync.status)) return record
  const rows = there.reduce((sum, { part, isSure }) => sum + (isSure ? part.rows : 0), 0)
  const fact = { syncUri: sync.uri, rows, ...(starter === undefined ? {} : { starter }) }
  const isOpen = record.syncs.some(({ batch }) => batch === record.batch)
  const syncs = isOpen ? record.syncs : [...record.syncs, takenBy(record, event)]
  const changed: UploadRecord = { ...record, syncs, parts: gone(record) }
  const isWhole = event.counted === 'all'
  const told = { kind: 'rows-taken', ...fact, ...(isWhole ? {} : { isUncounted: true as const }) } as const
  const taken = { kind: 'taken', ...fact, ...(rejected > 0 ? { rejected } : {}) } as const
  const outcome = isWhole || rows === 0 ? taken : ({ kind: 'incomplete' } as const)
  if (record.phase === 'ended') return noted({ ...changed, outcome }, event, told)
  const proof = record.parts.some(({ assumed }) => assumed) ? undefined : proofOfAll(changed)
  if (proof && isWhole) return endDone(changed, event, outcome, proof)
  if (record.parts.every(({ state }) => state === 'arrived')) return end(changed, event, outcome)
  return noted({ ...changed, parts: restAsNextBatch(record, changed.parts) }, event, told)
}

/** Its log counts the rows of others as well, so that it is not this upload's. */
function takenBy({ batch }: UploadRecord, { sync, counted }: EventOf<'rows-taken'>): RecordedSync {
  const { uri, createdAt: askedAt, status } = sync
  return {
    ...{ batch, uri, askedAt, status, logs: [], rejects: 0, isForeign: true },
    ...(counted === 'all' ? {} : { lacksRows: true }),
    ...(typeof counted === 'object' ? { missingRows: counted.missing } : {}),
  }
}

/** Everything that was staged at the definition was deleted: by this upload's user, or for another file (`with`). */
export function rowsDiscarded(record: UploadRecord, event: EventOf<'rows-discarded'>): UploadRecord {
  const cause = event.with === undefined ? {} : { with: event.with }
  const outcome = { kind: 'discarded', ...cause } as const
  if (isInFlight(record)) return record
  if (event.with !== undefined && record.phase !== 'ended' && record.phase !== 'staged') {
    const paused: UploadRecord = {
      ...thrownAway(record, 'planned'),
      phase: 'parts',
      state: 'paused',
      isPaused: true,
      question: undefined,
      error: undefined,
    }
    return noted(paused, event, { kind: 'rows-discarded', ...cause })
  }
  const away = thrownAway(record, 'thrown-away')
  if (record.phase === 'ended')
    return noted({ ...away, outcome: outcomeAfter(record, outcome) }, event, { kind: 'rows-discarded', ...cause })
  return end(away, event, outcome, { code: 'cancelled', message: uploadReasons.discarded })
}

/** That other batches failed is still what matters most. */
function outcomeAfter(record: UploadRecord, outcome: UploadRecord['outcome']): UploadRecord['outcome'] {
  return record.outcome?.kind === 'incomplete' ? record.outcome : outcome
}

/** Whether the staged rows were deleted is unknown: the answer was lost. */
export function discardUnsettled(record: UploadRecord, event: EventOf<'discard-unsettled'>): UploadRecord {
  if (isInFlight(record)) return record
  const there = new Set(partsThere(record).map(({ part }) => part.index))
  if (there.size === 0) return record
  const parts = record.parts.map((part) => (there.has(part.index) ? { ...part, maybeGone: true as const } : part))
  return noted({ ...record, parts }, event, { kind: 'discard-unsettled' })
}

export function practiceEnded(record: UploadRecord, event: EventOf<'practice-ended'>): UploadRecord {
  return record.phase === 'ended' ? record : end(record, event, { kind: 'practice-gone' })
}

/** A part that a sync has had, whatever became of that sync, was sent: only that it is staged is no longer true. */
function thrownAway(record: UploadRecord, state: 'thrown-away' | 'planned'): UploadRecord {
  const synced = new Set(record.syncs.map(({ batch }) => batch))
  return changeThere(record, (part) =>
    synced.has(part.batch) ? { ...part, isGone: true } : { ...part, state, maybeGone: undefined },
  )
}

/** Of one that goes on, a part in doubt stays in doubt: it may not have been there yet. */
function gone(record: UploadRecord): readonly RecordedPart[] {
  const isOver = record.phase === 'ended'
  return changeThere(record, (part) => (isOver || part.state === 'arrived' ? { ...part, isGone: true } : part)).parts
}

function changeThere(record: UploadRecord, change: (part: RecordedPart) => RecordedPart): UploadRecord {
  const there = new Set(partsThere(record).map(({ part }) => part.index))
  return { ...record, parts: record.parts.map((part) => (there.has(part.index) ? change(part) : part)) }
}

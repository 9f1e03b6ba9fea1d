import type { RecordedPart, RecordedSync, UploadRecord } from '../journal/upload-record.ts'
import { isDoubtful, NO_SYNC_OF_OURS } from '../outcome/applied-so-far.ts'
import { partsThere, rowsOfFiles } from './waiting-rows.ts'

/** The rows of an upload left its definition without its own doing. What that makes of the upload: */
export interface Leaving {
  readonly change: Partial<UploadRecord>
  /** What happened, in words. */
  readonly event: string
}

/** Another sync of the definition took the rows that waited there. `starter` is the file it was started for, where one of ours. */
export function takenBySync(
  record: UploadRecord,
  sync: { readonly uri: string; readonly createdAt: string; readonly status: string },
  now: Date,
  starter?: string,
): Leaving {
  const rows = partsThere(record).reduce((sum, { part, isSure }) => sum + (isSure ? part.rows : 0), 0)
  const what =
    rows === 0 ? 'whatever had arrived' : `the ${rowsOfFiles([{ fileName: record.file.name, rows }])} that waited`
  const whose = starter ? `${sync.uri}, which was started for ${starter},` : sync.uri
  const event = `Sync ${whose} took ${what} at ${record.definition.name}. Its log tells what became of them.`
  const { uri, createdAt: askedAt, status } = sync
  const taken: RecordedSync = { batch: record.batch, uri, askedAt, status, logs: [], rejects: 0, isForeign: true }
  const isOpen = record.syncs.some(({ batch }) => batch === record.batch)
  const syncs = isOpen ? record.syncs : [...record.syncs, taken]
  if (record.phase === 'ended') return { event, change: { syncs, parts: gone(record), outcome: event } }
  if (record.parts.every((part) => part.state === 'arrived'))
    return { event, change: { syncs, parts: gone(record), ...ended(now), state: 'done', outcome: event } }
  return { event, change: { syncs, parts: restAsNextBatch(record, gone(record)) } }
}

/** What is left becomes a batch of its own: the sync of this one has been started. */
export function restAsNextBatch({ batch }: UploadRecord, parts: readonly RecordedPart[]): readonly RecordedPart[] {
  return parts.map((part) =>
    part.batch > batch || (part.batch === batch && part.state !== 'arrived')
      ? { ...part, batch: part.batch + 1 }
      : part,
  )
}

/** Everything that waited at the definition was deleted. `cause` is the file whose rows it was done for, where another's. */
export function discardedFromThere(record: UploadRecord, now: Date, cause?: string): Leaving {
  const name = record.definition.name
  const event = cause
    ? `The rows that waited at ${name} were discarded together with those of ${cause}.`
    : `You discarded the rows that waited at ${name}.`
  if (cause && record.phase !== 'ended' && record.phase !== 'staged') {
    const text = `${event} Those parts are sent again when you resume this upload.`
    const paused = { phase: 'parts', state: 'paused', isPaused: true, question: undefined, error: undefined } as const
    return { event: text, change: { ...paused, parts: thrownAway(record, 'planned') } }
  }
  const outcome = `${event} ${appliedBefore(record)}`
  if (record.phase === 'ended') return { event: outcome, change: { parts: thrownAway(record), outcome } }
  const error = { code: 'cancelled' as const, message: 'Discarded by you.' }
  return { event: outcome, change: { parts: thrownAway(record), ...ended(now), state: 'stopped', outcome, error } }
}

function appliedBefore(record: UploadRecord): string {
  const earlier = record.syncs.flatMap((sync) => sync.uri ?? [])
  if (earlier.length > 0) return `Syncs already started: ${earlier.join(', ')}.`
  return record.parts.some(isDoubtful) ? NO_SYNC_OF_OURS : 'Nothing was applied.'
}

function ended(now: Date) {
  return { phase: 'ended', question: undefined, endedAt: now.toISOString() } as const
}

/** A part that a sync has had, whatever became of that sync, was sent: only that it waits is no longer true. */
function thrownAway(record: UploadRecord, state: 'thrown-away' | 'planned' = 'thrown-away'): readonly RecordedPart[] {
  const synced = new Set(record.syncs.map(({ batch }) => batch))
  return changeThere(record, (part) => (synced.has(part.batch) ? { ...part, isGone: true } : { ...part, state }))
}

/** Of one that goes on, a part in doubt stays in doubt: it may not have been there yet. */
function gone(record: UploadRecord): readonly RecordedPart[] {
  const isOver = record.phase === 'ended'
  return changeThere(record, (part) => (isOver || part.state === 'arrived' ? { ...part, isGone: true } : part))
}

function changeThere(record: UploadRecord, change: (part: RecordedPart) => RecordedPart): readonly RecordedPart[] {
  const there = new Set(partsThere(record).map(({ part }) => part.index))
  return record.parts.map((part) => (there.has(part.index) ? change(part) : part))
}

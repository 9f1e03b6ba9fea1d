import type { AppErrorData } from '../../../shared/contract/errors.ts'
import { uploadReasons } from '../../../shared/words/reasons.ts'
import { assignBatches } from '../check/plan-upload.ts'
import { arrivedAt, keptMs, partsThere } from '../staging/staged-rows.ts'
import { ask, askToSignIn, changePart, end, hasLastedTooLong, needsSignIn, noted, passes, tryAgain } from './change.ts'
import { restartBatch } from './copies.ts'
import { doNext, goOn, type Move, rest } from './effects.ts'
import type { EventOf, SeenSync, Stamp } from './events.ts'
import { isOldAnswer, OLD_ANSWER } from './old-answers.ts'
import { copyIsStale } from './private-copy.ts'
import { restAsNextBatch } from './split-batch.ts'
import {
  batchParts,
  isDoubtful,
  type RecordedPart,
  type RecordedSync,
  syncsAtOnce,
  type UploadRecord,
} from './upload-record.ts'

/** The next part of the batch at hand, a doubt about one, or what follows the last. */
export function goOnWithParts(record: UploadRecord, stamp: Stamp): Move {
  const parts = batchParts(record)
  const doubtful = parts.find((part) => part.state === 'in-doubt')
  if (doubtful) return settleDoubt(record, stamp, doubtful, LOST)
  const part = parts.find(({ state }) => state === 'planned')
  if (!part) return afterParts(record, stamp)
  const expired = expiredParts(record, stamp)
  if (expired.length > 0) return askAboutExpired(record, stamp, expired)
  if (copyIsStale(record, Date.parse(stamp.at))) return restartBatch(record, stamp, { why: 'kept-too-long' })
  // A part that starts a sync by itself is later found by that sync, but only if it is known which syncs were there before.
  if (syncsAtOnce(record) && !record.isNewestNoted) return doNext(record, { kind: 'note-newest', for: 'part' })
  return doNext(record, { kind: 'read-part', part: part.index })
}

const LOST: AppErrorData = {
  code: 'in-doubt',
  message: uploadReasons.closedBefore,
  fate: 'may-have-arrived',
}

/** The part is noted as sent before it goes out. A file that gives other bytes than were checked is not sent. */
export function partRead(record: UploadRecord, event: EventOf<'part-read'>): Move {
  if (record.isPaused || record.isCancelled) return goOn(record)
  const part = record.parts[event.part]
  if (part?.state !== 'planned' || part.sha256 !== event.sha256) return fileFailed(record, event, FILE_CHANGED)
  const cleared: UploadRecord = { ...record, state: 'sending', error: undefined, isNewestNoted: undefined }
  return doNext(changePart(cleared, event.part, { state: 'sending' }), { kind: 'post-part', part: event.part })
}

const FILE_CHANGED: AppErrorData = {
  code: 'file-changed',
  message: uploadReasons.otherFile,
}

/** The file gave fewer parts than it was cut into, though its size and time are the same. */
export function fileEnded(record: UploadRecord, event: EventOf<'file-ended'>): Move {
  return fileFailed(record, event, FILE_CHANGED)
}

export function fileFailed(record: UploadRecord, stamp: Stamp, error: AppErrorData): Move {
  return goOn(end(record, stamp, { kind: 'file-trouble' }, error))
}

export function partAnswered(record: UploadRecord, event: EventOf<'part-answered'>): Move {
  const { answer } = event
  const part = record.parts[event.part]
  // An answer is believed for the part that waits for one, and for no other.
  if (part?.state !== 'sending') return rest(record)
  if (answer.kind === 'accepted') {
    const { sync } = answer.value
    if (!sync || !isOldAnswer(record, sync)) return partTaken(record, event, part, answer.value)
    return partAnswered(record, { ...event, answer: { kind: 'in-doubt', error: OLD_ANSWER } })
  }
  if (answer.kind === 'in-doubt')
    return settleDoubt(changePart(record, part.index, { state: 'in-doubt' }), event, part, answer.error)
  const back = changePart(record, part.index, { state: 'planned' })
  const { error } = answer
  if (passes(error) && !hasLastedTooLong(back, error)) return tryAgain(back, event, 'part', error)
  return partRefused(back, event, part, error)
}

/** Eloqua certainly did not take the part, and will not by being sent the same again. */
export function partRefused(record: UploadRecord, stamp: Stamp, part: RecordedPart, error: AppErrorData): Move {
  if (needsSignIn(error)) return askToSignIn(record, stamp, error)
  if (error.code === 'not-found' && record.way === 'private-copy')
    return restartBatch(record, stamp, { why: 'gone', error })
  const refused = changePart(record, part.index, { state: 'refused' })
  return goOn(end(refused, stamp, { kind: 'part-refused', part: part.index }, error))
}

function partTaken(
  record: UploadRecord,
  event: EventOf<'part-answered'>,
  { index, batch }: RecordedPart,
  { sync, also }: { readonly sync?: SeenSync; readonly also: RecordedSync['also'] },
): Move {
  // More is staged there now than was looked at.
  const arrived: UploadRecord = {
    ...changePart(record, index, { state: 'arrived', arrivedAt: event.at }),
    restSyncId: undefined,
    trying: undefined,
    error: undefined,
  }
  if (!sync) return goOn(arrived)
  const synced = { ...arrived, syncs: [...arrived.syncs, startedBy(batch, sync, also)] }
  return syncsAtOnce(record) ? goOn(synced) : startedEarly(synced, event, sync.uri)
}

/** The sync that a part started by itself. It takes whatever else is staged there. */
export function startedBy(batch: number, { uri, createdAt, status }: SeenSync, also: RecordedSync['also'] = []) {
  const sync: RecordedSync = { batch, uri, askedAt: createdAt, status, logs: [], ...(also.length > 0 ? { also } : {}) }
  return sync
}

/** The definition syncs by itself now, and began while we were sending. What is left becomes a batch of its own, if the user wants it sent. */
function startedEarly(record: UploadRecord, stamp: Stamp, syncUri: string): Move {
  const isWhole = batchParts(record).every(({ state }) => state !== 'planned')
  const told = noted(record, stamp, { kind: 'sync-uncalled', syncUri })
  if (isWhole) return goOn(told)
  const split = { ...told, parts: restAsNextBatch(record, record.parts) }
  return ask(split, stamp, { kind: 'sync-started-early', syncUri })
}

/** Every part of the batch was sent: its sync is watched or started, or its rows are staged until the user says so. */
function afterParts(record: UploadRecord, stamp: Stamp): Move {
  if (record.syncs.some(({ batch }) => batch === record.batch))
    return goOn({ ...record, phase: 'watch', state: 'syncing' })
  if (record.way === 'private-copy') return goOn({ ...record, phase: 'start-sync' })
  // Had the part arrived, it started its sync and nothing is staged; had it not, there is nothing to start either.
  if (syncsAtOnce(record) && batchParts(record).every((part) => part.assumed))
    return goOn({ ...record, phase: 'clean' })
  if (syncsAtOnce(record)) return goOn(noted(syncsNoMore(record), stamp, { kind: 'auto-sync-off' }))
  return doNext(record, { kind: 'note-newest', for: 'rest' })
}

/** The definition syncs by itself no more: what is left goes there as one batch, and is staged until the user says so. */
function syncsNoMore(record: UploadRecord): UploadRecord {
  const left = record.parts.filter((part) => part.batch >= record.batch)
  const together = assignBatches(left, false)
  const batches = new Map(left.map((part, place) => [part.index, record.batch + (together[place]?.batch ?? 0)]))
  const parts = record.parts.map((part) => ({ ...part, batch: batches.get(part.index) ?? part.batch }))
  return { ...record, parts, definition: { ...record.definition, isSyncTriggeredOnImport: false } }
}

/**
 * Bulkdesk saw no answer for the part. A private copy is thrown away; on a shared definition only a sync can tell, where
 * the part starts one, and otherwise the user.
 */
function settleDoubt(record: UploadRecord, stamp: Stamp, part: RecordedPart, error: AppErrorData): Move {
  if (record.way === 'private-copy') return restartBatch(record, stamp, { why: 'in-doubt', error })
  if (!syncsAtOnce(record)) return askAboutPart(record, stamp, part, error)
  return doNext({ ...record, error }, { kind: 'search-sync', for: 'part', rows: part.rows })
}

/** With the waits between them, most of a minute: a sync says how many rows it took soon after it began. */
const MOST_LOOKS = 6

export function partSearched(record: UploadRecord, event: EventOf<'sync-searched'>): Move {
  const part = batchParts(record).find(({ state }) => state === 'in-doubt')
  if (!part) return goOn(record)
  const { found } = event
  if ('unknown' in found)
    return needsSignIn(found.unknown)
      ? askToSignIn(record, event, found.unknown)
      : askAboutPart(record, event, part, found.unknown)
  const search = found.known
  if (search.kind !== 'maybe') return askAboutPart(record, event, part, record.error)
  const looks = (record.trying?.attempt ?? 0) + 1
  if (search.mayTellMore && looks < MOST_LOOKS && !record.isPaused) {
    const looking: UploadRecord = {
      ...record,
      state: 'waiting',
      trying: { forMs: 0, ...record.trying, attempt: looks },
    }
    return doNext(looking, { kind: 'wait', ms: 2_000 * 1.5 ** looks, endsOnPause: true })
  }
  return ask(
    record,
    event,
    { kind: 'part-in-doubt', parts: [part.index], cause: 'no-answer', named: search.named },
    record.error,
  )
}

function askAboutPart(record: UploadRecord, stamp: Stamp, part: RecordedPart, error: AppErrorData | undefined): Move {
  return ask(record, stamp, { kind: 'part-in-doubt', parts: [part.index], cause: 'no-answer' }, error)
}

/** Parts that were staged at the definition, for the rest of the file, for longer than Eloqua keeps such rows. */
function expiredParts(record: UploadRecord, { at }: Stamp): readonly RecordedPart[] {
  const kept = keptMs(record)
  if (kept === undefined) return []
  const isOld = (part: RecordedPart) => Date.parse(at) - Date.parse(arrivedAt(record, part)) > kept
  return partsThere(record).flatMap(({ part }) => (!isDoubtful(part) && isOld(part) ? [part] : []))
}

/** It is unknown whether they are still there, so only the user may have them sent again. */
function askAboutExpired(record: UploadRecord, stamp: Stamp, expired: readonly RecordedPart[]): Move {
  const doubted = expired.reduce((so, { index }) => changePart(so, index, { state: 'in-doubt' }), record)
  const parts = expired.map(({ index }) => index)
  return ask(doubted, stamp, { kind: 'part-in-doubt', parts, cause: 'kept-too-long' })
}

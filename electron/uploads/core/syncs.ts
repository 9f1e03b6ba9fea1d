import type { AppErrorData } from '../../../shared/contract/errors.ts'
import {
  ask,
  askToSignIn,
  attempted,
  end,
  hasLastedTooLong,
  needsSignIn,
  noted,
  passes,
  readPasses,
  tryAgain,
} from './change.ts'
import { restartBatch } from './copies.ts'
import { doNext, goOn, type Move, rest } from './effects.ts'
import type { EventOf, SeenSync, Stamp, SyncSearch } from './events.ts'
import { isOldAnswer, OLD_ANSWER } from './old-answers.ts'
import { mayImportAtOnce, ordered } from './order-sync.ts'
import { partRefused } from './parts.ts'
import { copyIsStale } from './private-copy.ts'
import { batchParts, currentSync, type RecordedSync, type UploadRecord } from './upload-record.ts'

/** Starts the sync of the batch, once: the newest sync there is noted first, so that ours can be found later. */
export function goOnWithSync(record: UploadRecord, stamp: Stamp): Move {
  const sync = currentSync(record)
  if (sync?.uri) return goOn({ ...record, phase: 'watch', state: 'syncing' })
  if (sync)
    return doNext({ ...record, state: 'waiting' }, { kind: 'search-sync', for: 'sync', rows: rowsOf(record, sync) })
  if (copyIsStale(record, Date.parse(stamp.at))) return restartBatch(record, stamp, { why: 'kept-too-long' })
  return doNext(record, { kind: 'note-newest', for: 'sync' })
}

/** Rows that the sync of the batch takes, with those of other uploads that were staged there. */
function rowsOf(record: UploadRecord, { also = [] }: RecordedSync): number {
  const own = batchParts(record).filter(({ state }) => state === 'arrived')
  return [...own, ...also].reduce((sum, { rows }) => sum + rows, 0)
}

/** The noted number never goes down: a list that shows less is an old answer. */
export function newestNoted(record: UploadRecord, event: EventOf<'newest-noted'>): Move {
  const { newest } = event
  if (event.for === 'rest') return cameToRest(record, event, 'known' in newest ? newest.known : undefined)
  if ('unknown' in newest) {
    const stops = stopsBefore(record, event, newest.unknown)
    if (stops) return stops
    return sendNext({ ...record, isNewestNoted: true }, event)
  }
  return sendNext({ ...record, lastSyncId: higher(record.lastSyncId, newest.known), isNewestNoted: true }, event)
}

function higher(one: number | undefined, other: number): number {
  return Math.max(one ?? 0, other)
}

/**
 * Where the list of syncs may not be read at all, the request goes out all the same, and a lost answer is asked about.
 * So it does for a private copy, whose sync cannot be taken for another.
 */
function stopsBefore(record: UploadRecord, event: EventOf<'newest-noted'>, error: AppErrorData): Move | undefined {
  const part = event.for === 'part' ? batchParts(record).find(({ state }) => state === 'planned') : undefined
  if (needsSignIn(error)) return askToSignIn(record, event, error)
  if (record.way !== 'straight' || !readPasses(error)) return undefined
  if (!hasLastedTooLong(record, error)) return tryAgain(record, event, 'syncs-before', error)
  return part ? partRefused(record, event, part, error) : syncRefused(record, event, error)
}

function sendNext(record: UploadRecord, event: EventOf<'newest-noted'>): Move {
  if (event.for === 'part' || record.isPaused || record.isCancelled) return goOn(record)
  const also = record.way === 'straight' ? event.also : []
  const intent: RecordedSync = {
    batch: record.batch,
    askedAt: event.at,
    logs: [],
    ...(also.length > 0 ? { also } : {}),
  }
  const asking: UploadRecord = {
    ...record,
    state: 'syncing',
    question: undefined,
    error: undefined,
    isNewestNoted: undefined,
    syncs: [...record.syncs, intent],
  }
  return doNext(asking, { kind: 'start-sync' })
}

/** Everything arrived, and nothing is applied until the user starts the sync, unless the rows were sent to be imported. */
function cameToRest(record: UploadRecord, event: EventOf<'newest-noted'>, newest: number | undefined): Move {
  const staged: UploadRecord = {
    ...record,
    phase: 'staged',
    state: 'staged',
    error: undefined,
    trying: undefined,
    restSyncId: newest === undefined ? undefined : higher(record.lastSyncId, newest),
  }
  const told = noted(staged, event, { kind: 'staged' })
  return mayImportAtOnce(told, event) ? goOn(ordered(told, event)) : rest(told)
}

export function syncAnswered(record: UploadRecord, event: EventOf<'sync-answered'>): Move {
  const { answer } = event
  const asked = currentSync(record)
  if (!asked || asked.uri || asked.isLost) return rest(record)
  if (answer.kind === 'accepted') {
    if (!isOldAnswer(record, answer.value)) return adoptSync(record, event, answer.value)
    return syncAnswered(record, { ...event, answer: { kind: 'in-doubt', error: OLD_ANSWER } })
  }
  if (answer.kind === 'in-doubt') {
    const syncs = record.syncs.map((sync) => (sync === asked ? { ...sync, isLost: true as const } : sync))
    const lost: UploadRecord = { ...record, syncs, state: 'waiting', trying: undefined, error: answer.error }
    return goOn(noted(lost, event, { kind: 'sync-answer-lost' }))
  }
  return syncNotStarted({ ...record, syncs: withoutIntent(record) }, event, answer.error)
}

function syncNotStarted(record: UploadRecord, stamp: Stamp, error: AppErrorData): Move {
  if (needsSignIn(error)) return askToSignIn(record, stamp, error)
  if (error.code === 'not-found' && record.way === 'private-copy')
    return restartBatch(record, stamp, { why: 'gone', error })
  const mayPass = passes(error) || error.code === 'conflict'
  if (mayPass && !hasLastedTooLong(record, error)) return tryAgain(record, stamp, 'sync', error)
  return syncRefused(record, stamp, error)
}

function syncRefused(record: UploadRecord, stamp: Stamp, error: AppErrorData): Move {
  if (record.way !== 'straight') return goOn(end(record, stamp, { kind: 'sync-refused' }, error))
  // With a definition that is gone went whatever was staged there: nothing is said of the rows before that is known.
  return doNext(record, { kind: 'read-definition', refusal: error })
}

export function definitionRead(record: UploadRecord, event: EventOf<'definition-read'>): Move {
  const { found, refusal } = event
  if (record.phase !== 'start-sync') return goOn(record)
  if ('known' in found && found.known === 'gone') {
    const parts = record.parts.map((part) =>
      part.batch === record.batch && part.state === 'arrived' ? { ...part, state: 'thrown-away' as const } : part,
    )
    return goOn(end({ ...record, parts }, event, { kind: 'definition-gone' }, refusal))
  }
  const back: UploadRecord = { ...record, phase: 'staged', state: 'staged', error: refusal, trying: undefined }
  return rest(noted(back, event, { kind: 'sync-refused', error: refusal }))
}

function withoutIntent({ syncs, batch }: UploadRecord): readonly RecordedSync[] {
  return syncs.filter((sync) => sync.uri !== undefined || sync.batch !== batch)
}

/** The intent gives way to the sync in one write: between two, a crash would forget that the sync was ever asked for. */
export function adoptSync(record: UploadRecord, stamp: Stamp, { uri, createdAt, status }: SeenSync): Move {
  const { isToRepeat: _repeat, isLost: _lost, ...intent } = currentSync(record) ?? { batch: record.batch, logs: [] }
  const started: RecordedSync = { ...intent, uri, askedAt: createdAt || stamp.at, status }
  const adopted: UploadRecord = {
    ...record,
    phase: 'watch',
    state: 'syncing',
    syncs: [...withoutIntent(record), started],
    error: undefined,
    trying: undefined,
  }
  return goOn(noted(adopted, stamp, { kind: 'sync-started', syncUri: uri }))
}

const LOOK_FOR_MS = 120_000
const MAX_LOOKS = 12

/** The answer to starting the sync was lost. It is never started again by Bulkdesk itself. */
export function syncSearched(record: UploadRecord, event: EventOf<'sync-searched'>): Move {
  const asked = currentSync(record)
  if (!asked || asked.uri) return goOn(record)
  const { found } = event
  if ('unknown' in found && needsSignIn(found.unknown)) return askToSignIn(record, event, found.unknown)
  const search = 'known' in found ? found.known : undefined
  if (search?.kind === 'ours') return adoptSync(record, event, search.sync)
  if (search?.kind === 'maybe' && !search.mayTellMore) return askAboutSync(record, event, search)
  if (asked.isToRepeat) return startAgain(record, event, search)
  const { attempt = 0, forMs = 0 } = record.trying ?? {}
  if (forMs > LOOK_FOR_MS || attempt >= MAX_LOOKS)
    return askAboutSync(record, event, search, 'unknown' in found ? found.unknown : undefined)
  return doNext(
    { ...attempted(record), state: 'waiting' },
    { kind: 'wait', ms: lookAgainMs(attempt), endsOnPause: false },
  )
}

function lookAgainMs(attempt: number): number {
  return Math.min(15_000, 2_000 * 1.5 ** attempt)
}

/** By the user's word, and not while the list shows a sync that they have not decided about. */
function startAgain(record: UploadRecord, stamp: Stamp, search: SyncSearch | undefined): Move {
  if (search?.kind === 'maybe') return askAboutSync(record, stamp, search)
  return goOn({ ...record, syncs: withoutIntent(record), trying: undefined })
}

function askAboutSync(record: UploadRecord, stamp: Stamp, search: SyncSearch | undefined, error?: AppErrorData): Move {
  const named = search?.kind === 'maybe' ? { named: search.named } : {}
  return ask(record, stamp, { kind: 'sync-in-doubt', listed: search !== undefined, ...named }, error)
}

import type { AppErrorData } from '../../../shared/contract/errors.ts'
import type { SyncList } from '../../../shared/uploads/upload-facts.ts'
import { ask, askToSignIn, attempted, hasLastedTooLong, needsSignIn, noted, readPasses } from './change.ts'
import { doNext, goOn, type Move, rest } from './effects.ts'
import type { EventOf, Known, Stamp } from './events.ts'
import { hasEnded, isKnownStatus } from './sync-ends.ts'
import type { RecordedSync, UploadRecord } from './upload-record.ts'

const TELL_AFTER_MS = 6 * 3_600_000
/** So many refusals in a row, with waits between, are taken for the last word. */
const MOST_REFUSALS = 5

/** Follows the syncs of the batch to their ends. A read that fails says nothing about the sync. */
export function goOnWatching(record: UploadRecord): Move {
  const sync = record.syncs.find(isOpen(record))
  if (!sync?.uri) return goOn({ ...record, phase: 'clean', error: undefined, trying: undefined })
  return doNext({ ...record, state: 'syncing' }, { kind: 'read-sync', syncUri: sync.uri })
}

function isOpen({ batch }: UploadRecord) {
  return (sync: RecordedSync) => sync.batch === batch && sync.uri !== undefined && sync.rejects === undefined
}

export function syncRead(record: UploadRecord, event: EventOf<'sync-read'>): Move {
  const { read, syncUri } = event
  const sync = openSync(record, syncUri)
  if (!sync) return rest(record)
  if ('unknown' in read) return lookAgain(record, event, sync, read.unknown)
  const { status, endedAt } = read.known
  if (!hasEnded(read.known)) return stillRunning(record, event, sync, status)
  const ended = changeSync(record, syncUri, { status, ...(endedAt ? { endedAt } : {}) })
  return doNext({ ...ended, error: undefined }, { kind: 'read-log', syncUri })
}

function openSync(record: UploadRecord, syncUri: string): RecordedSync | undefined {
  return record.phase === 'watch'
    ? record.syncs.find((sync) => isOpen(record)(sync) && sync.uri === syncUri)
    : undefined
}

function changeSync(record: UploadRecord, syncUri: string, change: Partial<RecordedSync>): UploadRecord {
  const syncs = record.syncs.map((sync) => (sync.uri === syncUri ? { ...sync, ...change } : sync))
  return { ...record, syncs }
}

function stillRunning(record: UploadRecord, stamp: Stamp, sync: RecordedSync, status: string): Move {
  const { uri = '' } = sync
  const watchedSince = sync.watchedSince ?? stamp.at
  const isSlow = Date.parse(stamp.at) - Date.parse(watchedSince) >= TELL_AFTER_MS
  const isNews = status !== sync.status || sync.watchedSince === undefined
  const toldSlow = isSlow || sync.toldSlow ? { toldSlow: true as const } : {}
  const seen = changeSync(record, uri, { status, watchedSince, refusals: undefined, ...toldSlow })
  const calm: UploadRecord = { ...seen, state: 'syncing', error: undefined }
  if (isSlow && !sync.toldSlow)
    return pollAgain(noted(calm, stamp, { kind: 'sync-slow', syncUri: uri, status, hours: 6 }), stamp)
  if (isNews && !isKnownStatus(status))
    return pollAgain(noted(calm, stamp, { kind: 'sync-odd', syncUri: uri, status }), stamp)
  return pollAgain(calm, stamp)
}

/** Ever longer waits, up to half a minute, a little apart from those of other uploads. */
function pollAgain(record: UploadRecord, { chance }: Stamp): Move {
  const { attempt = 0 } = record.trying ?? {}
  const ms = Math.min(30_000, 2_000 * 1.5 ** Math.min(attempt, 20)) * (0.8 + 0.4 * chance)
  return doNext(attempted(record), { kind: 'wait', ms, endsOnPause: false })
}

/** Shown as long as it lasts, so that silence is not taken for progress. */
function lookAgain(record: UploadRecord, stamp: Stamp, sync: RecordedSync, error: AppErrorData): Move {
  if (needsSignIn(error)) return askToSignIn(record, stamp, error)
  const { uri = '' } = sync
  const refusals = readPasses(error) ? 0 : (sync.refusals ?? 0) + 1
  const counted: UploadRecord = { ...changeSync(record, uri, { refusals }), error }
  if (refusals > MOST_REFUSALS)
    return ask(changeSync(record, uri, { refusals: 0 }), stamp, { kind: 'sync-lost', syncUri: uri }, error)
  return pollAgain(counted, stamp)
}

export function logRead(record: UploadRecord, event: EventOf<'log-read'>): Move {
  const { syncUri, logs } = event
  const sync = openSync(record, syncUri)
  if (!sync) return rest(record)
  const isWithout = 'unknown' in logs && mayDoWithout(record, sync, logs)
  if ('unknown' in logs && !isWithout) return lookAgain(record, event, sync, logs.unknown)
  const read = 'known' in logs ? { logs: logs.known } : { logs: [], unread: ['log'] as const }
  return doNext(changeSync(record, syncUri, read), { kind: 'count-rejects', syncUri })
}

/** Everything there is to know of the sync is known, or it is known what cannot be read. */
export function rejectsCounted(record: UploadRecord, event: EventOf<'rejects-counted'>): Move {
  const { syncUri, rejects } = event
  const sync = openSync(record, syncUri)
  if (!sync) return rest(record)
  if ('unknown' in rejects && !mayDoWithout(record, sync, rejects))
    return lookAgain(changeSync(record, syncUri, { unread: undefined }), event, sync, rejects.unknown)
  const isRead = 'known' in rejects
  const unread: readonly SyncList[] = [...(sync.unread ?? []), ...(isRead ? [] : (['rejects'] as const))]
  const settled = changeSync(record, syncUri, { rejects: isRead ? rejects.known : 0, unread, refusals: undefined })
  const calm: UploadRecord = { ...settled, error: undefined, trying: undefined }
  return goOn(noted(calm, event, { kind: 'sync-ended', syncUri, status: sync.status ?? '', unread }))
}

/** A list that Eloqua keeps refusing is done without, and that is said; so is one that could not be read for half an hour. */
function mayDoWithout(
  record: UploadRecord,
  sync: RecordedSync,
  { unknown: error }: Extract<Known<never>, { unknown: unknown }>,
) {
  if (needsSignIn(error)) return false
  return readPasses(error) ? hasLastedTooLong(record, error) : (sync.refusals ?? 0) >= MOST_REFUSALS
}

import { answered, cancelled, endCancelled, heldBack, letThrough, paused, resumed } from './answers.ts'
import { copyAnswered, copySearched } from './copies.ts'
import { doNext, goOn, type Move, rest, type Step } from './effects.ts'
import type { EventOf, Happening, Stamp, UploadEvent } from './events.ts'
import { afterDelete, othersSearched } from './finish.ts'
import { answersLost, runFailed } from './interrupt.ts'
import { syncOrdered } from './order-sync.ts'
import { fileEnded, fileFailed, partAnswered, partRead, partSearched } from './parts.ts'
import { isGoingOn } from './pause.ts'
import { proceed } from './proceed.ts'
import { triedAgain } from './revive.ts'
import { discardUnsettled, practiceEnded, rowsDiscarded, rowsTaken } from './rows-left.ts'
import { definitionRead, newestNoted, syncAnswered, syncSearched } from './syncs.ts'
import { isInFlight, type UploadRecord } from './upload-record.ts'
import { logRead, rejectsCounted, syncRead } from './watch.ts'

/**
 * What an event makes of an upload, and what to do next. Pure: time and chance come in with the event. An event that
 * does not fit the record changes nothing. What the user or another upload does gives no effects: the upload goes on
 * with its next event, or with its next turn.
 */
export function transition(record: UploadRecord, event: UploadEvent): Step {
  const step = decided(handle(passTime(record, event), event), event)
  const isOver = step.record.isCancelled && !isInFlight(step.record) && step.record.phase !== 'ended'
  // Whatever was to come next is not begun: what goes out once would be on its way by now.
  return isOver ? decided(goOn(endCancelled(step.record, event)), event) : step
}

function decided(move: Move, stamp: Stamp): Step {
  let { record, effects } = move
  while (effects === 'go-on') ({ record, effects } = proceed(record, stamp))
  return { record, effects }
}

function passTime(record: UploadRecord, { passedMs }: Stamp): UploadRecord {
  const { trying } = record
  return trying ? { ...record, trying: { ...trying, forMs: trying.forMs + Math.max(0, passedMs) } } : record
}

type Handlers = { readonly [K in Happening['kind']]: (record: UploadRecord, event: EventOf<K>) => Move }

const HANDLERS: Handlers = {
  turn: takeTurn,
  waited: (record) => goOn(waitedOut(record)),
  'copy-answered': copyAnswered,
  'copy-searched': copySearched,
  'copies-deleted': afterDelete,
  'newest-noted': newestNoted,
  'part-read': partRead,
  'file-ended': fileEnded,
  'file-failed': (record, event) => (record.phase === 'parts' ? fileFailed(record, event, event.error) : goOn(record)),
  'part-answered': partAnswered,
  'sync-answered': syncAnswered,
  'sync-searched': (record, event) =>
    event.for === 'part' ? partSearched(record, event) : syncSearched(record, event),
  'definition-read': definitionRead,
  'sync-read': syncRead,
  'log-read': logRead,
  'rejects-counted': rejectsCounted,
  'others-searched': othersSearched,
  'run-failed': runFailed,
  answered: (record, event) => rest(answered(record, event)),
  paused: (record, event) => rest(paused(record, event)),
  resumed: (record, event) => rest(resumed(record, event)),
  cancelled: (record, event) => rest(cancelled(record, event)),
  'tried-again': (record, event) => rest(triedAgain(record, event)),
  'sync-ordered': (record, event) => rest(syncOrdered(record, event)),
  'held-back': (record, event) => rest(heldBack(record, event)),
  'let-through': (record) => rest(letThrough(record)),
  'rows-taken': (record, event) => rest(rowsTaken(record, event)),
  'rows-discarded': (record, event) => rest(rowsDiscarded(record, event)),
  'discard-unsettled': (record, event) => rest(discardUnsettled(record, event)),
  'rest-noted': (record, event) =>
    rest(record.restSyncId === undefined ? { ...record, restSyncId: event.newest } : record),
  'practice-ended': (record, event) => rest(practiceEnded(record, event)),
}

/** Of an upload that is over, only what is left in Eloqua can still change. */
const AFTER_THE_END: ReadonlySet<Happening['kind']> = new Set([
  'turn',
  'copies-deleted',
  'tried-again',
  'rows-taken',
  'rows-discarded',
  'discard-unsettled',
  'rest-noted',
])

function handle(record: UploadRecord, event: UploadEvent): Move {
  if (record.phase === 'ended' && !AFTER_THE_END.has(event.kind)) return isUsers(event) ? rest(record) : goOn(record)
  const handler = HANDLERS[event.kind] as (record: UploadRecord, event: UploadEvent) => Move
  return handler(record, event)
}

function isUsers({ kind }: UploadEvent): boolean {
  return USERS.has(kind)
}

const USERS: ReadonlySet<Happening['kind']> = new Set([
  'answered',
  'paused',
  'resumed',
  'cancelled',
  'sync-ordered',
  'held-back',
  'let-through',
  'practice-ended',
])

/** Nothing is on its way. A wait that Eloqua asked for, and that the end of the app cut short, is waited out first. */
function takeTurn(record: UploadRecord, event: EventOf<'turn'>): Move {
  if (record.phase === 'ended') return goOn(record)
  if (!isGoingOn(record)) return rest(record)
  const fresh: UploadRecord = { ...answersLost(record), question: undefined }
  if (fresh.notBefore === undefined) return goOn(fresh)
  // Never more than Eloqua may ask for: clocks are set.
  const left = Math.min(3_600_000, Date.parse(fresh.notBefore) - Date.parse(event.at))
  if (!(left > 0)) return goOn({ ...fresh, notBefore: undefined })
  return doNext({ ...fresh, state: 'waiting' }, { kind: 'wait', ms: left, endsOnPause: true })
}

/** A pause cuts a wait short and does not make up for the rest of it. */
function waitedOut(record: UploadRecord): UploadRecord {
  return record.isPaused ? record : { ...record, notBefore: undefined }
}

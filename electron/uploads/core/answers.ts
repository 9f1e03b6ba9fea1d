import { parseSyncUri } from '../../../shared/eloqua/sync.ts'
import type { NamedSync, UploadChoice } from '../../../shared/uploads/upload-facts.ts'
import { bulkdeskReasons } from '../../../shared/words/reasons.ts'
import { assignBatches } from '../check/plan-upload.ts'
import { changePart, end, noted } from './change.ts'
import { choicesOf } from './choices.ts'
import type { EventOf, Stamp } from './events.ts'
import { nextBatch } from './finish.ts'
import { startedBy } from './parts.ts'
import { isGoingOn, mayPause } from './pause.ts'
import { adoptSync } from './syncs.ts'
import { isInFlight, type RecordedPart, type UploadRecord } from './upload-record.ts'

/** What the user's answer makes of the record. An answer that was not offered changes nothing, but for stopping. */
export function answered(record: UploadRecord, event: EventOf<'answered'>): UploadRecord {
  const { choice, onTopOf = [] } = event
  if (record.phase === 'ended' || isInFlight(record)) return record
  if (choice === 'stop') return stopped(record, event)
  if (!choicesOf(record).includes(choice)) return record
  const on: UploadRecord = {
    ...noted(record, event, { kind: 'answered', choice }),
    question: undefined,
    error: undefined,
    isPaused: undefined,
    trying: undefined,
    state: 'sending',
  }
  const agreed = onTopOf.length > 0 ? { onTopOf: [...(record.onTopOf ?? []), ...onTopOf] } : {}
  return { ...CHOSEN[choice](on, event, namedIn(record)), ...agreed }
}

function namedIn({ question }: UploadRecord): NamedSync | undefined {
  return question && 'named' in question ? question.named : undefined
}

type Chosen = (record: UploadRecord, stamp: Stamp, named: NamedSync | undefined) => UploadRecord

const CHOSEN: Readonly<Record<Exclude<UploadChoice, 'stop'>, Chosen>> = {
  retry: (record) => ({ ...record, restarts: 0 }),
  'check-again': forgetNamed,
  'send-on-top': (record) => ({ ...record, state: 'queued' }),
  'send-rest': nextBatch,
  'send-again': (record) => resolveDoubt(record, { state: 'planned', sentAgain: true, arrivedAt: undefined }),
  'treat-as-arrived': (record) => resolveDoubt(record, { state: 'arrived', assumed: true }),
  'take-sync': takeSync,
  'start-sync': (record) => ({
    ...record,
    state: 'syncing',
    syncs: record.syncs.map((sync) =>
      sync.uri || sync.batch !== record.batch ? sync : { ...sync, isToRepeat: true as const },
    ),
  }),
  'send-straight': (record) => ({
    ...record,
    way: 'straight',
    phase: 'parts',
    copy: undefined,
    parts: assignBatches(record.parts, record.definition.isSyncTriggeredOnImport === true),
  }),
}

/** Looked for once more, the sync that was named may be named again. */
function forgetNamed(record: UploadRecord, _stamp: Stamp, named: NamedSync | undefined): UploadRecord {
  return { ...record, namedSyncs: record.namedSyncs?.filter((uri) => uri !== named?.uri) }
}

function resolveDoubt(record: UploadRecord, change: Partial<RecordedPart>): UploadRecord {
  const parts = record.parts.map((part) => (part.state === 'in-doubt' ? { ...part, ...change } : part))
  return { ...record, parts }
}

/** The user knows the named sync for the one whose answer was lost. */
function takeSync(record: UploadRecord, stamp: Stamp, named: NamedSync | undefined): UploadRecord {
  if (!named || parseSyncUri(named.uri) === undefined) return record
  const sync = { uri: named.uri, createdAt: '', status: 'pending' }
  if (record.phase === 'start-sync') return adoptSync(record, stamp, sync).record
  const part = record.parts.find(({ state, batch }) => state === 'in-doubt' && batch === record.batch)
  if (!part) return record
  const arrived = changePart(record, part.index, { state: 'arrived', arrivedAt: stamp.at })
  const started = { ...startedBy(part.batch, sync), askedAt: stamp.at }
  const told = noted(arrived, stamp, { kind: 'part-found', part: part.index, syncUri: named.uri })
  return { ...told, syncs: [...record.syncs, started] }
}

function stopped(record: UploadRecord, stamp: Stamp): UploadRecord {
  return end(record, stamp, { kind: 'stopped' }, CANCELLED)
}

const CANCELLED = { code: 'cancelled', message: bulkdeskReasons.canceledByYou } as const

/** What Eloqua already started goes on. */
export function endCancelled(record: UploadRecord, stamp: Stamp): UploadRecord {
  const over: UploadRecord = { ...record, isCancelled: undefined }
  const isWatching = record.phase === 'watch' || record.phase === 'clean'
  return isWatching ? end(over, stamp, { kind: 'stopped-watching' }) : stopped(over, stamp)
}

/** Ends at once, or as soon as the request on its way is answered. */
export function cancelled(record: UploadRecord, event: EventOf<'cancelled'>): UploadRecord {
  return isInFlight(record) ? { ...record, isCancelled: true } : endCancelled(record, event)
}

export function paused(record: UploadRecord, event: EventOf<'paused'>): UploadRecord {
  if (record.isPaused || !mayPause(record)) return record
  const pressed: UploadRecord = { ...record, isPaused: true }
  if (event.isRunning) return noted(pressed, event, { kind: 'pause-pressed' })
  return noted({ ...pressed, state: 'paused', question: undefined }, event, { kind: 'paused' })
}

export function resumed(record: UploadRecord, event: EventOf<'resumed'>): UploadRecord {
  if (!record.isPaused || record.phase === 'ended') return record
  const state = record.state === 'paused' ? 'queued' : record.state
  return noted({ ...record, isPaused: undefined, restarts: 0, state }, event, { kind: 'resumed' })
}

/** Rows of other uploads are staged where this one's would go: the user decides, and it goes on by itself once they are gone. */
export function heldBack(record: UploadRecord, event: EventOf<'held-back'>): UploadRecord {
  if (isInFlight(record) || !(isGoingOn(record) || record.question?.kind === 'rows-waiting')) return record
  const others = event.by.map(({ fileName, rows, doubtfulRows }) => ({ fileName, rows: rows || doubtfulRows }))
  const question = { kind: 'rows-waiting', others } as const
  if (JSON.stringify(record.question) === JSON.stringify(question)) return record
  return noted({ ...record, state: 'needs-you', question }, event, { kind: 'asked', question })
}

export function letThrough(record: UploadRecord): UploadRecord {
  return record.question?.kind === 'rows-waiting' ? { ...record, state: 'queued', question: undefined } : record
}

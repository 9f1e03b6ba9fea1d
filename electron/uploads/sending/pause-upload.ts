import { localMinute } from '../../platform/local-minute.ts'
import type { UploadRecord } from '../journal/upload-record.ts'
import { batchParts, currentSync, isLastBatch, syncsAtOnce } from '../journal/upload-record.ts'
import { arrivedAt, keptMs } from '../staging/waiting-rows.ts'
import { COPY_KEEPS_MS } from './private-copy.ts'
import type { Step, UploadRun } from './upload-run.ts'

/**
 * True where the next thing to do would be a request that writes, and the user has paused. What is in flight is never
 * cut off, and a doubt is settled first: neither sends anything new.
 */
export function restsHere(record: UploadRecord): boolean {
  if (!record.isPaused) return false
  if (record.phase === 'copy') return true
  const parts = batchParts(record)
  if (record.phase === 'parts')
    return !parts.some(isUnanswered) && (parts.some((part) => part.state === 'planned') || isCopied(record))
  return record.phase === 'start-sync' && currentSync(record) === undefined
}

/** Says where it stands, and waits for the user: also after the end of the app. */
export function rest(run: UploadRun): Step {
  run.save({ state: 'paused', error: undefined, question: undefined }, pausedWords(run.record))
  run.reached('paused')
  return 'halt'
}

/** How far it came, where that lies now, and what waiting long would mean for it. */
export function pausedWords(record: UploadRecord): string {
  const arrived = batchParts(record).filter((part) => part.state === 'arrived')
  const sent = record.parts.filter((part) => part.state === 'arrived').length
  if (sent === 0) return `Paused. Nothing has been sent yet.${waitWords(record)}`
  const so = `Paused after part ${sent} of ${record.parts.length}.`
  const first = Math.min(...arrived.map((part) => Date.parse(arrivedAt(record, part))))
  const kept = isCopied(record) ? COPY_KEEPS_MS : keptMs(record)
  const until = arrived.length > 0 && kept !== undefined ? localMinute(new Date(first + kept)) : undefined
  return `${so} ${restWords(record, arrived.length, until)}${waitWords(record)}`
}

function restWords(record: UploadRecord, arrived: number, until: string | undefined): string {
  if (syncsAtOnce(record) || arrived === 0) return 'What had arrived before has been synced.'
  if (isCopied(record))
    return `Its private copy keeps what arrived until ${until}; nothing of it is applied. Resumed later than that, this batch is sent again from its first part, into a new copy.`
  const keeps = until ? ` Eloqua keeps it until ${until}.` : ''
  return `What arrived waits at ${record.definition.name} and would be applied by its next sync, whoever starts it.${keeps}`
}

function waitWords({ notBefore }: UploadRecord): string {
  return notBefore ? ` Eloqua had asked to wait until ${localMinute(new Date(notBefore))}.` : ''
}

/** What pressing Pause now would mean; undefined when there is nothing that it could hold back. */
export function pauseMeans(record: UploadRecord): string | undefined {
  if (record.isPaused || !mayPause(record)) return undefined
  if (record.phase === 'watch' || record.phase === 'clean')
    return 'Eloqua goes on with the sync that is running: pausing cannot stop it. After it nothing more is sent until you resume.'
  if (record.state === 'queued') return 'Nothing is sent until you resume. Others that wait may go first.'
  const first =
    record.state === 'waiting'
      ? 'Nothing is sent until you resume.'
      : 'The part on its way is finished; then nothing more is sent until you resume.'
  if (isCopied(record)) return `${first} The private copy keeps what arrived for a day; nothing of it is applied.`
  if (syncsAtOnce(record)) return `${first} Parts that arrived are synced at once.`
  return `${first} What arrived waits at the definition and would be applied by its next sync, whoever starts it.`
}

/** Why there is no Pause, where one would look for it. */
export function whyNoPause(record: UploadRecord): string | undefined {
  if (record.isPaused || mayPause(record) || !isGoingOn(record)) return undefined
  return 'Everything was sent. Pausing cannot stop a sync that Eloqua was asked for.'
}

/** What going on would mean, while it is paused or about to be. */
export function resumeMeans(record: UploadRecord): string | undefined {
  if (!record.isPaused || record.phase === 'ended') return undefined
  if (record.state === 'paused') return 'Goes on where it stopped; nothing is sent twice.'
  return isGoingOn(record) ? 'Goes on without a pause.' : undefined
}

function mayPause(record: UploadRecord): boolean {
  if (!isGoingOn(record)) return false
  if (record.phase === 'copy' || record.phase === 'parts') return true
  if (record.phase === 'start-sync') return currentSync(record) === undefined
  return !isLastBatch(record)
}

/** True while it goes on by itself, or would if nothing held it back. */
export function isGoingOn({ phase, state }: UploadRecord): boolean {
  return phase !== 'ended' && phase !== 'staged' && state !== 'needs-you' && state !== 'paused'
}

function isCopied({ way }: UploadRecord): boolean {
  return way === 'private-copy'
}

function isUnanswered({ state }: UploadRecord['parts'][number]): boolean {
  return state === 'sending' || state === 'in-doubt'
}

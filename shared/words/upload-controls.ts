import { isTakenByOthers, mayBeTwice } from '../uploads/row-sums.ts'
import type { Upload } from '../uploads/upload.ts'
import { formatCounted } from './numbers.ts'
import { formatLocal } from './times.ts'
import { latestWords } from './upload-events.ts'
import { appliedWords, outcomeWords } from './upload-outcome.ts'
import { questionWords } from './upload-questions.ts'
import { doVerb } from './upload-rows.ts'

/** Where an upload stands, as far as its controls need to know. */
export interface UploadStanding {
  readonly stage: 'queued' | 'sending' | 'waiting' | 'starting-sync' | 'seeking-sync' | 'watching' | 'over'
  /** Where its rows go: a temporary copy, a definition that syncs at once, or one that stages them. */
  readonly where: 'copy' | 'syncs-at-once' | 'stages'
  readonly mayPause: boolean
  readonly isPaused: boolean
  /** It has come to rest because it is paused. */
  readonly isResting: boolean
  readonly isGoingOn: boolean
  /** ISO time until which Eloqua asked to wait. */
  readonly notBefore?: string
  /** ISO time until which Eloqua keeps what arrived. */
  readonly keptUntil?: string
}

/** What pressing Pause now would mean; undefined when there is nothing that it could hold back. */
export function pauseWords({ stage, where, mayPause, isPaused }: UploadStanding): string | undefined {
  if (isPaused || !mayPause) return undefined
  if (stage === 'watching') return 'The running sync continues. Nothing more is sent until you resume.'
  if (stage === 'queued') return 'Nothing is sent until you resume. Other uploads may go first.'
  const first = stage === 'waiting' ? 'Nothing is sent until you resume.' : 'Pauses after the current part.'
  if (where === 'copy') return `${first} The temporary copy keeps its rows for a day.`
  return where === 'syncs-at-once'
    ? `${first} Parts that arrived are synced at once.`
    : `${first} Rows that arrived stay staged.`
}

export function whyNoPauseWords(): string {
  return 'A running sync can’t be paused.'
}

/** What going on would mean, while it is paused or about to be. */
export function resumeWords({ isPaused, isResting, isGoingOn, stage }: UploadStanding): string | undefined {
  if (!isPaused || stage === 'over') return undefined
  if (isResting) return 'Continues where it stopped. Nothing is sent twice.'
  return isGoingOn ? 'Continues without a pause.' : undefined
}

/** What pressing Cancel now would mean; undefined when it is over. */
export function cancelWords({ stage, where }: UploadStanding): string | undefined {
  if (stage === 'over') return undefined
  if (stage === 'watching') return 'Stops watching. The sync continues in Eloqua.'
  if (stage === 'seeking-sync') return 'Stops looking. The sync may already be running.'
  if (where === 'copy') return 'Stops sending and deletes the temporary copy. Nothing is imported.'
  if (where === 'syncs-at-once') return 'Stops sending. Parts that arrived have started their syncs, which continue.'
  return 'Stops sending. Rows that arrived stay staged in the definition.'
}

/** What is going on, for the row in the transfers panel. */
export function transferWords(upload: Upload, standing: UploadStanding): string {
  if (upload.outcome) return outcomeWords(upload) ?? ''
  if (upload.question) return questionWords(upload, upload.question)
  if (upload.state === 'paused') return pausedWords(upload, standing)
  if (standing.isPaused && upload.state !== 'staged') return pausingWords(standing)
  return STATES[upload.state]?.(upload, standing) ?? 'Sending…'
}

const STATES: Readonly<Partial<Record<Upload['state'], (upload: Upload, standing: UploadStanding) => string>>> = {
  waiting: (upload) => latestWords(upload) ?? 'Waiting to try again.',
  queued: () => 'Waiting to start. Uploads to one definition go one at a time.',
  staged: () => 'All rows are staged. Nothing changes in Eloqua until you start the sync.',
  syncing: syncingWords,
}

function syncingWords(upload: Upload, { stage }: UploadStanding): string {
  if (stage === 'starting-sync') return 'Starting the sync…'
  if (stage === 'watching' && upload.error)
    return `Bulkdesk can’t read the sync’s status just now: ${upload.error.message} Trying again.`
  return upload.definition.kind === 'syncAction' ? 'Eloqua is processing the rows…' : 'Eloqua is importing the rows…'
}

/** Between the press and the moment from which nothing is sent. */
function pausingWords({ stage }: UploadStanding): string {
  return stage === 'watching' ? 'Pausing after the running sync…' : 'Pausing after the current part…'
}

/** How far it came, where that is now, and what waiting long would mean for it. */
function pausedWords(upload: Upload, { where, keptUntil, notBefore }: UploadStanding): string {
  const sent = upload.parts.filter(({ state }) => state === 'arrived').length
  const asked = notBefore ? ` Eloqua asked to wait until ${timeWords(notBefore)}.` : ''
  if (sent === 0) return `Paused. Nothing has been sent yet.${asked}`
  return `Paused after part ${sent} of ${upload.parts.length}. ${restWords(upload, where, keptUntil)}${asked}`
}

function restWords(upload: Upload, where: UploadStanding['where'], keptUntil: string | undefined): string {
  if (where === 'syncs-at-once' || keptUntil === undefined) return 'What arrived before has been synced.'
  const until = timeWords(keptUntil)
  if (where === 'copy')
    return `The temporary copy keeps its rows until ${until}; nothing of it is imported. Resumed later, this batch is sent again from its first part.`
  return `What arrived is staged in ${upload.definition.name}, and its next sync ${doVerb(upload)} it. Eloqua keeps it until ${until}.`
}

function timeWords(iso: string): string {
  return formatLocal(new Date(iso), new Date())
}

/** Why an upload that stopped can't be taken up. */
export function cannotReviveWords(upload: Upload): string {
  return `This upload can’t continue. Check the file again, and send what isn’t in Eloqua yet as a new upload. ${appliedWords(upload)}`
}

/** A notice outside the window: no file or definition names, as others may see it. */
export function noticeWords(upload: Upload): { readonly title: string; readonly body: string } | undefined {
  if (upload.state === 'done' && mayBeTwice(upload.ledger))
    return { title: 'Upload needs your attention', body: 'Open Bulkdesk: Eloqua counted more rows than were sent.' }
  if (upload.state === 'done' && isTakenByOthers(upload.outcome))
    return { title: 'Upload needs your attention', body: 'Open Bulkdesk: a sync that it didn’t start took the rows.' }
  if (upload.state === 'done') return { title: 'Upload finished', body: 'Open Bulkdesk to see the results.' }
  if (upload.state === 'staged' || upload.state === 'needs-you')
    return { title: 'Upload needs your attention', body: 'Open Bulkdesk to continue.' }
  if (upload.state !== 'stopped') return undefined
  if (upload.error?.code === 'cancelled')
    return { title: 'Upload canceled', body: 'Open Bulkdesk to see what arrived.' }
  const isPart = upload.outcome?.kind === 'incomplete' || upload.outcome?.kind === 'taken'
  return isPart
    ? { title: 'Upload incomplete', body: 'Open Bulkdesk to see which rows are missing.' }
    : { title: 'Upload failed', body: 'Open Bulkdesk to see why.' }
}

/** `Import 495 rows now` */
export function startSyncWords(upload: Pick<Upload, 'definition'>, rows: number): string {
  const verb = upload.definition.kind === 'syncAction' ? 'Process' : 'Import'
  return rows > 0 ? `${verb} ${formatCounted(rows, 'row')} now` : `${verb} staged rows now`
}

import type { Upload } from '../uploads/upload.ts'
import type { RestartCause, UploadEventFacts, WaitReason } from '../uploads/upload-facts.ts'
import { formatCounted, formatList } from './numbers.ts'
import { outcomeWords } from './upload-outcome.ts'
import { answerWords, questionWords } from './upload-questions.ts'
import { capital, doneVerb, partsWords, syncsWords, syncWords } from './upload-rows.ts'

type EventOf<K extends UploadEventFacts['kind']> = Extract<UploadEventFacts, { kind: K }>
type Events = { readonly [K in UploadEventFacts['kind']]: (upload: Upload, event: EventOf<K>) => string }

/** One line of what happened to an upload. */
export function eventWords(upload: Upload, event: UploadEventFacts): string {
  return EVENTS[event.kind](upload, event as never)
}

const EVENTS: Events = {
  sent: (upload, { rows }) => `You pressed Send for ${formatCounted(rows, 'row')} of ${upload.file.name}.`,
  'copy-made': (_upload, { uri }) => `Created the temporary copy ${uri}.`,
  'copy-not-made': () => 'The temporary copy wasn’t created. Creating another.',
  'copy-deleted': () => 'Deleted the temporary copy.',
  'copy-kept': (_upload, { uri, why }) =>
    why === 'rejects'
      ? `The temporary copy ${uri} stays in Eloqua for 7 days, because the list of rejected rows may go with it.`
      : `The temporary copy ${uri} stays in Eloqua for 7 days, because its sync may still be running.`,
  'batch-restarted': (_upload, { batch, cause }) =>
    `Batch ${batch + 1} starts over in a new temporary copy: ${causeWords(cause)} Nothing of it was imported.`,
  waiting: (_upload, event) => waitingWords(event),
  'part-found': (_upload, { part, syncUri }) => `Part ${part + 1} arrived: it started ${syncWords(syncUri)}.`,
  staged: () => 'All rows are staged. Nothing changes in Eloqua until you start the sync.',
  'sync-started': (_upload, { syncUri }) => `Started ${syncWords(syncUri)}.`,
  'sync-answer-lost': () => 'The connection dropped while starting the sync. Looking for the sync in Eloqua.',
  'sync-refused': (_upload, { error }) => `Eloqua didn’t start the sync: ${error.message}`,
  'sync-ended': (_upload, { syncUri, status, unread }) =>
    `${capital(syncWords(syncUri))} ended: ${status}.${unread.length > 0 ? ` Bulkdesk couldn’t read its ${formatList(unread.map((list) => (list === 'log' ? 'log' : 'rejected rows')))}.` : ''}`,
  'sync-slow': (_upload, { syncUri, status, hours }) =>
    `${capital(syncWords(syncUri))} has been ${status} for ${formatCounted(hours, 'hour')}. Bulkdesk keeps watching; canceling stops the watching, not the sync.`,
  'sync-odd': (_upload, { syncUri, status }) =>
    `${capital(syncWords(syncUri))} has the status “${status}”, which Bulkdesk doesn’t know. Bulkdesk watches it until it ends.`,
  'sync-uncalled': (upload, { syncUri }) =>
    `Eloqua started ${syncWords(syncUri)} by itself: ${upload.definition.name} was switched to sync automatically. What had arrived is being ${doneVerb(upload)}.`,
  'auto-sync-off': (upload) =>
    `Eloqua took the rows without starting a sync: ${upload.definition.name} was switched not to sync automatically. Rows are staged there until you start the sync.`,
  'other-syncs': (_upload, { syncUris }) =>
    `Eloqua also lists ${syncsWords(syncUris)} by the same user with as many rows. The network may have repeated a request.`,
  asked: questionWordsOf,
  answered: (upload, { choice }) => `You chose “${choiceWords(upload, choice)}”.`,
  ended: (upload, { outcome }) => outcomeWords({ ...upload, outcome }) ?? '',
  paused: (upload) => `Paused${sentWords(upload)}.`,
  'pause-pressed': () => 'You paused the upload.',
  resumed: () => 'You resumed the upload.',
  'tried-again': () => 'You tried again.',
  'sync-ordered': () => 'You started the sync.',
  'rows-taken': (_upload, { syncUri, rows, starter, isUncounted }) => {
    const whose = `${capital(syncWords(syncUri))}${starter ? `, started for ${starter},` : ''}`
    const staged = formatCounted(rows, 'staged row')
    return isUncounted ? `${whose} ended, and its log doesn’t account for ${staged}.` : `${whose} processed ${staged}.`
  },
  'rows-discarded': (upload, event) =>
    event.with
      ? `The rows staged in ${upload.definition.name} were deleted together with those of ${event.with}. They are sent again when you resume this upload.`
      : `You deleted the rows staged in ${upload.definition.name}.`,
  'discard-unsettled': () =>
    'The connection dropped while deleting the staged rows. They may or may not have been deleted.',
  written: (_upload, { text }) => text,
}

function questionWordsOf(upload: Upload, { question }: EventOf<'asked'>): string {
  return questionWords(upload, question)
}

function choiceWords(upload: Upload, choice: EventOf<'answered'>['choice']): string {
  const [answer] = answerWords(upload, { kind: 'cannot-go-on', choices: [choice] })
  return answer?.label ?? choice
}

function sentWords({ parts }: Upload): string {
  const sent = parts.filter(({ state }) => state === 'arrived').length
  return sent > 0 ? ` after ${partsWords([sent - 1])} of ${parts.length}` : ''
}

const CAUSES: Readonly<Record<RestartCause['why'], string>> = {
  'in-doubt': 'the connection dropped.',
  gone: 'the temporary copy is gone.',
  'kept-too-long': 'the temporary copy had waited for longer than Eloqua keeps its rows.',
}

function causeWords({ why, error }: RestartCause): string {
  return why === 'in-doubt' && error ? error.message : CAUSES[why]
}

const REASONS: Readonly<Record<WaitReason, string>> = {
  copy: 'The temporary copy couldn’t be created yet',
  'copy-search': 'Bulkdesk couldn’t look for the temporary copy yet',
  batch: 'The batch starts over',
  'syncs-before': 'Bulkdesk couldn’t read Eloqua’s list of syncs yet',
  part: 'Eloqua didn’t accept the part yet',
  sync: 'The sync couldn’t be started yet',
  'sync-search': 'Bulkdesk couldn’t look for the sync yet',
  'sync-status': 'Bulkdesk couldn’t read the sync’s status yet',
  file: 'Bulkdesk couldn’t read the file yet',
}

function waitingWords({ for: reason, seconds, error }: EventOf<'waiting'>): string {
  const why = error ? ` (${error.message.replace(/\.$/, '')})` : ''
  return `${REASONS[reason]}${why}. Trying again in ${formatCounted(seconds, 'second')}.`
}

/** The latest event, as a line for the transfers panel. */
export function latestWords(upload: Upload): string | undefined {
  const latest = upload.events.at(-1)
  return latest && eventWords(upload, latest.event)
}

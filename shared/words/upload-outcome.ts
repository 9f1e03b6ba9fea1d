import { rowsInPart, rowsTaken, rowsToTake, sumOfSent } from '../uploads/row-sums.ts'
import { type RowLedger, TRIAL_ROWS, type Upload } from '../uploads/upload.ts'
import type { OpenBatch, UploadOutcome } from '../uploads/upload-facts.ts'
import { formatCount, formatCounted, formatList, plural } from './numbers.ts'
import { linkedWords } from './upload-page.ts'
import {
  capital,
  doneVerb,
  doVerb,
  fileRowsWords,
  partsWords,
  spanWords,
  syncsWords,
  syncWords,
} from './upload-rows.ts'

/** How an upload ended and what that means for the data. Undefined while it goes on. */
export function outcomeWords(upload: Upload): string | undefined {
  const { outcome } = upload
  if (!outcome) return undefined
  return sentences(OUTCOMES[outcome.kind](upload, outcome as never))
}

type Words = string | undefined
type OutcomeOf<K extends UploadOutcome['kind']> = Extract<UploadOutcome, { kind: K }>
type Outcomes = { readonly [K in UploadOutcome['kind']]: (upload: Upload, outcome: OutcomeOf<K>) => readonly Words[] }

const OUTCOMES: Outcomes = {
  finished: (upload) => [...tallyWords(upload), elsewhereWords(upload)],
  incomplete: (upload) => tallyWords(upload),
  taken: (upload, outcome) => [takenWords(upload, outcome), ...openWords(upload)],
  discarded: (upload, outcome) => [discardedWords(upload, outcome.with), appliedBefore(upload), ...openWords(upload)],
  stopped: (upload) => ['You stopped this upload.', appliedWords(upload), ...openWords(upload)],
  'stopped-watching': (upload) => [
    'Bulkdesk stopped watching.',
    `Eloqua continues ${syncsWords(upload.syncUris)}; open it to see how it ends.`,
  ],
  'part-refused': (upload, { part }) => [
    `Eloqua didn’t accept ${partsWords([part])} of ${upload.parts.length}.`,
    ...because(upload),
  ],
  'copy-refused': (upload) => ['Eloqua didn’t create the temporary copy.', ...because(upload)],
  'copy-unknown': (upload) => ['Bulkdesk couldn’t look for the temporary copy.', ...because(upload)],
  'sync-refused': (upload) => ['Eloqua didn’t start the sync.', ...because(upload)],
  'file-trouble': (upload) => because(upload),
  'definition-gone': (upload) => [
    `${upload.definition.name} was deleted in Eloqua, and the rows staged there with it.`,
    appliedWords(upload),
  ],
  'practice-gone': () => ['The practice instance this was sent to is gone, and its data with it.'],
  written: (upload, { text }) => [text, ...openWords(upload)],
}

function because(upload: Upload): readonly Words[] {
  return [upload.error?.message, appliedWords(upload), ...openWords(upload)]
}

function sentences(words: readonly Words[]): string {
  return words.filter(Boolean).join(' ')
}

/** The count of the rows, and every number that does not add up. */
function tallyWords(upload: Upload): readonly Words[] {
  const { ledger } = upload
  return [
    rowsWords(upload),
    ...openWords(upload),
    notReportedWords(upload),
    excessWords(ledger),
    assumedWords(ledger),
    othersWords(upload),
  ]
}

/** `481 of 495 rows imported. 14 were duplicates.` */
function rowsWords(upload: Upload): string {
  const { ledger } = upload
  const { sent, rejected = 0, duplicates = 0 } = ledger
  const [rows, good] = [rowsToTake(ledger), rowsTaken(ledger)]
  if (good === 0 && rejected + duplicates === 0) return `${formatCounted(sent, 'row')} sent.`
  const all = good === rows ? formatCounted(rows, 'row') : `${formatCount(good)} of ${formatCounted(rows, 'row')}`
  const inPart = rowsInPart(upload)
  const warned = inPart + rejected + duplicates === 0 && Object.values(upload.syncStatuses).includes('warning')
  return sentences([
    `${all} ${doneVerb(upload)}.`,
    lostWords(rejected, duplicates),
    inPart > 0 ? `Eloqua rejected values in ${formatCounted(inPart, 'row')}.` : '',
    linkedWords(upload),
    warned ? 'Eloqua’s log has warnings.' : '',
  ])
}

/** Rows that were staged and went into a sync of another upload: only that sync's log tells of them. */
function elsewhereWords(upload: Upload): string {
  const rows = sumOfSent(upload)?.parts.find(({ kind }) => kind === 'unknown')?.rows ?? 0
  if (rows === 0) return ''
  return `The result of ${formatCounted(rows, 'row')} stands in the log of another sync, which processed ${plural(rows, 'it', 'them')}.`
}

function lostWords(rejected: number, duplicates: number): string {
  const words = [
    ...(rejected > 0 ? [`${formatCount(rejected)} ${plural(rejected, 'was', 'were')} rejected`] : []),
    ...(duplicates > 0
      ? [`${formatCount(duplicates)} ${plural(duplicates, 'was a duplicate', 'were duplicates')}`]
      : []),
  ]
  return words.length > 0 ? `${formatList(words)}.` : ''
}

function notReportedWords({ ledger, definition }: Upload): string {
  const { unexplained = 0 } = ledger
  if (unexplained === 0) return ''
  const why = definition.kind === 'syncAction' ? ' (most likely there was nothing to change)' : ''
  return `Eloqua didn’t report on ${formatCounted(unexplained, 'row')}${why}.`
}

/** Whose rows Eloqua found when it synced, where they are not this upload's alone. */
function excessWords(ledger: RowLedger): string {
  const { sent, also = [], processed, twice, repeated } = ledger
  const known = rowsToTake(ledger)
  if (processed === undefined) return ''
  if (twice || repeated) {
    const what = twice ? partsWords(twice) : 'a part'
    const how = repeated ? 'arrived twice' : `${plural(twice?.length ?? 1, 'was', 'were')} sent twice`
    const also = (ledger.created ?? 0) + (ledger.updated ?? 0) > known ? ' The rows were imported twice.' : ''
    return `Eloqua processed ${formatCounted(processed, 'row')} because ${what} ${how}.${also}`
  }
  const whose = also.length > 0 ? `${formatCount(sent)} of this upload and ${fileRowsWords(also)} staged earlier` : ''
  if (processed > known && whose)
    return `Eloqua processed ${formatCounted(processed, 'row')}: ${whose}, and ${formatCount(processed - known)} that Bulkdesk didn’t send.`
  if (processed > known)
    return `Eloqua processed ${formatCounted(processed, 'row')}, but ${formatCount(sent)} ${plural(sent, 'was', 'were')} sent. A colleague or another tool staged the others, or the network repeated a request.`
  if (processed < known) return `Eloqua processed ${formatCounted(processed, 'row')} of ${formatCount(known)} sent.`
  return whose ? `Eloqua processed ${formatCounted(processed, 'row')}: ${whose}.` : ''
}

function assumedWords({ assumed = [] }: RowLedger): string {
  if (assumed.length === 0) return ''
  return `${capital(partsWords(assumed))} ${plural(assumed.length, 'counts', 'count')} as sent because you said so.`
}

function othersWords({ ledger, user }: Upload): string {
  const { others = [], othersUnread } = ledger
  if (others.length === 0) return othersUnread ? OTHERS_UNREAD : ''
  const lists = `Eloqua also lists ${syncsWords(others)} by ${user} with as many rows.`
  return `${lists} If no other tool started ${plural(others.length, 'it', 'them')}, these rows were imported twice.`
}

const OTHERS_UNREAD =
  'Bulkdesk couldn’t read Eloqua’s list of syncs afterwards. If the network repeated a request, these rows were imported twice.'

/** The batches that cannot be called applied, by their syncs and rows. */
function openWords({ ledger }: Upload): readonly string[] {
  return (ledger.open ?? []).map((batch) => OPEN[batch.why](batch))
}

const OPEN: Readonly<Record<OpenBatch['why'], (batch: OpenBatch) => string>> = {
  failed: (batch) =>
    `Eloqua stopped ${syncOf(batch)}: ${whichRows(batch)} may be missing or only partly imported. Its log says why.`,
  'unknown-end': (batch) =>
    `${capital(syncOf(batch))} ended with the status “${batch.status}”, which Bulkdesk doesn’t know: ${whichRows(batch)} may be missing or only partly imported.`,
  'not-seen': (batch) => `Bulkdesk saw no sync for ${whichRows(batch)}, which you said had arrived.`,
  mixed: (batch) =>
    `${capital(syncOf(batch))} may not have processed what was sent: its log doesn’t account for ${whichRows(batch)}.`,
  missing: (batch) => `${capital(syncOf(batch))} found ${formatCounted(batch.rows, 'row')} fewer than were sent.`,
}

function syncOf({ syncUri = '' }: OpenBatch): string {
  return syncWords(syncUri)
}

function whichRows({ spans, rows }: OpenBatch): string {
  return spanWords(spans) ?? formatCounted(rows, 'row')
}

/** That a sync went through does not say that Eloqua imported the rows: its log does. */
function takenWords(upload: Upload, { syncUri, rows, starter, rejected = 0 }: OutcomeOf<'taken'>): string {
  const whose = starter ? `${capital(syncWords(syncUri))}, started for ${starter},` : capital(syncWords(syncUri))
  const what = rows === 0 ? 'whatever had arrived' : `the ${formatCounted(rows, 'row')} staged for ${upload.file.name}`
  const told = rejected > 0 ? `counts ${formatCounted(rejected, 'rejected row')}` : 'tells what happened to them'
  return `${whose} processed ${what}. Its log ${told}.`
}

function discardedWords({ definition }: Upload, cause: string | undefined): string {
  return cause
    ? `The rows staged in ${definition.name} were deleted together with those of ${cause}.`
    : `You deleted the rows staged in ${definition.name}.`
}

function appliedBefore(upload: Upload): string {
  const { applied } = upload
  return applied.applied === 'some' ? `Syncs started before: ${syncsWords(applied.syncUris)}.` : nothingWords(upload)
}

/** What stopping now means for the data, in one to three short sentences. */
export function appliedWords(upload: Upload): string {
  const { applied } = upload
  const some = applied.syncUris.length > 0 ? startedWords(upload) : ''
  const lost = applied.isSyncLost
    ? `Eloqua may be running a sync for these rows, so they may have been ${doneVerb(upload)}.`
    : ''
  return sentences([some, lost, some || lost ? '' : nothingWords(upload), doubtWords(upload), stagedWords(upload)])
}

function startedWords({ applied }: Upload): string {
  const rows = spanWords(applied.spans)
  return `${capital(syncsWords(applied.syncUris))} ${plural(applied.syncUris.length, 'was', 'were')} started${rows ? ` for ${rows}` : ''}.`
}

function nothingWords(upload: Upload): string {
  const { applied } = upload.applied
  if (applied === 'nothing') return `Nothing was ${doneVerb(upload)}.`
  if (applied === 'nothing-known') return `As far as Bulkdesk knows, nothing was ${doneVerb(upload)}.`
  return ''
}

function doubtWords(upload: Upload): string {
  const { applied, doubtfulParts } = upload.applied
  if (doubtfulParts.length === 0) return ''
  const parts = capital(partsWords(doubtfulParts))
  if (applied === 'maybe' && !upload.applied.isSyncLost)
    return `${parts} may have reached Eloqua, and its rows may have been ${doneVerb(upload)}.`
  return `${parts} may have reached Eloqua, where the next sync of ${upload.definition.name} ${doVerb(upload)} it.`
}

function stagedWords(upload: Upload): string {
  const { stagedRows } = upload.applied
  if (stagedRows === 0) return ''
  const rows = `${formatCounted(stagedRows, 'row')} ${plural(stagedRows, 'is', 'are')} staged in ${upload.definition.name}`
  return `${rows}, as far as Bulkdesk knows. Its next sync ${doVerb(upload)} ${plural(stagedRows, 'it', 'them')}.`
}

/** `a trial of the first 50 valid rows` */
export function scopeWords(scope: Upload['scope']): string {
  return scope === 'first-50' ? `First ${TRIAL_ROWS} valid rows` : 'All valid rows'
}

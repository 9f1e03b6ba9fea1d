import { isAppError } from '../../shared/errors.ts'
import type { RowLedger } from '../../shared/upload.ts'
import { countRows } from './ledger.ts'
import type { RecordedSync, UploadRecord } from './upload-record.ts'
import { isLastBatch } from './upload-record.ts'
import { next, type Step, stop, type UploadRun } from './upload-run.ts'
import { rowsOfFiles, wentThrough } from './waiting-rows.ts'

/** After the batch's syncs ended: the copy goes, then the next batch or the end. */
export async function finishBatch(run: UploadRun): Promise<Step> {
  await deleteCopies(run)
  run.reached('copy-deleted')
  const failed = run.record.syncs.find((sync) => sync.batch === run.record.batch && !wentThrough(sync.status))
  if (failed) return stop(run, failureWords(run.record, failed))
  if (!isLastBatch(run.record)) {
    const phase = run.record.way === 'private-copy' ? 'copy' : 'parts'
    const step = next(run, phase, { batch: run.record.batch + 1, copy: undefined, restarts: 0, state: 'sending' })
    run.reached('batch-done')
    return step
  }
  const outcome = outcomeWords(run.record)
  const ended = { phase: 'ended', state: 'done', question: undefined, error: undefined } as const
  run.save({ ...ended, outcome, endedAt: run.now().toISOString() }, outcome)
  run.reached('done')
  return 'halt'
}

/** The documents disagree on the word for a failed sync (sync status types; the five API pages): both are read. */
function failureWords(record: UploadRecord, { uri, status = '' }: RecordedSync): string {
  const what =
    status === 'error' || status === 'errored'
      ? `Eloqua stopped sync ${uri}.`
      : `Sync ${uri} ended with the status “${status}”, which Bulkdesk does not know.`
  const left = record.parts.filter((part) => part.batch > record.batch).length
  const rest = left === 0 ? '' : ` ${left} more ${left === 1 ? 'part was' : 'parts were'} not sent.`
  return `${what} Its log says why; some rows may have been applied.${rest}`
}

/** Best effort: a copy that stays deletes itself after a week. */
export async function deleteCopies(run: UploadRun): Promise<void> {
  const copies = [...run.record.leftCopies, ...(run.record.copy?.uri ? [run.record.copy.uri] : [])]
  const left: string[] = []
  for (const path of copies) {
    try {
      await run.client.read({ method: 'DELETE', path })
    } catch (error) {
      if (!isAppError(error) || (error.code !== 'not-found' && error.code !== 'gone')) left.push(path)
    }
  }
  if (copies.length > 0)
    run.save({ leftCopies: left, copy: undefined }, left.length === 0 ? 'The private copy was deleted.' : undefined)
}

/** How it ended, with every number that does not add up. */
export function outcomeWords(record: UploadRecord): string {
  const ledger = countRows(record)
  const { sent, rejected = 0, duplicates = 0, unexplained = 0, also = [] } = ledger
  const refused = rejected + duplicates
  const rows = `${count(sent)} ${sent === 1 ? 'row was' : 'rows were'} sent`
  const warned = record.syncs.some((sync) => sync.status === 'warning')
  const what = also.length > 0 ? 'all that was synced' : 'them'
  const end =
    refused > 0
      ? `, and ${count(refused)} of ${what} ${refused === 1 ? 'was' : 'were'} not taken`
      : warned
        ? ', with warnings in the log'
        : ''
  return [
    `Finished: ${rows}${end}.`,
    unexplained === 0 ? '' : `Eloqua's log leaves ${count(unexplained)} unexplained.`,
    processedWords(ledger),
    assumedWords(record),
  ]
    .filter(Boolean)
    .join(' ')
}

/** Whose rows Eloqua found when it synced, where they are not this upload's alone. */
function processedWords({ sent, also = [], processed }: RowLedger): string {
  const known = also.reduce((sum, { rows }) => sum + rows, sent)
  const open = processed === undefined ? 0 : processed - known
  if (also.length === 0)
    return open === 0
      ? ''
      : `Eloqua says that it processed ${count(processed ?? 0)} rows, but ${count(sent)} were sent.`
  const whose = `${count(sent)} of this upload and ${rowsOfFiles(also)} that waited at the definition`
  if (open > 0)
    return `Eloqua processed ${count(known + open)} rows: ${whose}, and ${count(open)} that nobody here sent.`
  if (open < 0) return `Eloqua says that it processed ${count(known + open)} rows, but there were ${whose}.`
  return `Eloqua processed ${count(known)} rows: ${whose}.`
}

function assumedWords(record: UploadRecord): string {
  const assumed = record.parts.filter((part) => part.assumed).map((part) => part.index + 1)
  if (assumed.length === 0) return ''
  return `Nobody saw the answer to part ${assumed.join(', ')}: it is counted as sent because you said so.`
}

function count(rows: number): string {
  return rows.toLocaleString('en')
}

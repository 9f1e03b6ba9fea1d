import { isAppError } from '../../shared/errors.ts'
import { countRows } from './ledger.ts'
import type { UploadRecord } from './upload-record.ts'
import { isLastBatch } from './upload-record.ts'
import { next, type Step, stop, type UploadRun } from './upload-run.ts'

/** After the batch's syncs ended: the copy goes, then the next batch or the end. */
export async function finishBatch(run: UploadRun): Promise<Step> {
  await deleteCopies(run)
  const failed = run.record.syncs.find((sync) => sync.batch === run.record.batch && isErrored(sync.status))
  if (failed) return stop(run, `Eloqua stopped sync ${failed.uri}. Its log says why; some rows may have been applied.`)
  if (!isLastBatch(run.record)) {
    const phase = run.record.way === 'private-copy' ? 'copy' : 'parts'
    return next(run, phase, { batch: run.record.batch + 1, copy: undefined, restarts: 0, state: 'sending' })
  }
  const outcome = outcomeWords(run.record)
  run.save(
    { phase: 'ended', state: 'done', outcome, question: undefined, error: undefined, endedAt: run.now().toISOString() },
    outcome,
  )
  return 'halt'
}

/** The documents disagree on the word for a failed sync: both are read (sync status types; the five API pages). */
function isErrored(status: string | undefined): boolean {
  return status === 'error' || status === 'errored'
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

function outcomeWords(record: UploadRecord): string {
  const { sent, rejected = 0, duplicates = 0, unexplained = 0 } = countRows(record)
  const refused = rejected + duplicates
  const rows = `${sent.toLocaleString('en')} ${sent === 1 ? 'row was' : 'rows were'} sent`
  const warned = record.syncs.some((sync) => sync.status === 'warning')
  const remainder = unexplained === 0 ? '' : ` Eloqua's log leaves ${unexplained.toLocaleString('en')} unexplained.`
  if (refused > 0)
    return `Finished: ${rows}, and ${refused.toLocaleString('en')} of them ${refused === 1 ? 'was' : 'were'} not taken.${remainder}`
  return `Finished: ${rows}${warned ? ', with warnings in the log' : ''}.${remainder}`
}

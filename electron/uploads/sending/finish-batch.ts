import { isAppError } from '../../../shared/contract/errors.ts'
import { isLastBatch } from '../journal/upload-record.ts'
import { outcomeWords } from '../outcome/outcome-words.ts'
import { wentThrough } from '../staging/waiting-rows.ts'
import { nextBatch } from './answer-upload.ts'
import { batchFailed } from './batch-failed.ts'
import { next, type Step, type UploadRun } from './upload-run.ts'

/** After the batch's syncs ended: the copy goes, then the next batch or the end. */
export async function finishBatch(run: UploadRun): Promise<Step> {
  leaveCopyOfRefused(run)
  await deleteCopies(run)
  run.reached('copy-deleted')
  const failed = run.record.syncs.find((sync) => sync.batch === run.record.batch && !wentThrough(sync.status))
  if (failed) return batchFailed(run, failed)
  if (!isLastBatch(run.record)) {
    const { phase = 'parts', ...change } = nextBatch(run.record)
    const step = next(run, phase, change)
    run.reached('batch-done')
    return step
  }
  const outcome = outcomeWords(run.record)
  const ended = { phase: 'ended', state: 'done', question: undefined, error: undefined } as const
  run.save({ ...ended, outcome, endedAt: run.now().toISOString() }, outcome)
  run.reached('done')
  return 'halt'
}

/**
 * Refused rows are read from Eloqua when they are looked at. Whether it keeps their list without the definition is not
 * documented, so a copy with such a list deletes itself, after a week.
 */
function leaveCopyOfRefused(run: UploadRun): void {
  const { copy, syncs, batch } = run.record
  const hasRefused = syncs.some((sync) => sync.batch === batch && (sync.rejects ?? 0) > 0)
  if (copy?.uri === undefined || !hasRefused) return
  const text = `The private copy ${copy.uri} stays in Eloqua for a week, because the list of refused rows may go with it.`
  run.save({ copy: undefined }, text)
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

import type { AppErrorData } from '../../../shared/contract/errors.ts'
import type { RecordedPart } from '../journal/upload-record.ts'
import { appliedSoFar } from '../outcome/applied-so-far.ts'
import { askToSignIn, needsSignIn } from './sign-in.ts'
import { ask, type Step, setPart, stop, type UploadRun, waitOut } from './upload-run.ts'

const MAX_RESTARTS = 3

/** What had arrived in a private copy has lain there too long to be counted on. */
export const RESTED: AppErrorData = {
  code: 'gone',
  message: 'The private copy had rested for longer than Eloqua keeps the rows in it.',
}

/** The whole batch starts over in a new copy: nothing of the old one was or will be applied. */
export async function throwCopyAway(run: UploadRun, error: AppErrorData): Promise<Step> {
  const { record } = run
  const restarts = record.restarts + 1
  const cause = error.code === 'not-found' ? 'The private copy is gone.' : error.message
  const text = `Batch ${record.batch + 1} starts over in a new private copy: ${cause} Nothing from it had been applied.`
  const parts = record.parts.map((part) =>
    part.batch === record.batch ? { ...part, state: 'planned' as const } : part,
  )
  const leftCopies = [...record.leftCopies, ...(record.copy?.uri ? [record.copy.uri] : [])]
  const generation = record.generation + 1
  const fresh = { phase: 'copy' as const, parts, leftCopies, copy: undefined, generation, restarts, error }
  if (restarts <= MAX_RESTARTS) {
    await waitOut(run, { error, attempt: restarts, change: fresh }, () => text)
    return 'continue'
  }
  run.save(fresh)
  const earlier = record.syncs.length > 0 ? `Nothing from this batch has been applied. ` : ''
  return ask(
    run,
    {
      kind: 'restarts-exhausted',
      text: `Sending this batch failed ${MAX_RESTARTS + 1} times, the last time like this: ${cause} ${earlier}${appliedSoFar(run.record)}`,
      choices: [
        { choice: 'retry', label: 'Try again', means: 'Sends the batch once more in a new private copy.' },
        { choice: 'stop', label: 'Stop here', means: 'Nothing more is sent.' },
      ],
    },
    error,
  )
}

/** Eloqua certainly did not take the part, and it will not by being sent again as it is. */
export async function partRefused(run: UploadRun, part: RecordedPart, error: AppErrorData): Promise<Step> {
  setPart(run, part.index, { state: 'planned' })
  if (needsSignIn(error)) return askToSignIn(run, error)
  if (error.code === 'not-found' && run.record.way === 'private-copy') return throwCopyAway(run, error)
  setPart(run, part.index, { state: 'refused' })
  const which = `Part ${part.index + 1} of ${run.record.parts.length} was not taken.`
  return stop(run, `${which} ${error.message} ${appliedSoFar(run.record)}`, error)
}

/** The user cancelled. Says what that left behind; whatever Eloqua already started goes on. */
export function cancelled(run: UploadRun): Step {
  const { record } = run
  if (record.phase === 'watch' || record.phase === 'clean')
    return stop(run, 'Bulkdesk stopped watching. Eloqua goes on with the sync; its page shows how it ends.')
  return stop(run, `Cancelled. ${appliedSoFar(record)}`, { code: 'cancelled', message: 'Cancelled by you.' })
}

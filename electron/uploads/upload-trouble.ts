import type { AppErrorData } from '../../shared/errors.ts'
import { isAppError } from '../../shared/errors.ts'
import type { UploadQuestion } from '../../shared/upload.ts'
import { appliedSoFar } from './applied-so-far.ts'
import { isDiskTrouble } from './disk-trouble.ts'
import { findOurSync } from './find-sync.ts'
import { askToSignIn, needsSignIn } from './sign-in.ts'
import type { RecordedPart, UploadRecord } from './upload-record.ts'
import { syncsAtOnce } from './upload-record.ts'
import { arrived, ask, type Step, setPart, startedBy, stop, type UploadRun, waitOut } from './upload-run.ts'
import { arrivedAt, keptMs, partsThere } from './waiting-rows.ts'

const MAX_RESTARTS = 3

/** What had arrived in a private copy has lain there too long to be counted on. */
export const RESTED: AppErrorData = { code: 'gone', message: 'Eloqua keeps the rows in it for a day.' }

/** Nobody can tell whether the part arrived. A private copy is thrown away; on a shared definition only a sync can tell, or the user. */
export async function partInDoubt(run: UploadRun, part: RecordedPart, error: AppErrorData): Promise<Step> {
  setPart(run, part.index, { state: 'in-doubt' })
  if (run.signal.aborted) return 'halt'
  if (run.record.way === 'private-copy') return throwCopyAway(run, error)
  if (!syncsAtOnce(run.record)) return ask(run, doubtQuestion(run, part), error)
  const found = await lookForItsSync(run)
  if (found === undefined) return ask(run, doubtQuestion(run, part), error)
  if ('code' in found) return needsSignIn(found) ? askToSignIn(run, found) : ask(run, doubtQuestion(run, part), found)
  const started = startedBy(run, part, found)
  const text = `Part ${part.index + 1} arrived: ${found.uri} was started by it.`
  setPart(run, part.index, arrived(run), { syncs: [...run.record.syncs, started] }, text)
  return 'continue'
}

/** A part that starts a sync by itself is betrayed by that sync, if the list of syncs can be read. */
async function lookForItsSync(run: UploadRun) {
  try {
    return await findOurSync(run)
  } catch (error) {
    if (isDiskTrouble(error)) throw error
    const lost: AppErrorData = { code: 'unknown', message: 'The list of syncs could not be read.' }
    return isAppError(error) ? error.toData() : lost
  }
}

/** Parts that waited at the definition, for the rest of the file, for longer than Eloqua keeps such rows. */
export function expiredParts(record: UploadRecord, now: Date): readonly RecordedPart[] {
  const kept = keptMs(record)
  if (kept === undefined) return []
  return partsThere(record).flatMap(({ part, isSure }) =>
    isSure && now.getTime() - Date.parse(arrivedAt(record, part)) > kept ? [part] : [],
  )
}

/** Nobody can tell whether they are still there, so nobody but the user may send them again. */
export function partsExpired(run: UploadRun, expired: readonly RecordedPart[]): Step {
  const gone = new Set(expired.map(({ index }) => index))
  run.save({
    parts: run.record.parts.map((part) => (gone.has(part.index) ? { ...part, state: 'in-doubt' as const } : part)),
  })
  const names = expired.map(({ index }) => index + 1).join(', ')
  const text = `Part ${names} of ${run.record.parts.length} had arrived, but waited at ${run.record.definition.name} for longer than Eloqua keeps such rows: most likely it dropped them.`
  return ask(run, { kind: 'part-in-doubt', text, choices: doubtChoices(run) })
}

function doubtQuestion(run: UploadRun, part: RecordedPart): UploadQuestion {
  return {
    kind: 'part-in-doubt',
    text: `Nobody can tell whether part ${part.index + 1} of ${run.record.parts.length} was taken: it may or may not have arrived. ${appliedSoFar(run.record)}`,
    choices: doubtChoices(run),
  }
}

function doubtChoices(run: UploadRun): UploadQuestion['choices'] {
  const twice = run.record.definition.family === 'activities' || run.record.definition.family === 'customObjects'
  const again = twice
    ? 'If it had arrived, its rows are recorded twice.'
    : 'If it had arrived, Eloqua reports its rows as duplicates.'
  const look = { choice: 'check-again' as const, label: 'Check again' }
  return [
    ...(syncsAtOnce(run.record) ? [{ ...look, means: 'Looks whether Eloqua started a sync for it.' }] : []),
    { choice: 'send-again', label: 'Send it again', means: again },
    {
      choice: 'treat-as-arrived',
      label: 'Treat it as arrived',
      means: 'It is not sent again. If it had not arrived, its rows are missing.',
    },
    { choice: 'stop', label: 'Stop here', means: 'Nothing more is sent. What arrived stays where it is.' },
  ]
}

const CAUSES: Partial<Record<AppErrorData['code'], string>> = {
  'not-found': 'the private copy is gone',
  gone: 'the private copy has rested for too long',
}

/** The whole batch starts over in a new copy: nothing of the old one was or will be applied. */
export async function throwCopyAway(run: UploadRun, error: AppErrorData): Promise<Step> {
  const { record } = run
  const restarts = record.restarts + 1
  const cause = CAUSES[error.code] ?? 'the connection failed'
  const text = `Batch ${record.batch + 1} starts over in a new private copy because ${cause} (${error.message}). Nothing from it had been applied.`
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
  return ask(
    run,
    {
      kind: 'restarts-exhausted',
      text: `Sending this batch failed ${MAX_RESTARTS + 1} times. Nothing from it has been applied. ${appliedSoFar(run.record)}`,
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
  const which = `Eloqua did not take part ${part.index + 1} of ${run.record.parts.length}.`
  return stop(run, `${which} ${error.message} ${appliedSoFar(run.record)}`, error)
}

/** The user cancelled. Says what that left behind; whatever Eloqua already started goes on. */
export function cancelled(run: UploadRun): Step {
  const { record } = run
  if (record.phase === 'watch' || record.phase === 'clean')
    return stop(run, 'Bulkdesk stopped watching. Eloqua goes on with the sync; its page shows how it ends.')
  return stop(run, `Cancelled. ${appliedSoFar(record)}`, { code: 'cancelled', message: 'Cancelled by you.' })
}

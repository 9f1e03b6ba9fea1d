import type { AppErrorData } from '../../shared/errors.ts'
import type { UploadQuestion } from '../../shared/upload.ts'
import { appliedSoFar } from './applied-so-far.ts'
import { askToSignIn, findOurSync } from './run-sync.ts'
import type { RecordedPart } from './upload-record.ts'
import { syncsAtOnce } from './upload-record.ts'
import { ask, backoffMs, next, type Step, setPart, stop, type UploadRun } from './upload-run.ts'

const MAX_RESTARTS = 3

/** Nobody can tell whether the part arrived. A private copy is thrown away; on a shared definition only a sync can tell, or the user. */
export async function partInDoubt(run: UploadRun, part: RecordedPart, error: AppErrorData): Promise<Step> {
  setPart(run, part.index, 'in-doubt')
  if (run.signal.aborted) return 'halt'
  if (run.record.way === 'private-copy') return throwCopyAway(run, error)
  if (syncsAtOnce(run.record)) {
    const sync = await findOurSync(run).catch(() => undefined)
    if (sync) {
      const started = { batch: part.batch, uri: sync.uri, askedAt: sync.createdAt, status: sync.status, logs: [] }
      setPart(
        run,
        part.index,
        'arrived',
        { syncs: [...run.record.syncs, started] },
        `Part ${part.index + 1} arrived: ${sync.uri} was started by it.`,
      )
      return 'continue'
    }
  }
  return ask(run, doubtQuestion(run, part), error)
}

function doubtQuestion(run: UploadRun, part: RecordedPart): UploadQuestion {
  const atOnce = syncsAtOnce(run.record)
  const twice = run.record.definition.family === 'activities' || run.record.definition.family === 'customObjects'
  const again = twice
    ? 'If it had arrived, its rows are recorded twice.'
    : 'If it had arrived, Eloqua reports its rows as duplicates.'
  return {
    kind: 'part-in-doubt',
    text: `The line dropped while part ${part.index + 1} of ${run.record.parts.length} was under way: it may or may not have arrived. ${appliedSoFar(run.record)}`,
    choices: [
      ...(atOnce
        ? [
            {
              choice: 'check-again' as const,
              label: 'Check again',
              means: 'Looks whether Eloqua started a sync for it.',
            },
          ]
        : []),
      { choice: 'send-again', label: 'Send it again', means: again },
      {
        choice: 'treat-as-arrived',
        label: 'Treat it as arrived',
        means: 'It is not sent again. If it had not arrived, its rows are missing.',
      },
      { choice: 'stop', label: 'Stop here', means: 'Nothing more is sent. What arrived stays where it is.' },
    ],
  }
}

/** The whole batch starts over in a new copy: nothing of the old one was or will be applied. */
export async function throwCopyAway(run: UploadRun, error: AppErrorData): Promise<Step> {
  const { record } = run
  const restarts = record.restarts + 1
  const text = `Batch ${record.batch + 1} starts over in a new private copy because the connection failed (${error.message}). Nothing from it had been applied.`
  const parts = record.parts.map((part) =>
    part.batch === record.batch ? { ...part, state: 'planned' as const } : part,
  )
  const leftCopies = [...record.leftCopies, ...(record.copy?.uri ? [record.copy.uri] : [])]
  const fresh = { parts, leftCopies, copy: undefined, generation: record.generation + 1, restarts, error }
  if (restarts <= MAX_RESTARTS) {
    next(run, 'copy', { ...fresh, state: 'waiting' }, text)
    await run.sleep(backoffMs(run, restarts, error))
    return 'continue'
  }
  run.save({ ...fresh, phase: 'copy' })
  return ask(
    run,
    {
      kind: 'restarts-exhausted',
      text: `The connection failed ${MAX_RESTARTS + 1} times while this batch was sent. Nothing from it has been applied. ${appliedSoFar(run.record)}`,
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
  setPart(run, part.index, 'planned')
  if (error.code === 'unauthorized' || error.code === 'sign-in-refused') return askToSignIn(run, error)
  if (error.code === 'not-found' && run.record.way === 'private-copy') return throwCopyAway(run, error)
  setPart(run, part.index, 'refused')
  const which = `Eloqua did not take part ${part.index + 1} of ${run.record.parts.length}.`
  return stop(run, `${which} ${error.message} ${appliedSoFar(run.record)}`, error)
}

/** The user cancelled. Says what that left behind; whatever Eloqua already started goes on. */
export function cancelled(run: UploadRun): Step {
  const { record } = run
  if (record.phase === 'watch' || record.phase === 'clean')
    return stop(run, 'Bulkdesk stopped watching. Eloqua goes on with the sync; its page shows how it ends.')
  const doubtful = record.parts.find((part) => part.state === 'sending' || part.state === 'in-doubt')
  const mayHaveArrived =
    doubtful && record.way === 'straight' ? `Part ${doubtful.index + 1} was under way and may have arrived. ` : ''
  return stop(run, `Cancelled. ${mayHaveArrived}${appliedSoFar(record)}`, {
    code: 'cancelled',
    message: 'Cancelled by you.',
  })
}

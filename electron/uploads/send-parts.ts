import type { AppErrorData } from '../../shared/errors.ts'
import { AppError, isAppError } from '../../shared/errors.ts'
import { TRIAL_ROWS } from '../../shared/upload.ts'
import type { Part } from '../csv/engine.ts'
import type { OnceOutcome } from '../eloqua/eloqua-client.ts'
import { appliedSoFar } from './applied-so-far.ts'
import { isDiskTrouble } from './disk-trouble.ts'
import { rememberNewestSync } from './find-sync.ts'
import { restAsNextBatch } from './leave-definition.ts'
import { bodyKind, contentType } from './plan-upload.ts'
import { copyIsStale } from './private-copy.ts'
import { readSync } from './read-sync.ts'
import { needsSignIn, sendOnce } from './sign-in.ts'
import type { RecordedPart } from './upload-record.ts'
import { batchParts, syncsAtOnce, targetUri } from './upload-record.ts'
import {
  arrived,
  ask,
  changedPart,
  next,
  PASSING,
  type Step,
  setPart,
  startedBy,
  stop,
  type UploadRun,
  waitOut,
} from './upload-run.ts'
import { expiredParts, partInDoubt, partRefused, partsExpired, RESTED, throwCopyAway } from './upload-trouble.ts'

const GIVE_UP_AFTER_MS = 30 * 60_000

/** Sends what is left of the batch, each part once. */
export async function sendParts(run: UploadRun): Promise<Step> {
  const doubtful = batchParts(run.record).find((part) => part.state === 'sending' || part.state === 'in-doubt')
  if (doubtful) return partInDoubt(run, doubtful, lostAnswer())
  const first = batchParts(run.record).find((part) => part.state === 'planned')
  if (!first) return afterParts(run)
  const expired = expiredParts(run.record, run.now())
  if (expired.length > 0) return partsExpired(run, expired)
  run.save({ state: 'sending', question: undefined, error: undefined })
  try {
    for await (const part of run.engine.parts(partsRequest(run, first.index))) {
      const step = await sendPart(run, part)
      if (step) return step
      if (!batchParts(run.record).some((left) => left.state === 'planned')) break
    }
  } catch (error) {
    return fileTrouble(run, error)
  }
  return afterParts(run)
}

function partsRequest(run: UploadRun, fromPart: number) {
  const { file, reading, mapping, definition, scope } = run.record
  return {
    stamp: { path: file.path, size: file.size, mtimeMs: file.mtimeMs },
    reading,
    mapping,
    target: definition,
    body: bodyKind(definition),
    maxBytes: run.limits.partBytes,
    ...(scope === 'first-50' ? { maxRows: TRIAL_ROWS } : {}),
    fromPart,
    signal: run.signal,
  }
}

/** Undefined: arrived, go on. */
async function sendPart(run: UploadRun, part: Part): Promise<Step | undefined> {
  const planned = run.record.parts[part.index]
  if (!planned || planned.sha256 !== part.sha256) {
    throw new AppError({ code: 'file-changed', message: 'The file is no longer what was checked.' })
  }
  const started = run.elapsed()
  for (let attempt = 0; ; attempt++) {
    if (run.signal.aborted) return 'halt'
    if (run.record.isPaused) return 'continue'
    if (copyIsStale(run.record, run.now())) return throwCopyAway(run, RESTED)
    const unknowable = await notesNewestSync(run)
    if (unknowable && (needsSignIn(unknowable) || run.elapsed() - started > GIVE_UP_AFTER_MS))
      return partRefused(run, planned, unknowable)
    if (unknowable) {
      await partNotTaken(run, planned, unknowable, attempt)
      continue
    }
    setPart(run, part.index, { state: 'sending' }, { state: 'sending' })
    run.reached('part-intent')
    const outcome = await post(run, part)
    run.reached('part-answered')
    if (outcome.kind === 'accepted') return accepted(run, planned, outcome)
    if (outcome.kind === 'in-doubt') return partInDoubt(run, planned, outcome.error)
    const isOver = run.elapsed() - started > GIVE_UP_AFTER_MS
    if (!PASSING.has(outcome.error.code) || isOver) return partRefused(run, planned, outcome.error)
    await partNotTaken(run, planned, outcome.error, attempt)
  }
}

/** A part that starts a sync by itself can later be found by it, but only if we know which syncs were there before. */
async function notesNewestSync(run: UploadRun): Promise<AppErrorData | undefined> {
  if (!syncsAtOnce(run.record)) return undefined
  try {
    await rememberNewestSync(run)
    return undefined
  } catch (error) {
    return isAppError(error) ? error.toData() : { code: 'unknown', message: 'The list of syncs could not be read.' }
  }
}

function post(run: UploadRun, part: Part): Promise<OnceOutcome> {
  return sendOnce(run, {
    path: `${targetUri(run.record)}/data`,
    contentType: contentType(run.record.definition),
    body: part.body,
    signal: run.signal,
    onProgress: (bytes) => run.sent(bytes),
  })
}

function partNotTaken(run: UploadRun, part: RecordedPart, error: AppErrorData, attempt: number): Promise<void> {
  const change = { parts: changedPart(run.record, part.index, { state: 'planned' }) }
  return waitOut(
    run,
    { error, attempt, change },
    (seconds) => `Part ${part.index + 1} was not taken (${error.message}). Trying again in ${seconds} s.`,
  )
}

async function accepted(
  run: UploadRun,
  part: RecordedPart,
  outcome: OnceOutcome & { kind: 'accepted' },
): Promise<Step | undefined> {
  const sync = outcome.reply.status === 204 ? undefined : readSync(outcome.reply.body)
  if (outcome.reply.status !== 204 && !sync) {
    return partInDoubt(run, part, {
      code: 'unexpected-answer',
      message: 'The answer was not one Eloqua gives.',
      fate: 'may-have-arrived',
    })
  }
  const change = sync ? { syncs: [...run.record.syncs, startedBy(run, part, sync)] } : {}
  // What waits there is now more than was looked at.
  setPart(run, part.index, arrived(run), { ...change, restSyncId: undefined })
  run.sent(0)
  run.reached('part-ack')
  if (!sync || syncsAtOnce(run.record)) return undefined
  const rest = batchParts(run.record).some((left) => left.state === 'planned')
  return rest ? startedEarly(run, sync.uri) : undefined
}

/** The definition was changed to sync by itself while we were sending to it. What is left becomes a batch of its own. */
function startedEarly(run: UploadRun, syncUri: string): Step {
  run.save({ parts: restAsNextBatch(run.record, run.record.parts) })
  return ask(run, {
    kind: 'sync-started-early',
    text: `Eloqua started ${syncUri} before everything had been sent: somebody switched this definition to sync by itself. The parts that had arrived are being applied.`,
    choices: [
      {
        choice: 'retry',
        label: 'Send the rest',
        means: 'The remaining parts are sent once that sync has ended; they may start a sync of their own.',
      },
      { choice: 'stop', label: 'Stop here', means: 'The remaining parts are not sent. What was started goes on.' },
    ],
  })
}

function afterParts(run: UploadRun): Step {
  const { record } = run
  if (record.syncs.some((sync) => sync.batch === record.batch)) return next(run, 'watch', { state: 'syncing' })
  if (record.way === 'private-copy') return next(run, 'start-sync')
  // Had it arrived, its sync was started by it and nothing waits; had it not, there is nothing to start either.
  if (syncsAtOnce(record) && batchParts(record).every((part) => part.assumed)) return next(run, 'clean')
  run.save(
    { phase: 'staged', state: 'staged' },
    'Everything has arrived and waits in Eloqua. Nothing is applied until you start the sync.',
  )
  run.reached('staged')
  return 'halt'
}

function fileTrouble(run: UploadRun, error: unknown): Step {
  if (isDiskTrouble(error)) throw error
  if (run.signal.aborted) return 'halt'
  const data = isAppError(error) ? error.toData() : { code: 'unknown' as const, message: 'The file could not be read.' }
  return stop(run, `${data.message} ${appliedSoFar(run.record)}`, data)
}

function lostAnswer(): AppErrorData {
  return { code: 'in-doubt', message: 'Bulkdesk was closed before the answer came.', fate: 'may-have-arrived' }
}

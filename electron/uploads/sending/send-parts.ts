import type { AppErrorData } from '../../../shared/contract/errors.ts'
import { AppError, isAppError } from '../../../shared/contract/errors.ts'
import { parseSyncUri } from '../../../shared/eloqua/sync.ts'
import { TRIAL_ROWS } from '../../../shared/uploads/upload.ts'
import type { Part } from '../../csv/engine.ts'
import type { OnceOutcome } from '../../eloqua/eloqua-client.ts'
import { bodyKind, contentType } from '../check/plan-upload.ts'
import { isDiskTrouble } from '../journal/disk-trouble.ts'
import type { RecordedPart } from '../journal/upload-record.ts'
import { batchParts, syncsAtOnce, targetUri } from '../journal/upload-record.ts'
import { appliedSoFar } from '../outcome/applied-so-far.ts'
import { startedEarly, syncsNoMore } from './auto-sync-switched.ts'
import { newestSyncs } from './find-sync.ts'
import { knowsNewestSync } from './newest-sync.ts'
import { expiredParts, partInDoubt, partsExpired } from './part-in-doubt.ts'
import { copyIsStale } from './private-copy.ts'
import { readSync } from './read-sync.ts'
import { needsSignIn, sendOnce } from './sign-in.ts'
import {
  arrived,
  changedPart,
  hasLastedTooLong,
  next,
  PASSING,
  type Step,
  setPart,
  startedBy,
  stop,
  type UploadRun,
  waitOut,
} from './upload-run.ts'
import { partRefused, RESTED, throwCopyAway } from './upload-trouble.ts'

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
    if (batchParts(run.record).some((left) => left.state === 'planned')) throw fileChanged()
  } catch (error) {
    return fileTrouble(run, error)
  }
  return afterParts(run)
}

/** Also a file of the same size and time: it gives other parts, or fewer. */
function fileChanged(): AppError {
  return new AppError({ code: 'file-changed', message: 'The file is no longer what was checked.' })
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
    isPlanned: true,
    signal: run.signal,
  }
}

/** Undefined: arrived, go on. */
async function sendPart(run: UploadRun, part: Part): Promise<Step | undefined> {
  const planned = run.record.parts[part.index]
  if (!planned || planned.sha256 !== part.sha256) throw fileChanged()
  const started = run.elapsed()
  for (let attempt = 0; ; attempt++) {
    if (run.signal.aborted) return 'halt'
    if (run.record.isPaused) return 'continue'
    if (copyIsStale(run.record, run.now())) return throwCopyAway(run, RESTED)
    // A part that starts a sync by itself can later be found by it, but only if we know which syncs were there before.
    const unknowable = syncsAtOnce(run.record) ? await knowsNewestSync(run) : undefined
    if (unknowable && (needsSignIn(unknowable) || hasLastedTooLong(run, started, unknowable)))
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
    const mayPass = PASSING.has(outcome.error.code) && !hasLastedTooLong(run, started, outcome.error)
    if (!mayPass) return partRefused(run, planned, outcome.error)
    await partNotTaken(run, planned, outcome.error, attempt)
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
  const sync = outcome.reply.status === 204 ? undefined : readSync(outcome.reply.body, targetUri(run.record))
  if (outcome.reply.status !== 204 && !sync) {
    return partInDoubt(run, part, {
      code: 'unexpected-answer',
      message: 'The answer was not one Eloqua gives.',
      fate: 'may-have-arrived',
    })
  }
  const syncs = sync ? [...run.record.syncs, startedBy(run, part, sync)] : run.record.syncs
  const parts = changedPart(run.record, part.index, arrived(run))
  const early = sync && !syncsAtOnce(run.record) ? startedEarly(run.record, parts, sync.uri) : undefined
  // What waits there is now more than was looked at.
  run.save({ parts, syncs, restSyncId: undefined, ...early?.change }, early?.event)
  run.sent(0)
  run.reached('part-ack')
  return run.record.state === 'needs-you' ? 'halt' : undefined
}

async function afterParts(run: UploadRun): Promise<Step> {
  const { record } = run
  if (record.syncs.some((sync) => sync.batch === record.batch)) return next(run, 'watch', { state: 'syncing' })
  if (record.way === 'private-copy') return next(run, 'start-sync')
  // Had it arrived, its sync was started by it and nothing waits; had it not, there is nothing to start either.
  if (syncsAtOnce(record) && batchParts(record).every((part) => part.assumed)) return next(run, 'clean')
  if (syncsAtOnce(record)) {
    const { change, event } = syncsNoMore(record, run.limits)
    run.save(change, event)
    return 'continue'
  }
  const restSyncId = await newestSyncId(run)
  run.save(
    { phase: 'staged', state: 'staged', restSyncId },
    'Everything has arrived and waits in Eloqua. Nothing is applied until you start the sync.',
  )
  run.reached('staged')
  return 'halt'
}

/** A newer sync of the definition will have taken the rows. Undefined where the list cannot be read. */
async function newestSyncId({ client, signal }: UploadRun): Promise<number | undefined> {
  const newest = await newestSyncs(client, 20, signal).catch(() => undefined)
  return newest && Math.max(0, ...newest.map(({ uri }) => parseSyncUri(uri) ?? 0))
}

/** A file that is not what it was ends the upload; a reader that failed does not: the file may be read again. */
function fileTrouble(run: UploadRun, error: unknown): Step {
  if (run.signal.aborted && !isDiskTrouble(error)) return 'halt'
  if (isDiskTrouble(error) || !isAppError(error)) throw error
  return stop(run, `${error.message} ${appliedSoFar(run.record)}`, error.toData())
}

function lostAnswer(): AppErrorData {
  return { code: 'in-doubt', message: 'Bulkdesk was closed before the answer came.', fate: 'may-have-arrived' }
}

import type { AppErrorData } from '../../shared/errors.ts'
import { AppError, isAppError } from '../../shared/errors.ts'
import type { Part } from '../csv/engine.ts'
import type { OnceOutcome } from '../eloqua/eloqua-client.ts'
import { appliedSoFar } from './applied-so-far.ts'
import { bodyKind, contentType, MAX_PART_BYTES } from './plan-upload.ts'
import { readSync, rememberNewestSync } from './run-sync.ts'
import type { RecordedPart } from './upload-record.ts'
import { batchParts, syncsAtOnce, targetUri } from './upload-record.ts'
import { ask, backoffMs, next, type Step, setPart, stop, type UploadRun } from './upload-run.ts'
import { partInDoubt, partRefused } from './upload-trouble.ts'

/** Refusals that pass by themselves: nothing was taken, the same part may go again. */
const PASSING = new Set<AppErrorData['code']>(['rate-limited', 'offline', 'proxy', 'timeout', 'connection-lost'])
const GIVE_UP_AFTER_MS = 30 * 60_000

/** Sends what is left of the batch, each part once. */
export async function sendParts(run: UploadRun): Promise<Step> {
  const doubtful = batchParts(run.record).find((part) => part.state === 'sending' || part.state === 'in-doubt')
  if (doubtful) return partInDoubt(run, doubtful, lostAnswer())
  const first = batchParts(run.record).find((part) => part.state === 'planned')
  if (!first) return afterParts(run)
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
    maxBytes: MAX_PART_BYTES,
    ...(scope === 'first-50' ? { maxRows: 50 } : {}),
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
  const started = performance.now()
  for (let attempt = 0; ; attempt++) {
    if (run.signal.aborted) return 'halt'
    const unknowable = await notesNewestSync(run)
    if (unknowable) {
      await waitOut(run, planned, unknowable, attempt)
      continue
    }
    setPart(run, part.index, 'sending', { state: 'sending' })
    run.reached('part-intent')
    const outcome = await post(run, part)
    run.reached('part-answered')
    if (outcome.kind === 'accepted') return accepted(run, planned, outcome)
    if (outcome.kind === 'in-doubt') return partInDoubt(run, planned, outcome.error)
    const waited = performance.now() - started
    if (!PASSING.has(outcome.error.code) || waited > GIVE_UP_AFTER_MS) return partRefused(run, planned, outcome.error)
    await waitOut(run, planned, outcome.error, attempt)
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
  return run.client.sendOnce({
    path: `${targetUri(run.record)}/data`,
    contentType: contentType(run.record.definition),
    body: part.body,
    signal: run.signal,
    onProgress: (bytes) => run.sent(bytes),
  })
}

async function waitOut(run: UploadRun, part: RecordedPart, error: AppErrorData, attempt: number): Promise<void> {
  const ms = backoffMs(run, attempt, error)
  setPart(
    run,
    part.index,
    'planned',
    { state: 'waiting', error },
    `Part ${part.index + 1} was not taken (${error.message}). Trying again in ${Math.ceil(ms / 1000)} s.`,
  )
  await run.sleep(ms)
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
  const change = sync
    ? {
        syncs: [
          ...run.record.syncs,
          { batch: part.batch, uri: sync.uri, askedAt: sync.createdAt, status: sync.status, logs: [] },
        ],
      }
    : {}
  setPart(run, part.index, 'arrived', change)
  run.sent(0)
  run.reached('part-ack')
  if (!sync || syncsAtOnce(run.record)) return undefined
  const rest = batchParts(run.record).some((left) => left.state === 'planned')
  return rest ? startedEarly(run, sync.uri) : undefined
}

/** The definition was changed to sync by itself while we were sending to it. */
function startedEarly(run: UploadRun, syncUri: string): Step {
  return ask(run, {
    kind: 'sync-started-early',
    text: `Eloqua started ${syncUri} before everything had been sent: somebody switched this definition to sync by itself. The parts that had arrived are being applied.`,
    choices: [
      {
        choice: 'retry',
        label: 'Send the rest',
        means: 'The remaining parts are sent; each may start a sync of its own.',
      },
      { choice: 'stop', label: 'Stop here', means: 'The remaining parts are not sent. What was started goes on.' },
    ],
  })
}

function afterParts(run: UploadRun): Step {
  const { record } = run
  if (record.syncs.some((sync) => sync.batch === record.batch)) return next(run, 'watch', { state: 'syncing' })
  if (record.way === 'private-copy') return next(run, 'start-sync')
  run.save(
    { phase: 'staged', state: 'staged' },
    'Everything has arrived and waits in Eloqua. Nothing is applied until you start the sync.',
  )
  return 'halt'
}

function fileTrouble(run: UploadRun, error: unknown): Step {
  if (run.signal.aborted) return 'halt'
  const data = isAppError(error) ? error.toData() : { code: 'unknown' as const, message: 'The file could not be read.' }
  return stop(run, `${data.message} ${appliedSoFar(run.record)}`, data)
}

function lostAnswer(): AppErrorData {
  return { code: 'in-doubt', message: 'Bulkdesk was closed before the answer came.', fate: 'may-have-arrived' }
}

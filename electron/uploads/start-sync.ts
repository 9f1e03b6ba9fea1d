import type { WireSync } from '../../shared/eloqua.ts'
import type { AppErrorData } from '../../shared/errors.ts'
import { isAppError } from '../../shared/errors.ts'
import { appliedSoFar } from './applied-so-far.ts'
import { isDiskTrouble } from './disk-trouble.ts'
import { findOurSync, rememberNewestSync } from './find-sync.ts'
import { copyIsStale } from './private-copy.ts'
import { readSync } from './read-sync.ts'
import { askToSignIn, needsSignIn, sendOnce } from './sign-in.ts'
import type { RecordedSync } from './upload-record.ts'
import { currentSync, targetUri } from './upload-record.ts'
import { ask, next, PASSING, type Step, stop, type UploadRun, waitOut } from './upload-run.ts'
import { RESTED, throwCopyAway } from './upload-trouble.ts'

const LOOK_FOR_MS = 120_000
const MAX_LOOKS = 12
const MAX_TRIES = 20

/** Asks for the sync of the batch, once. */
export async function startSync(run: UploadRun): Promise<Step> {
  const asked = currentSync(run.record)
  if (asked?.uri) return next(run, 'watch', { state: 'syncing' })
  if (asked) return adoptOrAsk(run)
  for (let attempt = 0; ; attempt++) {
    if (run.signal.aborted) return 'halt'
    if (run.record.isPaused) return 'continue'
    if (copyIsStale(run.record, run.now())) return throwCopyAway(run, RESTED)
    const error = (await notesNewestSync(run)) ?? (await requestSync(run))
    if (error === 'continue') return adoptOrAsk(run)
    if (error === undefined) return 'continue'
    if (needsSignIn(error)) return askToSignIn(run, error)
    const mayPass = PASSING.has(error.code) || error.code === 'conflict' || error.fate === undefined
    if (!mayPass || attempt >= MAX_TRIES) return syncRefused(run, error)
    await waitOut(run, { error, attempt }, () => `The sync could not be started yet: ${error.message}`)
  }
}

/** Undefined: the sync was started and noted; `continue`: nobody knows; otherwise why Eloqua certainly did not start it. */
async function requestSync(run: UploadRun): Promise<AppErrorData | 'continue' | undefined> {
  recordIntent(run)
  run.reached('sync-intent')
  const body = Buffer.from(JSON.stringify({ syncedInstanceUri: targetUri(run.record) }))
  const outcome = await sendOnce(run, { path: '/syncs', contentType: 'application/json', body })
  run.reached('sync-answered')
  const sync = outcome.kind === 'accepted' ? readSync(outcome.reply.body) : undefined
  if (sync) return void adopt(run, sync)
  if (outcome.kind !== 'refused') return 'continue'
  run.save({ syncs: withoutIntent(run) })
  return { fate: 'not-accepted', ...outcome.error }
}

/** On a shared definition a lost answer is looked up among newer syncs: we must know the newest one beforehand. */
async function notesNewestSync(run: UploadRun): Promise<AppErrorData | undefined> {
  if (run.record.way !== 'straight') return undefined
  try {
    await rememberNewestSync(run)
    return undefined
  } catch (error) {
    if (isDiskTrouble(error)) throw error
    const data = isAppError(error) ? error.toData() : undefined
    return { code: data?.code ?? 'unknown', message: data?.message ?? 'The list of syncs could not be read.' }
  }
}

function recordIntent(run: UploadRun): void {
  const also = run.record.way === 'straight' ? run.alsoThere() : []
  const askedAt = run.now().toISOString()
  const intent: RecordedSync = { batch: run.record.batch, askedAt, logs: [], ...(also.length > 0 ? { also } : {}) }
  run.save({ state: 'syncing', question: undefined, error: undefined, syncs: [...run.record.syncs, intent] })
}

function withoutIntent(run: UploadRun): readonly RecordedSync[] {
  return run.record.syncs.filter((sync) => sync.uri || sync.batch !== run.record.batch)
}

/** The intent gives way to the sync in one write: between two, a crash would forget that it was ever asked for. */
function adopt(run: UploadRun, sync: WireSync): Step {
  const intent = { batch: run.record.batch, logs: [], ...currentSync(run.record) }
  const started: RecordedSync = { ...intent, uri: sync.uri, askedAt: sync.createdAt, status: sync.status }
  const syncs = [...withoutIntent(run), started]
  const step = next(run, 'watch', { state: 'syncing', syncs, error: undefined }, `Sync ${sync.uri} started.`)
  run.reached('sync-ack')
  return step
}

/** The answer to POST /syncs was lost: the sync list tells whether it exists. It is never asked for again by itself. */
async function adoptOrAsk(run: UploadRun): Promise<Step> {
  const until = run.elapsed() + LOOK_FOR_MS
  run.save({ state: 'waiting' }, 'The answer to starting the sync was lost. Looking for the sync in Eloqua.')
  let wasRead = false
  for (let attempt = 0; ; attempt++) {
    const found = await look(run)
    if (found && 'uri' in found) return adopt(run, found)
    if (found && needsSignIn(found)) return askToSignIn(run, found)
    wasRead = found === undefined
    if (run.signal.aborted) return 'halt'
    if (run.elapsed() > until || attempt >= MAX_LOOKS) return askAboutSync(run, wasRead)
    await run.sleep(Math.min(15_000, 2_000 * 1.5 ** attempt))
  }
}

async function look(run: UploadRun): Promise<WireSync | AppErrorData | undefined> {
  try {
    return await findOurSync(run)
  } catch (error) {
    return isAppError(error) ? error.toData() : { code: 'unknown', message: 'The list of syncs could not be read.' }
  }
}

function askAboutSync(run: UploadRun, wasRead: boolean): Step {
  const text = wasRead
    ? 'Eloqua did not answer when the sync was started, and the sync is not on its list. What was sent most likely still waits in Eloqua.'
    : 'Eloqua did not answer when the sync was started, and its list of syncs cannot be read: the sync may be running, and the rows may have been applied.'
  return ask(run, {
    kind: 'sync-in-doubt',
    text,
    choices: [
      { choice: 'check-again', label: 'Check again', means: 'Looks at the list of syncs once more.' },
      {
        choice: 'start-sync',
        label: 'Start the sync',
        means: 'Asks once more. If the first request does arrive late, the second sync finds nothing left to process.',
      },
      {
        choice: 'stop',
        label: 'Stop here',
        means: 'No sync is started by Bulkdesk. What waits in Eloqua is dropped by its retention rule.',
      },
    ],
  })
}

function syncRefused(run: UploadRun, error: AppErrorData): Step {
  if (run.record.way === 'straight') {
    run.save(
      { phase: 'staged', state: 'staged', error },
      `Eloqua did not start the sync: ${error.message} The rows still wait.`,
    )
    return 'halt'
  }
  return stop(run, `Eloqua did not start the sync: ${error.message} ${appliedSoFar(run.record)}`, error)
}

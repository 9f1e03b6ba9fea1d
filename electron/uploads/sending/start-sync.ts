import type { AppErrorData } from '../../../shared/contract/errors.ts'
import { isAppError } from '../../../shared/contract/errors.ts'
import type { WireSync } from '../../../shared/eloqua/eloqua.ts'
import { isDiskTrouble } from '../journal/disk-trouble.ts'
import type { RecordedSync } from '../journal/upload-record.ts'
import { batchParts, currentSync, targetUri } from '../journal/upload-record.ts'
import { appliedSoFar } from '../outcome/applied-so-far.ts'
import { type Found, findOurSync } from './find-sync.ts'
import { knowsNewestSync } from './newest-sync.ts'
import { copyIsStale } from './private-copy.ts'
import { readSync } from './read-sync.ts'
import { askToSignIn, needsSignIn, sendOnce } from './sign-in.ts'
import { askAboutSync } from './sync-in-doubt.ts'
import { hasLastedTooLong, next, PASSING, type Step, stop, type UploadRun, waitOut } from './upload-run.ts'
import { RESTED, throwCopyAway } from './upload-trouble.ts'

const LOOK_FOR_MS = 120_000
const MAX_LOOKS = 12

/** Asks for the sync of the batch, once. */
export async function startSync(run: UploadRun): Promise<Step> {
  const asked = currentSync(run.record)
  if (asked?.uri) return next(run, 'watch', { state: 'syncing' })
  if (asked?.isToRepeat) {
    const found = await look(run)
    if ('kind' in found && found.kind === 'ours') return adopt(run, found.sync)
    run.save({ syncs: withoutIntent(run) })
  } else if (asked) return adoptOrAsk(run)
  return requestUntilAnswered(run)
}

async function requestUntilAnswered(run: UploadRun): Promise<Step> {
  const started = run.elapsed()
  for (let attempt = 0; ; attempt++) {
    if (run.signal.aborted) return 'halt'
    if (run.record.isPaused) return 'continue'
    if (copyIsStale(run.record, run.now())) return throwCopyAway(run, RESTED)
    const error = (await knowsNewestSync(run)) ?? (await requestSync(run))
    if (error === 'continue') return adoptOrAsk(run)
    if (error === undefined) return 'continue'
    if (needsSignIn(error)) return askToSignIn(run, error)
    if (error.code === 'not-found' && run.record.way === 'private-copy') return throwCopyAway(run, error)
    const mayPass = PASSING.has(error.code) || error.code === 'conflict' || error.fate === undefined
    if (!mayPass || hasLastedTooLong(run, started, error)) return syncRefused(run, error)
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
  const sync = outcome.kind === 'accepted' ? readSync(outcome.reply.body, targetUri(run.record)) : undefined
  if (sync) return void adopt(run, sync)
  if (outcome.kind !== 'refused') return 'continue'
  run.save({ syncs: withoutIntent(run) })
  return { fate: 'not-accepted', ...outcome.error }
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
  const { isToRepeat: _repeat, ...intent } = { batch: run.record.batch, logs: [], ...currentSync(run.record) }
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
  for (let attempt = 0; ; attempt++) {
    const found = await look(run)
    if ('kind' in found && found.kind === 'ours') return adopt(run, found.sync)
    if ('code' in found && needsSignIn(found)) return askToSignIn(run, found)
    if (run.signal.aborted) return 'halt'
    if (run.elapsed() > until || attempt >= MAX_LOOKS) return askAboutSync(run, found)
    await run.sleep(Math.min(15_000, 2_000 * 1.5 ** attempt))
  }
}

async function look(run: UploadRun): Promise<Found | AppErrorData> {
  const own = batchParts(run.record).filter((part) => part.state === 'arrived')
  const also = currentSync(run.record)?.also ?? []
  try {
    return await findOurSync(
      run,
      [...own, ...also].reduce((sum, { rows }) => sum + rows, 0),
    )
  } catch (error) {
    if (isDiskTrouble(error)) throw error
    return isAppError(error) ? error.toData() : { code: 'unknown', message: 'The list of syncs could not be read.' }
  }
}

function syncRefused(run: UploadRun, error: AppErrorData): Step {
  if (run.record.way !== 'straight')
    return stop(run, `Eloqua did not start the sync: ${error.message} ${appliedSoFar(run.record)}`, error)
  // With a definition that is gone went whatever waited there.
  const wait = error.code === 'not-found' ? '' : ' As far as Bulkdesk knows, the rows still wait.'
  run.save({ phase: 'staged', state: 'staged', error }, `Eloqua did not start the sync: ${error.message}${wait}`)
  return 'halt'
}

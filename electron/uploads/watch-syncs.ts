import type { WireSync } from '../../shared/eloqua.ts'
import type { AppErrorData } from '../../shared/errors.ts'
import { isAppError } from '../../shared/errors.ts'
import { isFinal } from '../../shared/sync.ts'
import { isDiskTrouble } from './disk-trouble.ts'
import { askToSignIn, needsSignIn } from './sign-in.ts'
import { countRejects, readLogs } from './sync-lists.ts'
import type { RecordedSync } from './upload-record.ts'
import { next, type Step, type UploadRun } from './upload-run.ts'

const TELL_AFTER_MS = 6 * 3_600_000

/** Follows the batch's syncs to their ends. A poll that fails says nothing about the sync: it goes on. */
export async function watchSyncs(run: UploadRun): Promise<Step> {
  for (let attempt = 0; ; attempt++) {
    if (run.signal.aborted) return 'halt'
    const open = run.record.syncs.filter((sync) => sync.batch === run.record.batch && sync.uri && !hasEnded(sync))
    if (open.length === 0) return next(run, 'clean')
    for (const sync of open) {
      const trouble = await lookAt(run, sync)
      if (trouble && needsSignIn(trouble)) return askToSignIn(run, trouble)
    }
    if (run.record.syncs.every((sync) => sync.batch !== run.record.batch || hasEnded(sync))) continue
    await run.sleep(Math.min(30_000, 2_000 * 1.5 ** attempt) * (0.8 + 0.4 * run.random()))
  }
}

function hasEnded(sync: RecordedSync): boolean {
  return sync.rejects !== undefined
}

async function lookAt(run: UploadRun, sync: RecordedSync): Promise<AppErrorData | undefined> {
  try {
    const state = await run.client.readJson<WireSync>({ path: sync.uri ?? '', signal: run.signal })
    run.reached('sync-read')
    // An answer that is no sync says nothing: a proxy's, or one cut by a filter.
    if (typeof state.status !== 'string') return undefined
    if (!isFinal(state.status)) noteRunning(run, sync, state.status)
    else await noteEnd(run, sync, state.status)
    return undefined
  } catch (error) {
    if (isDiskTrouble(error)) throw error
    return isAppError(error) ? error.toData() : undefined
  }
}

/** Its log and its count of refused rows are read before anything else is said of it. */
async function noteEnd(run: UploadRun, sync: RecordedSync, status: string): Promise<void> {
  const logs = await readLogs(run.client, sync.uri ?? '', run.signal)
  const rejects = await countRejects(run.client, sync.uri ?? '', run.signal)
  run.reached('logs-read')
  changeSync(run, sync, { status, logs, rejects }, `Sync ${sync.uri} ended: ${status}.`)
  run.reached('sync-ended')
}

function noteRunning(run: UploadRun, sync: RecordedSync, status: string): void {
  const now = run.now()
  const since = sync.watchedSince ?? now.toISOString()
  const isSlow = now.getTime() - Date.parse(since) >= TELL_AFTER_MS
  if (isSlow && !sync.toldSlow) {
    const text = `Sync ${sync.uri} has been ${status} for 6 hours. Bulkdesk goes on watching; cancelling stops the watching, not the sync.`
    changeSync(run, sync, { status, watchedSince: since, toldSlow: true }, text)
  } else if (status !== sync.status || !sync.watchedSince) changeSync(run, sync, { status, watchedSince: since })
}

function changeSync(run: UploadRun, sync: RecordedSync, change: Partial<RecordedSync>, event?: string): void {
  const syncs = run.record.syncs.map((other) => (other.uri === sync.uri ? { ...other, ...change } : other))
  run.save({ syncs }, event)
}

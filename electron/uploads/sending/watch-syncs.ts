import type { AppErrorData } from '../../../shared/contract/errors.ts'
import { isAppError } from '../../../shared/contract/errors.ts'
import type { WireSync } from '../../../shared/eloqua/eloqua.ts'
import { isDiskTrouble } from '../journal/disk-trouble.ts'
import type { RecordedSync } from '../journal/upload-record.ts'
import { askToSignIn, needsSignIn } from './sign-in.ts'
import { hasEnded, isKnownStatus } from './sync-ends.ts'
import { countRejects, readLogs } from './sync-lists.ts'
import { ask, next, PASSING_READS, type Step, type UploadRun } from './upload-run.ts'

const TELL_AFTER_MS = 6 * 3_600_000
/** So often, with waits between, the same answer is taken for the last word. */
const MOST_TRIES = 5

/** Follows the batch's syncs to their ends. A poll that fails says nothing about the sync: it goes on. */
export async function watchSyncs(run: UploadRun): Promise<Step> {
  const tries = new Map<string, number>()
  for (let attempt = 0; ; attempt++) {
    if (run.signal.aborted) return 'halt'
    const open = openSyncs(run)
    if (open.length === 0) return next(run, 'clean', { error: undefined })
    for (const sync of open) {
      const uri = sync.uri ?? ''
      const trouble = await lookAt(run, sync, (tries.get(uri) ?? 0) >= MOST_TRIES)
      if (trouble && needsSignIn(trouble)) return askToSignIn(run, trouble)
      const isRefused = trouble !== undefined && !PASSING_READS.has(trouble.code)
      tries.set(uri, isRefused ? (tries.get(uri) ?? 0) + 1 : 0)
      if (trouble && isRefused && (tries.get(uri) ?? 0) > MOST_TRIES) return askAboutLostSync(run, uri, trouble)
      noteTrouble(run, trouble)
    }
    if (openSyncs(run).length === 0) continue
    await run.sleep(Math.min(30_000, 2_000 * 1.5 ** attempt) * (0.8 + 0.4 * run.random()))
  }
}

function openSyncs({ record }: UploadRun): readonly RecordedSync[] {
  return record.syncs.filter((sync) => sync.batch === record.batch && sync.uri && sync.rejects === undefined)
}

/** `isLast`: what of its lists cannot be read now is done without. */
async function lookAt(run: UploadRun, sync: RecordedSync, isLast: boolean): Promise<AppErrorData | undefined> {
  try {
    const state = await run.client.readJson<WireSync>({ path: sync.uri ?? '', signal: run.signal })
    run.reached('sync-read')
    // An answer that is no sync says nothing: a proxy's, or one cut by a filter.
    if (typeof state.status !== 'string') return undefined
    if (!hasEnded(state)) noteRunning(run, sync, state.status)
    else await noteEnd(run, sync, state.status, isLast)
    return undefined
  } catch (error) {
    if (isDiskTrouble(error)) throw error
    return isAppError(error) ? error.toData() : undefined
  }
}

/** Its log and its count of refused rows are read before anything else is said of it. */
async function noteEnd(run: UploadRun, sync: RecordedSync, status: string, isLast: boolean): Promise<void> {
  const uri = sync.uri ?? ''
  const logs = await readOrDoWithout(() => readLogs(run.client, uri, run.signal), isLast)
  const rejects = await readOrDoWithout(() => countRejects(run.client, uri, run.signal), isLast)
  run.reached('logs-read')
  const missing = [logs ? '' : 'log', rejects === undefined ? 'list of refused rows' : '']
    .filter(Boolean)
    .join(' and its ')
  const without = missing ? ` Its ${missing} cannot be read.` : ''
  changeSync(run, sync, { status, logs: logs ?? [], rejects: rejects ?? 0 }, `Sync ${uri} ended: ${status}.${without}`)
  run.reached('sync-ended')
}

async function readOrDoWithout<T>(read: () => Promise<T>, isLast: boolean): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    const isRefused = isAppError(error) && !needsSignIn(error) && !PASSING_READS.has(error.code)
    if (isLast && isRefused && error.code !== 'cancelled') return undefined
    throw error
  }
}

function noteRunning(run: UploadRun, sync: RecordedSync, status: string): void {
  const now = run.now()
  const since = sync.watchedSince ?? now.toISOString()
  const isSlow = now.getTime() - Date.parse(since) >= TELL_AFTER_MS
  if (isSlow && !sync.toldSlow) {
    const text = `Sync ${sync.uri} has been ${status} for 6 hours. Bulkdesk goes on watching; cancelling stops the watching, not the sync.`
    changeSync(run, sync, { status, watchedSince: since, toldSlow: true }, text)
  } else if (status !== sync.status || !sync.watchedSince) {
    const odd = isKnownStatus(status)
      ? undefined
      : `Sync ${sync.uri} has the status “${status}”, which Bulkdesk does not know. It is watched until it has ended.`
    changeSync(run, sync, { status, watchedSince: since }, odd)
  }
}

function changeSync(run: UploadRun, sync: RecordedSync, change: Partial<RecordedSync>, event?: string): void {
  const syncs = run.record.syncs.map((other) => (other.uri === sync.uri ? { ...other, ...change } : other))
  run.save({ syncs }, event)
}

/** Shown as long as it lasts, so that nobody takes silence for progress. */
function noteTrouble(run: UploadRun, trouble: AppErrorData | undefined): void {
  if (trouble?.code !== run.record.error?.code) run.save({ error: trouble })
}

/** Eloqua keeps saying that there is no such sync, or that it may not be read. */
function askAboutLostSync(run: UploadRun, uri: string, error: AppErrorData): Step {
  return ask(
    run,
    {
      kind: 'sync-lost',
      text: `Bulkdesk cannot follow ${uri} any more: ${error.message} It may have ended, and the rows may have been applied: look in Eloqua before you send anything again.`,
      choices: [
        { choice: 'check-again', label: 'Check again', means: 'Asks Eloqua for it once more.' },
        { choice: 'stop', label: 'Stop here', means: 'Nothing more is sent. What Eloqua started goes on.' },
      ],
    },
    error,
  )
}

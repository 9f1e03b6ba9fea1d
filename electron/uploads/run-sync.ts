import type { Envelope, SyncLog, SyncReject, WireSync } from '../../shared/eloqua.ts'
import { MAX_LIST_LIMIT } from '../../shared/eloqua.ts'
import type { AppErrorData } from '../../shared/errors.ts'
import { isAppError } from '../../shared/errors.ts'
import { isFinal, parseSyncUri } from '../../shared/sync.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import { appliedSoFar } from './applied-so-far.ts'
import type { RecordedSync } from './upload-record.ts'
import { currentSync, targetUri } from './upload-record.ts'
import { ask, backoffMs, next, type Step, stop, type UploadRun } from './upload-run.ts'

const LOOK_FOR_MS = 120_000
const PASSING = new Set<AppErrorData['code']>([
  'rate-limited',
  'offline',
  'proxy',
  'timeout',
  'connection-lost',
  'conflict',
])
const MAX_TRIES = 20

/** A sync as POST answered it, or undefined when the body is no sync of Eloqua's. */
export function readSync(body: Buffer): WireSync | undefined {
  try {
    const sync = JSON.parse(body.toString('utf8')) as WireSync
    return typeof sync.uri === 'string' && parseSyncUri(sync.uri) !== undefined ? sync : undefined
  } catch {
    return undefined
  }
}

/** Asks for the sync of the batch, once. */
export async function startSync(run: UploadRun): Promise<Step> {
  const asked = currentSync(run.record)
  if (asked?.uri) return next(run, 'watch', { state: 'syncing' })
  if (asked) return adoptOrAsk(run)
  for (let attempt = 0; ; attempt++) {
    if (run.signal.aborted) return 'halt'
    if (run.record.way === 'straight') await rememberNewestSync(run)
    recordIntent(run)
    run.reached('sync-intent')
    const body = Buffer.from(JSON.stringify({ syncedInstanceUri: targetUri(run.record) }))
    const outcome = await run.client.sendOnce({ path: '/syncs', contentType: 'application/json', body })
    run.reached('sync-answered')
    const sync = outcome.kind === 'accepted' ? readSync(outcome.reply.body) : undefined
    if (sync) return adopt(run, sync)
    if (outcome.kind !== 'refused') return adoptOrAsk(run)
    dropIntent(run)
    if (!PASSING.has(outcome.error.code) || attempt >= MAX_TRIES) return syncRefused(run, outcome.error)
    run.save({ state: 'waiting', error: outcome.error }, `The sync could not be started yet: ${outcome.error.message}`)
    await run.sleep(backoffMs(run, attempt, outcome.error))
  }
}

function recordIntent(run: UploadRun): void {
  const intent: RecordedSync = { batch: run.record.batch, askedAt: run.now().toISOString(), logs: [] }
  run.save({ state: 'syncing', question: undefined, error: undefined, syncs: [...run.record.syncs, intent] })
}

function dropIntent(run: UploadRun): void {
  run.save({ syncs: run.record.syncs.filter((sync) => sync.uri || sync.batch !== run.record.batch) })
}

function adopt(run: UploadRun, sync: WireSync): Step {
  dropIntent(run)
  const started: RecordedSync = {
    batch: run.record.batch,
    uri: sync.uri,
    askedAt: sync.createdAt,
    status: sync.status,
    logs: [],
  }
  const step = next(
    run,
    'watch',
    { state: 'syncing', syncs: [...run.record.syncs, started] },
    `Sync ${sync.uri} started.`,
  )
  run.reached('sync-ack')
  return step
}

/** The answer to POST /syncs was lost: the sync list tells whether it exists. It is never asked for again by itself. */
async function adoptOrAsk(run: UploadRun): Promise<Step> {
  const until = performance.now() + LOOK_FOR_MS
  run.save({ state: 'waiting' }, 'The answer to starting the sync was lost. Looking for the sync in Eloqua.')
  for (let attempt = 0; ; attempt++) {
    const found = await findOurSync(run).catch(() => undefined)
    if (found) return adopt(run, found)
    if (run.signal.aborted) return 'halt'
    if (performance.now() > until || attempt >= 12) break
    await run.sleep(Math.min(15_000, 2_000 * 1.5 ** attempt))
  }
  return ask(run, {
    kind: 'sync-in-doubt',
    text: 'Eloqua did not answer when the sync was started, and the sync is not on its list. Everything sent still waits in Eloqua.',
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

/** A sync that can only be ours: of the never-reused copy, or newer than any that stood before we asked. */
export async function findOurSync(run: UploadRun): Promise<WireSync | undefined> {
  const page = await newestSyncs(run.client, 200)
  const known = new Set(run.record.syncs.map((sync) => sync.uri))
  const uri = targetUri(run.record).toLowerCase()
  const user = run.record.user.toLowerCase()
  return page.find((sync) => {
    if (sync.syncedInstanceUri?.toLowerCase() !== uri || known.has(sync.uri)) return false
    if (run.record.way === 'private-copy') return true
    return sync.createdBy.toLowerCase() === user && (parseSyncUri(sync.uri) ?? 0) > (run.record.lastSyncId ?? 0)
  })
}

/** Before a request that may start a sync on a shared definition: note the newest sync there is. Rejects when it cannot be read. */
export async function rememberNewestSync(run: UploadRun): Promise<void> {
  const newest = await newestSyncs(run.client, 20)
  run.save({ lastSyncId: Math.max(0, ...newest.map((sync) => parseSyncUri(sync.uri) ?? 0)) })
}

async function newestSyncs(client: EloquaClient, limit: number): Promise<readonly WireSync[]> {
  const query = { orderBy: 'createdAt DESC', limit, totalResults: false }
  return (await client.readJson<Envelope<WireSync>>({ path: '/syncs', query })).items ?? []
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

/** Follows the batch's syncs to their ends. A poll that fails says nothing about the sync: it goes on. */
export async function watchSyncs(run: UploadRun): Promise<Step> {
  for (let attempt = 0; ; attempt++) {
    if (run.signal.aborted) return 'halt'
    const open = run.record.syncs.filter((sync) => sync.batch === run.record.batch && sync.uri && !hasEnded(sync))
    if (open.length === 0) return next(run, 'clean')
    for (const sync of open) {
      const trouble = await lookAt(run, sync)
      if (trouble?.code === 'unauthorized' || trouble?.code === 'sign-in-refused') return askToSignIn(run, trouble)
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
    if (!isFinal(state.status)) {
      if (state.status !== sync.status) changeSync(run, sync, { status: state.status })
      return undefined
    }
    const logs = await readLogs(run.client, sync.uri ?? '', run.signal)
    const rejects = await countRejects(run.client, sync.uri ?? '', run.signal)
    changeSync(run, sync, { status: state.status, logs, rejects }, `Sync ${sync.uri} ended: ${state.status}.`)
    return undefined
  } catch (error) {
    return isAppError(error) ? error.toData() : undefined
  }
}

function changeSync(run: UploadRun, sync: RecordedSync, change: Partial<RecordedSync>, event?: string): void {
  const syncs = run.record.syncs.map((other) => (other.uri === sync.uri ? { ...other, ...change } : other))
  run.save({ syncs }, event)
}

export function askToSignIn(run: UploadRun, error: AppErrorData): Step {
  const text = `Eloqua did not accept the sign-in for ${run.record.connectionLabel}. Sign in again, then go on. ${appliedSoFar(run.record)}`
  const choices = [
    { choice: 'retry' as const, label: 'Go on', means: 'Continues where it stopped; nothing is sent twice.' },
    {
      choice: 'stop' as const,
      label: 'Stop here',
      means: 'Nothing more is sent. A sync that was started goes on in Eloqua.',
    },
  ]
  return ask(run, { kind: 'sign-in-again', text, choices }, error)
}

async function readLogs(client: EloquaClient, syncUri: string, signal: AbortSignal): Promise<readonly SyncLog[]> {
  const logs: SyncLog[] = []
  for (let offset = 0; ; offset += MAX_LIST_LIMIT) {
    const page = await client.readJson<Envelope<SyncLog>>({
      path: `${syncUri}/logs`,
      query: { limit: MAX_LIST_LIMIT, offset },
      signal,
    })
    const items = page.items ?? []
    logs.push(...items)
    if (items.length === 0 || page.hasMore !== true) return logs
  }
}

async function countRejects(client: EloquaClient, syncUri: string, signal: AbortSignal): Promise<number> {
  const page = await client.readJson<Envelope<SyncReject>>({ path: `${syncUri}/rejects`, query: { limit: 1 }, signal })
  return page.totalResults ?? page.items?.length ?? 0
}

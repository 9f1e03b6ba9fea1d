import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '../../shared/contract/errors.ts'
import { parseDefinitionUri } from '../../shared/eloqua/definition.ts'
import type { Sync } from '../../shared/eloqua/sync.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import { requireSync } from '../eloqua/wire-sync.ts'
import { listSyncPage } from './sync-list.ts'

export interface StartSyncRequest {
  readonly definitionUri: string
  readonly callbackUrl?: string
}

export interface StartSyncTools {
  readonly sleep?: (ms: number) => Promise<unknown>
  readonly now?: () => number
}

const RECENT = 100
/** How long a sync whose start is in doubt is looked for. */
const LOOK_AGAIN_MS: readonly number[] = [500, 1_500, 3_000, 5_000]
/** Without a look at the syncs that were there before, only one this young can be ours. */
const WINDOW_MS = 2 * 60_000

/**
 * Starts a sync by one POST. When its fate is in doubt, the newest syncs are searched for one of this definition, by
 * this user, that was not there before; it is adopted if found. Otherwise rejects with `in-doubt`, and never posts again.
 */
export async function startSync(
  client: EloquaClient,
  request: StartSyncRequest,
  tools: StartSyncTools = {},
): Promise<Sync> {
  const body = checkRequest(request)
  const now = tools.now ?? Date.now
  const before = await recentIds(client)
  const startedAt = now()
  const outcome = await client.sendOnce({
    path: '/syncs',
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify(body), 'utf8'),
  })
  if (outcome.kind === 'refused') throw new AppError(outcome.error)
  if (outcome.kind === 'accepted') {
    const sync = readAnswer(outcome.reply.body)
    if (sync) return sync
  }
  const isOurs = (sync: Sync): boolean =>
    sync.syncedInstanceUri.toLowerCase() === request.definitionUri.toLowerCase() &&
    sync.createdBy.toLowerCase() === client.connection.user.toLowerCase() &&
    (before ? !before.has(sync.id) : Date.parse(sync.createdAt) >= startedAt - WINDOW_MS)
  const adopted = await lookFor(client, isOurs, tools.sleep ?? delay)
  if (adopted) return adopted
  throw inDoubt()
}

function checkRequest({ definitionUri, callbackUrl }: StartSyncRequest): Record<string, string> {
  if (!parseDefinitionUri(definitionUri)) {
    const constraint = 'Must be the uri of a definition, such as /contacts/exports/12'
    throw new AppError({
      code: 'validation',
      message: constraint,
      failures: [{ field: 'syncedInstanceUri', constraint }],
    })
  }
  if (!callbackUrl) return { syncedInstanceUri: definitionUri }
  if (!/^https?:$/.test(URL.parse(callbackUrl)?.protocol ?? '')) {
    const constraint = 'Must be a web address that starts with https:// or http://'
    throw new AppError({ code: 'validation', message: constraint, failures: [{ field: 'callbackUrl', constraint }] })
  }
  return { syncedInstanceUri: definitionUri, callbackUrl }
}

/** The syncs that are there already, so that none of them is mistaken for ours; undefined when they cannot be read. */
async function recentIds(client: EloquaClient): Promise<ReadonlySet<number> | undefined> {
  try {
    const page = await listSyncPage(client, { offset: 0, limit: RECENT })
    return new Set(page.items.map((sync) => sync.id))
  } catch {
    return undefined
  }
}

async function lookFor(
  client: EloquaClient,
  isOurs: (sync: Sync) => boolean,
  sleep: (ms: number) => Promise<unknown>,
): Promise<Sync | undefined> {
  for (const ms of LOOK_AGAIN_MS) {
    await sleep(ms)
    try {
      const found = (await listSyncPage(client, { offset: 0, limit: RECENT })).items.find(isOurs)
      if (found) return found
    } catch {
      // The list cannot be read either: the next look may find the network back.
    }
  }
  return undefined
}

function readAnswer(body: Buffer): Sync | undefined {
  try {
    return requireSync(JSON.parse(body.toString('utf8')))
  } catch {
    return undefined
  }
}

function inDoubt(): AppError {
  return new AppError({
    code: 'in-doubt',
    message:
      'Eloqua did not confirm the sync, and it is not in the list of syncs yet. It may still appear there: look again in two minutes before you start it a second time.',
    fate: 'may-have-arrived',
  })
}

import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '../../shared/contract/errors.ts'
import { parseDefinitionUri } from '../../shared/eloqua/definition.ts'
import type { Sync } from '../../shared/eloqua/sync.ts'
import { describeLostSync } from '../../shared/words/lost-sync-words.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import { type FoundSync, findLostSync, newestSyncId } from '../eloqua/syncs/find-lost-sync.ts'
import type { LostRequest } from '../eloqua/syncs/lost-sync.ts'
import { postSync } from '../eloqua/syncs/post-sync.ts'

export interface StartSyncRequest {
  readonly definitionUri: string
  readonly callbackUrl?: string
  /** Once this is aborted no sync is started: rejects with `cancelled`. A start that is on its way is not cut off. */
  readonly startUnless?: AbortSignal
}

/** How long a sync whose start is in doubt is looked for. */
const LOOK_AGAIN_MS: readonly number[] = [500, 1_500, 3_000, 5_000]

/**
 * Starts a sync by one POST, which is never repeated. Where its answer is lost, the newest syncs are looked through and
 * the call rejects with `in-doubt`: no sync of a definition that others may sync is proved to be ours, so those that may
 * be are named in `syncIds` and the user is asked.
 */
export async function startSync(
  client: EloquaClient,
  request: StartSyncRequest,
  sleep: (ms: number) => Promise<unknown> = delay,
): Promise<Sync> {
  checkRequest(request)
  const newestBefore = await newestSyncId(client).catch(() => undefined)
  const start = await postSync(client, request)
  if (start.kind === 'started') return start.sync
  if (start.kind === 'refused') throw new AppError(start.error)
  const lost: LostRequest = {
    definitionUri: request.definitionUri,
    user: client.connection.user,
    newestBefore,
    rows: undefined,
    isOursAlone: false,
    spokenFor: new Set(),
  }
  throw inDoubt(await lookFor(client, lost, sleep))
}

function checkRequest({ definitionUri, callbackUrl }: StartSyncRequest): void {
  if (!parseDefinitionUri(definitionUri)) {
    const constraint = 'Must be the uri of a definition, such as /contacts/exports/12'
    throw new AppError({
      code: 'validation',
      message: constraint,
      failures: [{ field: 'syncedInstanceUri', constraint }],
    })
  }
  if (callbackUrl && !/^https?:$/.test(URL.parse(callbackUrl)?.protocol ?? '')) {
    const constraint = 'Must be a web address that starts with https:// or http://'
    throw new AppError({ code: 'validation', message: constraint, failures: [{ field: 'callbackUrl', constraint }] })
  }
}

/** Looks until a sync that may be ours appears, or the time is over: Eloqua may list a new sync a little later. */
async function lookFor(
  client: EloquaClient,
  lost: LostRequest,
  sleep: (ms: number) => Promise<unknown>,
): Promise<FoundSync> {
  // Without the note, every older sync of the definition may be ours: looking would only name those.
  if (lost.newestBefore === undefined) return { kind: 'unknown', reason: 'no note of the newest sync' }
  let found: FoundSync = { kind: 'none' }
  for (const ms of LOOK_AGAIN_MS) {
    await sleep(ms)
    found = await findLostSync(client, lost)
    if (found.kind === 'unclear' || found.kind === 'ours') return found
  }
  return found
}

function inDoubt(found: FoundSync): AppError {
  const candidates = found.kind === 'unclear' ? found.candidates : []
  const syncIds = candidates.map(({ id }) => id)
  const message = describeLostSync({ isListRead: found.kind !== 'unknown', syncIds })
  return new AppError({
    code: 'in-doubt',
    message,
    fate: 'may-have-arrived',
    ...(syncIds.length > 0 ? { syncIds } : {}),
  })
}

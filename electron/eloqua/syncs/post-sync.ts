import type { AppErrorData } from '../../../shared/contract/errors.ts'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import { eloquaReasons } from '../../../shared/words/reasons.ts'
import { isKnown, readJsonBody } from '../answers/read.ts'
import { readStartedSync } from '../answers/sync.ts'
import type { EloquaClient, Reply } from '../eloqua-client.ts'

export interface SyncRequest {
  readonly definitionUri: string
  readonly callbackUrl?: string
  /** Looked at right before it is sent; what is on its way is not cut off, so that the sync is known. */
  readonly startUnless?: AbortSignal
}

/**
 * What became of asking for a sync. `refused`: certainly not started. `in-doubt`: it may have been started; look for it
 * with `findLostSync`.
 */
export type SyncStart =
  | { readonly kind: 'started'; readonly sync: Sync }
  | { readonly kind: 'refused'; readonly error: AppErrorData }
  | { readonly kind: 'in-doubt'; readonly error: AppErrorData }

/** Asks for a sync by one `POST /syncs`, which is never repeated. Never rejects. */
export async function postSync(client: EloquaClient, request: SyncRequest): Promise<SyncStart> {
  const { definitionUri, callbackUrl, startUnless } = request
  const body = { syncedInstanceUri: definitionUri, ...(callbackUrl ? { callbackUrl } : {}) }
  const outcome = await client.sendOnce({
    path: '/syncs',
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify(body), 'utf8'),
    ...(startUnless ? { startUnless } : {}),
  })
  if (outcome.kind === 'refused') return { kind: 'refused', error: { fate: 'not-accepted', ...outcome.error } }
  if (outcome.kind === 'in-doubt') return outcome
  const sync = startedSync(outcome.reply, definitionUri)
  return sync ? { kind: 'started', sync } : { kind: 'in-doubt', error: NO_SYNC }
}

/** The sync that an accepted POST answered with; undefined for anything else, also a sync of another definition. */
export function startedSync(reply: Reply, definitionUri: string): Sync | undefined {
  const body = readJsonBody(reply.body)
  const sync = isKnown(body) ? readStartedSync(body.known, definitionUri) : body
  return isKnown(sync) ? sync.known : undefined
}

const NO_SYNC: AppErrorData = {
  code: 'unexpected-answer',
  message: eloquaReasons.notASync,
  fate: 'may-have-arrived',
}

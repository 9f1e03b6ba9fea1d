import { toKnownError } from '../../platform/defects.ts'
import type { OnceOutcome, OnceRequest } from '../eloqua-client.ts'
import { authorize, baseBehindGate, secretsOf } from './behind-gate.ts'
import { buildUrl } from './build-url.ts'
import type { BulkBase } from './bulk-base.ts'
import type { EloquaClientOptions } from './client-options.ts'
import { classifyOnce } from './once-outcome.ts'
import { endingBefore, errorIfCalledOff } from './once-transport.ts'
import { inRequestContext } from './request-context.ts'
import { needsSignIn } from './sign-in-gate.ts'

/**
 * Never rejects, and repeats one thing only: a request that Eloqua answered 401, and so did not take, goes out with the
 * access token that discovery renewed meanwhile. Whatever else goes wrong is an outcome, and doubt is one of them.
 */
export async function sendOnce(
  options: EloquaClientOptions,
  base: BulkBase,
  request: OnceRequest,
): Promise<OnceOutcome> {
  const first = await tryOnce(options, base, request)
  if (first.token === undefined || !isUnauthorized(first.outcome)) return first.outcome
  if (!(await isRenewed(options, base, first.token))) return first.outcome
  return (await inRequestContext({ attempt: 2 }, () => tryOnce(options, base, request))).outcome
}

function isUnauthorized(outcome: OnceOutcome): boolean {
  return outcome.kind === 'refused' && outcome.error.code === 'unauthorized'
}

/** Asking where the instance lives renews an access token that Eloqua no longer accepts. */
async function isRenewed(options: EloquaClientOptions, base: BulkBase, token: string): Promise<boolean> {
  try {
    await base.get()
    const credentials = await options.credentials()
    return 'accessToken' in credentials && credentials.accessToken !== token
  } catch {
    return false
  }
}

interface OnceTry {
  readonly outcome: OnceOutcome
  /** The access token that went out, if one did. */
  readonly token?: string
}

async function tryOnce(options: EloquaClientOptions, base: BulkBase, request: OnceRequest): Promise<OnceTry> {
  let url: URL
  let authorization: string
  try {
    // Where another request is out to prove the sign-in, this one waits for its answer.
    const used = await options.signIn.ask(() => baseBehindGate(options, base), endingBefore(request))
    url = buildUrl(used, request.path)
    authorization = await authorize(options, url)
  } catch (error) {
    const known = toKnownError(error, options.log, 'sending to Eloqua')
    if (needsSignIn(known.code)) options.signIn.shut(known.toData())
    return { outcome: { kind: 'refused', error: { ...known.toData(), fate: 'not-sent' } } }
  }
  const calledOff = errorIfCalledOff(request)
  if (calledOff) return { outcome: { kind: 'refused', error: calledOff } }
  const result = await options.once.post({
    url,
    headers: {
      Accept: 'application/json',
      'Content-Type': withCharset(request.contentType),
      Authorization: authorization,
    },
    body: request.body,
    ...(request.signal ? { signal: request.signal } : {}),
    ...(request.startUnless ? { startUnless: request.startUnless } : {}),
    ...(request.onProgress ? { onProgress: request.onProgress } : {}),
  })
  const outcome = classifyOnce(result, {
    secrets: [authorization, ...(await secretsOf(options))],
    path: request.path,
  })
  if (isUnauthorized(outcome)) base.forget()
  if (outcome.kind === 'accepted') options.signIn.prove()
  return { outcome, ...(authorization.startsWith('Bearer ') ? { token: authorization.slice(7) } : {}) }
}

function withCharset(contentType: OnceRequest['contentType']): string {
  return contentType === 'text/csv' ? 'text/csv; charset=utf-8' : contentType
}

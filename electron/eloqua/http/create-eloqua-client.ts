import { setTimeout as delay } from 'node:timers/promises'
import type { Connection } from '../../../shared/contract/connection.ts'
import { AppError, type AppErrorData, isAppError } from '../../../shared/contract/errors.ts'
import { toKnownError } from '../../platform/defects.ts'
import type { Log } from '../../platform/logger.ts'
import { createJsonBounds } from '../answers/json-bounds.ts'
import { isKnown, readJsonBody } from '../answers/read.ts'
import type { EloquaClient, OnceOutcome, OnceRequest, ReadRequest, Reply } from '../eloqua-client.ts'
import { errorFromReply, unexpectedAnswer } from './answer-errors.ts'
import { authorizationHeader, type Credentials, secretsIn } from './authorization.ts'
import { buildUrl } from './build-url.ts'
import { type BulkBase, createBulkBase } from './bulk-base.ts'
import { type FetchLike, fetchReply } from './fetch-reply.ts'
import { classifyOnce } from './once-outcome.ts'
import type { OnceTransport } from './once-transport.ts'
import {
  createRetryBudget,
  isTooLongToWaitSilently,
  mayPass,
  type RetryBudget,
  secondsBeforeRetry,
} from './retry-policy.ts'
import { needsSignIn, type SignInGate } from './sign-in-gate.ts'

export interface EloquaClientOptions {
  readonly connection: Connection
  /** Asked anew for every request, so that nothing here outlives a sign-out. */
  readonly credentials: () => Promise<Credentials>
  /** Asks `/id`; rejects with `sign-in-refused` when Eloqua says "Not authenticated.". */
  readonly discover: () => Promise<{ readonly bulkBase: string }>
  /** Throws `untrusted-host` for a url that must not see the credential. */
  readonly hostPin: (url: URL) => void
  readonly fetch: FetchLike
  readonly once: OnceTransport
  /** Shared by all clients of the connection, also by those that are replaced when the user signs in again. */
  readonly signIn: SignInGate
  readonly log: Log
  readonly random?: () => number
  /** Milliseconds; rejects when the signal is aborted. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<unknown>
  readonly idleMs?: number
  readonly maxMs?: number
}

const MAX_TRIES = 5
const IDLE_MS = 60_000
const MAX_BODY_BYTES = 32 * 1024 * 1024

/** The one door to Eloqua for one connection. See `EloquaClient` for what each method promises. */
export function createEloquaClient(options: EloquaClientOptions): EloquaClient {
  const { connection } = options
  const base = createBulkBase(options.discover)
  const budget = createRetryBudget()

  const read = (request: JsonRequest): Promise<Reply> => readPatiently(options, { base, budget }, request)

  async function readJson(request: ReadRequest): Promise<unknown> {
    const reply = await read({ ...request, isJson: true })
    const body = readJsonBody(reply.body)
    if (isKnown(body)) return body.known
    throw new AppError(unexpectedAnswer(reply, { secrets: await secretsOf(options), path: request.path }))
  }

  return {
    connection,
    basePath: async () => new URL(await base.get()).pathname,
    origin: async () => new URL(await base.get()).origin,
    read: (request) => read(request),
    readJson,
    sendOnce: (request) => sendOnce(options, base, request),
    whenSignedIn: (signal) => options.signIn.whenOpen(signal),
  }
}

/** What the calls of one client share. */
interface Session {
  readonly base: BulkBase
  readonly budget: RetryBudget
}

/** Tries until it succeeds, until trying is pointless, or until patience or the budget ends. */
async function readPatiently(
  options: EloquaClientOptions,
  { base, budget }: Session,
  request: JsonRequest,
): Promise<Reply> {
  const { random = Math.random, sleep = sleepFor } = options
  for (let attempt = 0; ; attempt += 1) {
    try {
      const reply = await readOnce(options, base, request)
      budget.earn()
      return reply
    } catch (error) {
      const failure = toKnownError(error, options.log, 'reading from Eloqua')
      if (needsSignIn(failure.code)) options.signIn.shut(failure.toData())
      if (isDoneAlready(request, failure, attempt))
        return { status: 204, reason: '', headers: {}, body: Buffer.alloc(0) }
      const seconds = secondsBeforeRetry(failure, attempt, random)
      const isLastTry = attempt + 1 >= MAX_TRIES || (isTooLongToWaitSilently(seconds) && !request.onRetry)
      if (!mayPass(failure.code) || isLastTry || !budget.take()) throw failure
      request.onRetry?.({ error: failure.toData(), seconds })
      await sleep(seconds * 1000, request.signal).catch(() => {
        throw new AppError({ code: 'cancelled', message: 'Canceled.' })
      })
    }
  }
}

/** `isJson`: objects are built of the whole answer, so that its depth is bounded while it comes. */
type JsonRequest = ReadRequest & { readonly isJson?: boolean }

/** One try, but for a moved instance: after a 401 the base is asked for again, once, and the call repeated there. */
async function readOnce(options: EloquaClientOptions, base: BulkBase, request: JsonRequest): Promise<Reply> {
  const used = await baseBehindGate(options, base)
  const reply = await fetchFrom(options, used, request)
  if (reply.status !== 401) return acceptOrThrow(options, reply, request.path)
  // Another request may have learned meanwhile that the sign-in is refused.
  options.signIn.pass()
  const moved = await renewed(base, used)
  return acceptOrThrow(options, moved === undefined ? reply : await fetchFrom(options, moved, request), request.path)
}

/** The gate is passed again behind the wait, in which it may have been shut. */
async function baseBehindGate({ signIn }: EloquaClientOptions, base: BulkBase): Promise<string> {
  signIn.pass()
  const used = await base.get()
  signIn.pass()
  return used
}

/** Undefined where Eloqua refuses the sign-in there too: then the 401 stands. */
async function renewed(base: BulkBase, used: string): Promise<string | undefined> {
  try {
    return await base.renew(used)
  } catch (error) {
    if (!isAppError(error) || !needsSignIn(error.code)) throw error
    return undefined
  }
}

async function fetchFrom(options: EloquaClientOptions, bulkBase: string, request: JsonRequest): Promise<Reply> {
  const url = buildUrl(bulkBase, request.path, request.query)
  const authorization = await authorize(options, url)
  return fetchReply(options.fetch, {
    url: url.href,
    method: request.method ?? 'GET',
    headers: {
      Accept: request.accept ?? 'application/json',
      ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      Authorization: authorization,
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    ...(request.signal ? { signal: request.signal } : {}),
    idleMs: options.idleMs ?? IDLE_MS,
    ...(options.maxMs === undefined ? {} : { maxMs: options.maxMs }),
    maxBytes: request.maxBytes ?? MAX_BODY_BYTES,
    ...(request.isJson ? { bounds: createJsonBounds() } : {}),
  })
}

async function acceptOrThrow(options: EloquaClientOptions, reply: Reply, path: string): Promise<Reply> {
  const kept = { secrets: await secretsOf(options), path }
  if (reply.status < 200 || reply.status > 299) throw new AppError(errorFromReply(reply, kept))
  if (isHtml(reply)) throw new AppError(unexpectedAnswer(reply, kept))
  return reply
}

/**
 * Never rejects, and repeats one thing only: a request that Eloqua answered 401, and so did not take, goes out with the
 * access token that discovery renewed meanwhile. Whatever else goes wrong is an outcome, and doubt is one of them.
 */
async function sendOnce(options: EloquaClientOptions, base: BulkBase, request: OnceRequest): Promise<OnceOutcome> {
  const first = await tryOnce(options, base, request)
  if (first.token === undefined || !isUnauthorized(first.outcome)) return first.outcome
  if (!(await isRenewed(options, base, first.token))) return first.outcome
  return (await tryOnce(options, base, request)).outcome
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
    url = buildUrl(await baseBehindGate(options, base), request.path)
    authorization = await authorize(options, url)
  } catch (error) {
    const known = toKnownError(error, options.log, 'sending to Eloqua')
    if (needsSignIn(known.code)) options.signIn.shut(known.toData())
    return { outcome: { kind: 'refused', error: { ...known.toData(), fate: 'not-sent' } } }
  }
  const result = await options.once.post({
    url,
    headers: {
      Accept: 'application/json',
      'Content-Type': withCharset(request.contentType),
      Authorization: authorization,
    },
    body: request.body,
    ...(request.signal ? { signal: request.signal } : {}),
    ...(request.onProgress ? { onProgress: request.onProgress } : {}),
  })
  const outcome = classifyOnce(result, {
    secrets: [authorization, ...(await secretsOf(options))],
    path: request.path,
  })
  if (isUnauthorized(outcome)) base.forget()
  return { outcome, ...(authorization.startsWith('Bearer ') ? { token: authorization.slice(7) } : {}) }
}

/** The pin comes first: a credential is only ever built for a host that passed it. */
async function authorize(options: EloquaClientOptions, url: URL): Promise<string> {
  options.hostPin(url)
  return authorizationHeader(await options.credentials())
}

/** What must never be seen in a detail, should a server or proxy echo it. */
async function secretsOf(options: EloquaClientOptions): Promise<readonly string[]> {
  try {
    return secretsIn(await options.credentials())
  } catch {
    return []
  }
}

/** A DELETE that is repeated and then finds nothing has done its work the first time. */
function isDoneAlready(request: ReadRequest, error: AppErrorData, attempt: number): boolean {
  return request.method === 'DELETE' && attempt > 0 && error.code === 'not-found'
}

function withCharset(contentType: OnceRequest['contentType']): string {
  return contentType === 'text/csv' ? 'text/csv; charset=utf-8' : contentType
}

function isHtml(reply: Reply): boolean {
  return (reply.headers['content-type'] ?? '').toLowerCase().includes('text/html')
}

function sleepFor(ms: number, signal?: AbortSignal): Promise<unknown> {
  return delay(ms, undefined, { signal })
}

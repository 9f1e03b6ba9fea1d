import { setTimeout as delay } from 'node:timers/promises'
import { AppError, type AppErrorData, isAppError } from '../../../shared/contract/errors.ts'
import { bulkdeskReasons } from '../../../shared/words/reasons.ts'
import { toKnownError } from '../../platform/defects.ts'
import { createJsonBounds } from '../answers/json-bounds.ts'
import { isKnown, readJsonBody } from '../answers/read.ts'
import type { EloquaClient, ReadRequest, Reply } from '../eloqua-client.ts'
import { comesFromEloqua, errorFromReply, unexpectedAnswer } from './answer-errors.ts'
import { authorize, baseBehindGate, discoverOnce, secretsOf } from './behind-gate.ts'
import { buildUrl } from './build-url.ts'
import { type BulkBase, createBulkBase } from './bulk-base.ts'
import type { EloquaClientOptions } from './client-options.ts'
import { fetchReply } from './fetch-reply.ts'
import { inRequestContext } from './request-context.ts'
import {
  createRetryBudget,
  isTooLongToWaitSilently,
  mayPass,
  type RetryBudget,
  secondsBeforeRetry,
} from './retry-policy.ts'
import { sendOnce } from './send-once.ts'
import { needsSignIn } from './sign-in-gate.ts'
import { createTurns } from './turns.ts'

const MAX_TRIES = 5
const IDLE_MS = 60_000
const MAX_BODY_BYTES = 32 * 1024 * 1024

/** The one door to Eloqua for one connection. See `EloquaClient` for what each method promises. */
export function createEloquaClient(options: EloquaClientOptions): EloquaClient {
  const { connection } = options
  const base = createBulkBase(() => discoverOnce(options))
  const budget = createRetryBudget()
  const turns = createTurns()

  const read = (request: JsonRequest): Promise<Reply> =>
    turns.take(request, () => readPatiently(options, { base, budget }, request))

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
    sendOnce: (request) => turns.take({}, () => sendOnce(options, base, request)),
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
      const readNow = () => inRequestContext({ attempt: attempt + 1 }, () => readOnce(options, base, request))
      const reply = await options.signIn.ask(readNow, request.signal)
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
        throw new AppError({ code: 'cancelled', message: bulkdeskReasons.canceled })
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
    onStatus: (status) => {
      if (status >= 200 && status <= 299) options.signIn.prove()
    },
  })
}

async function acceptOrThrow(options: EloquaClientOptions, reply: Reply, path: string): Promise<Reply> {
  const kept = { secrets: await secretsOf(options), path }
  if (saysNothingOfEloqua(reply)) throw new AppError(unexpectedAnswer(reply, kept))
  if (reply.status < 200 || reply.status > 299) throw new AppError(errorFromReply(reply, kept))
  if (isHtml(reply)) throw new AppError(unexpectedAnswer(reply, kept))
  return reply
}

/** Refusals about the sign-in, the way there or the moment: none of them says what Eloqua has, whoever gave it. */
const ABOUT_THE_WAY: ReadonlySet<number> = new Set([401, 407, 408, 429])

/** A "not found" or "you may not" on a page of the network: what Eloqua has is as unknown as before. */
function saysNothingOfEloqua(reply: Reply): boolean {
  const { status } = reply
  return status >= 400 && status <= 499 && !ABOUT_THE_WAY.has(status) && !comesFromEloqua(reply)
}

/** A DELETE that is repeated and then finds nothing has done its work the first time. */
function isDoneAlready(request: ReadRequest, error: AppErrorData, attempt: number): boolean {
  return request.method === 'DELETE' && attempt > 0 && error.code === 'not-found'
}

function isHtml(reply: Reply): boolean {
  return (reply.headers['content-type'] ?? '').toLowerCase().includes('text/html')
}

function sleepFor(ms: number, signal?: AbortSignal): Promise<unknown> {
  return delay(ms, undefined, { signal })
}

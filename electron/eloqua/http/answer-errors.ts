import type { AppErrorData, ErrorCode, RequestFate } from '../../../shared/contract/errors.ts'
import type { ValidationFailure } from '../../../shared/eloqua/eloqua.ts'
import { eloquaReasons, networkReasons } from '../../../shared/words/reasons.ts'
import { isRecord } from '../../platform/is-record.ts'
import { isKnown, readJsonBody } from '../answers/read.ts'
import type { Reply } from '../eloqua-client.ts'
import { parseRetryAfter } from './retry-after.ts'

const MAX_DETAIL = 500
const MAX_FAILURES = 100

/** What each status means. The documented ones, and those that proxies and gateways give besides. */
const CODES: Readonly<Record<number, ErrorCode>> = {
  400: 'bad-request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  407: 'proxy',
  408: 'timeout',
  409: 'conflict',
  410: 'gone',
  412: 'has-dependencies',
  413: 'storage-full',
  429: 'rate-limited',
  500: 'server-error',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
}

const MESSAGES: Readonly<Partial<Record<ErrorCode, string>>> = {
  validation: eloquaReasons.mistakes,
  'bad-request': eloquaReasons.notUnderstood,
  unauthorized: eloquaReasons.signInNotAccepted,
  forbidden: eloquaReasons.mayNot,
  'not-found': eloquaReasons.notThere,
  conflict: eloquaReasons.busy,
  gone: eloquaReasons.noLongerKept,
  'has-dependencies': eloquaReasons.stillUsed,
  'storage-full': eloquaReasons.storageFull,
  'rate-limited': eloquaReasons.fewerRequests,
  'server-error': eloquaReasons.hadAProblem,
  unavailable: eloquaReasons.notAvailable,
  redirected: eloquaReasons.sentElsewhere,
  proxy: networkReasons.proxyRefused,
  timeout: networkReasons.noAnswerInTime,
}

/** What decides how much of a body may be kept in an error. */
export interface KeptOfBody {
  readonly secrets: readonly string[]
  /** Of the request. */
  readonly path: string
}

/** The code for a status. Any other 4xx is Eloqua refusing the request, any other 5xx is Eloqua being broken. */
export function codeForStatus(status: number): ErrorCode {
  const known = CODES[status]
  if (known) return known
  if (status >= 300 && status < 400) return 'redirected'
  if (status >= 400 && status < 500) return 'bad-request'
  return status >= 500 ? 'server-error' : 'unexpected-answer'
}

/**
 * The error for an answer that is not a 2xx. Secrets and rows are cut out of what is kept of the body.
 * A 400 with `failures` becomes `validation`; Eloqua names the mistakes there, field by field.
 */
export function errorFromReply(reply: Reply, { secrets, path }: KeptOfBody, fate?: RequestFate): AppErrorData {
  const failures = reply.status === 400 ? withoutRows(parseFailures(reply.body), path) : undefined
  const code = failures ? 'validation' : codeForStatus(reply.status)
  const retryAfterSeconds = parseRetryAfter(reply.headers['retry-after'])
  const detail = failures ? undefined : bodyText(reply, { secrets, path }) || printable(reply.reason, secrets)
  const requestId = reply.headers['x-request-id']
  return {
    code,
    message: MESSAGES[code] ?? eloquaReasons.unknownAnswer,
    status: reply.status,
    ...(failures ? { failures } : {}),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(requestId ? { requestId: requestId.slice(0, 100) } : {}),
    ...(detail ? { detail } : {}),
    ...(fate ? { fate } : {}),
  }
}

/** The error for a 2xx that cannot be Eloqua's: a captive portal, a proxy's page, a cut body. */
export function unexpectedAnswer(reply: Reply, kept: KeptOfBody, fate?: RequestFate): AppErrorData {
  const detail = bodyText(reply, kept)
  return {
    code: 'unexpected-answer',
    message: networkReasons.answeredInstead,
    status: reply.status,
    ...(detail ? { detail } : {}),
    ...(fate ? { fate } : {}),
  }
}

/**
 * A refusal counts only when Eloqua gave it. Its answers carry `X-Request-Id`, or are JSON, plain text or empty;
 * an HTML page without that header is Eloqua's only where its web server (IIS) signs it, as for a body over 32 MB.
 * Any other HTML is a proxy or a filter, which may have hidden what Eloqua said.
 */
export function comesFromEloqua({ headers }: Pick<Reply, 'headers'>): boolean {
  if (headers['x-request-id']) return true
  const isHtml = (headers['content-type'] ?? '').toLowerCase().includes('text/html')
  return !isHtml || (headers.server ?? '').toLowerCase().includes('microsoft-iis')
}

/** Bodies of these paths are rows of people, sent or received: nothing of them is kept. */
const HOLDS_ROWS = /\/(data|rejects)$/i

function bodyText({ body, status }: Reply, { secrets, path }: KeptOfBody): string {
  const mayHoldRows = HOLDS_ROWS.test(path) || (status < 300 && looksLikeJson(body))
  return mayHoldRows ? '' : printable(body.toString('utf8', 0, 20_000), secrets)
}

function looksLikeJson(body: Buffer): boolean {
  return /^[\s\ufeff]*[[{]/.test(body.toString('utf8', 0, 100))
}

/** What is wrong and where, without the value: it would be a cell. */
function withoutRows(
  failures: readonly ValidationFailure[] | undefined,
  path: string,
): readonly ValidationFailure[] | undefined {
  return HOLDS_ROWS.test(path) ? failures?.map(({ value: _value, ...rest }) => rest) : failures
}

/** Printable characters only, secrets removed, at most 500: fit for a screen and a support ticket. */
export function printable(text: string, secrets: readonly string[]): string {
  const withoutSecrets = secrets
    .filter((secret) => secret.length > 0)
    .reduce((left, secret) => left.replaceAll(secret, '••••'), text.slice(0, 20_000))
  return withoutSecrets
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_DETAIL)
}

/**
 * Reads a 400's body as leniently as it comes: `{"failures":[…]}` as the Bulk API sends it, or the
 * Application API's array of objects with `property`, `requirement` and `value`.
 */
export function parseFailures(body: Buffer): readonly ValidationFailure[] | undefined {
  const json = readJsonBody(body)
  const parsed = isKnown(json) ? json.known : undefined
  const list = Array.isArray(parsed) ? parsed : isRecord(parsed) ? parsed.failures : undefined
  if (!Array.isArray(list)) return undefined
  const failures = list.filter(isRecord).slice(0, MAX_FAILURES).map(readFailure).filter(saysSomething)
  return failures.length > 0 ? failures : undefined
}

function readFailure(entry: Readonly<Record<string, unknown>>): ValidationFailure {
  const field = asText(entry.field ?? entry.property ?? entry.parameter)
  const value = asText(entry.value)
  const constraint = asText(entry.constraint ?? readRequirement(entry.requirement) ?? entry.type)
  return {
    ...(field === undefined ? {} : { field }),
    ...(value === undefined ? {} : { value }),
    ...(constraint === undefined ? {} : { constraint }),
  }
}

/** The Application API nests its rule as `{ "type": "UniquenessRequirement" }`. */
function readRequirement(requirement: unknown): unknown {
  return isRecord(requirement) ? requirement.type : requirement
}

function saysSomething(failure: ValidationFailure): boolean {
  return failure.field !== undefined || failure.constraint !== undefined
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.slice(0, 2_000)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return undefined
}

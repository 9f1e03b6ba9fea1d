import type { AppErrorData, ErrorCode } from '../../../shared/contract/errors.ts'
import { networkReasons } from '../../../shared/words/reasons.ts'

const MESSAGES: Readonly<Partial<Record<ErrorCode, string>>> = {
  offline: networkReasons.unreachable,
  tls: networkReasons.notTrusted,
  proxy: networkReasons.proxyRefused,
  timeout: networkReasons.noAnswerInTime,
  redirected: networkReasons.sentElsewhere,
  'connection-lost': networkReasons.lost,
}

/** Names of Node's and of Chromium's network stack, by what they mean. First match wins. */
const PATTERNS: readonly (readonly [RegExp, ErrorCode])[] = [
  [/redirect/i, 'redirected'],
  [/ERR_PROXY|ERR_TUNNEL|ERR_SOCKS/, 'proxy'],
  [/ERR_CERT|ERR_SSL|ERR_TLS|CERT_|_CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|EPROTO|ERR_BAD_SSL/, 'tls'],
  [/TIMED_OUT|ETIMEDOUT|TIMEOUT/, 'timeout'],
  [
    /ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ENETDOWN|EHOSTDOWN|ERR_CONNECTION_REFUSED|ERR_NAME_|ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_|ERR_DNS/,
    'offline',
  ],
]

/** What a failure below HTTP means, whichever of the two network stacks threw it. */
function networkErrorCode(error: unknown): ErrorCode {
  const words = describeChain(error)
  return PATTERNS.find(([pattern]) => pattern.test(words))?.[1] ?? 'connection-lost'
}

/** Only the stack's own name of the failure is kept: its message may hold addresses. */
export function networkError(error: unknown): AppErrorData {
  const code = networkErrorCode(error)
  const detail = /\b(?:net::)?(?:ERR_[A-Z_]+|E[A-Z]{4,}|[A-Z]+(?:_[A-Z]+){2,})\b/.exec(describeChain(error))?.[0]
  return { code, message: MESSAGES[code] ?? networkReasons.lost, ...(detail ? { detail } : {}) }
}

/** Node's fetch hides the reason in `cause`, and happy-eyeballs failures in `errors`. */
function describeChain(error: unknown, depth = 0): string {
  if (depth > 4 || !(error instanceof Error)) return ''
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause
  return `${code} ${error.name} ${error.message} ${describeChain(inner, depth + 1)}`
}

import type { SourceRefusal } from '../csv/sources.ts'
import type { ValidationFailure } from '../eloqua/eloqua.ts'
import type { OAuthFailure, RefusalFacts } from './sign-in.ts'

/** Every way a call can fail, closed. The window switches on these, never on a message. */
export const ERROR_CODES = [
  // The window and its bridge
  'bad-arguments',
  'bad-sender',
  // Signing in
  'not-signed-in',
  'sign-in-refused',
  'oauth-failed', // with `oauth`
  'untrusted-host',
  // What Eloqua answers, by status (the ten documented errors, and the few it gives besides)
  'validation', // 400 with `failures`
  'bad-request', // 400 without
  'unauthorized', // 401
  'forbidden', // 403
  'not-found', // 404
  'conflict', // 409
  'definition-changed', // it is no longer what was checked against
  'gone', // 410
  'has-dependencies', // 412
  'storage-full', // 413
  'rate-limited', // 429
  'server-error', // 500
  'unavailable', // 502, 503, 504
  'redirected', // 3xx
  'unexpected-answer', // a 2xx that is not Eloqua's: HTML, malformed, wrong shape
  // The network
  'offline', // refused, no route, DNS
  'tls',
  'proxy',
  'timeout',
  'connection-lost',
  // A once-only request whose fate is unknown
  'in-doubt',
  // The keychain
  'keychain-locked',
  'keychain-missing',
  'keychain-refused',
  'secret-unusable',
  // Files
  'file-missing',
  /** Dragged out of a mail program: macOS promises a file that is not on disk. */
  'file-promised',
  'file-changed',
  'file-unreadable',
  'file-not-csv',
  'source-refused', // with `source`
  'file-exists',
  'disk-full',
  'disk-denied',
  'disk-failed',
  // Bulkdesk itself
  'too-large',
  'incomplete-result',
  'page-gone',
  'helper-stopped',
  'not-allowed-now',
  'cancelled',
  'unknown',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** What a failed request did to Eloqua's data, as far as anybody can know. */
export type RequestFate = 'not-sent' | 'not-accepted' | 'may-have-arrived'

/** An error as it crosses processes: plain data, free of secrets, paths and row values. */
export interface AppErrorData {
  readonly code: ErrorCode
  readonly message: string
  readonly status?: number
  readonly failures?: readonly ValidationFailure[]
  readonly retryAfterSeconds?: number
  /** Eloqua's `X-Request-Id`, for support. */
  readonly requestId?: string
  /** The first printable characters of an odd reply, secrets removed. */
  readonly detail?: string
  readonly fate?: RequestFate
  /** Syncs of which one may be what a request whose answer was lost has started. */
  readonly syncIds?: readonly number[]
  /** Of `oauth-failed`: why. */
  readonly oauth?: OAuthFailure
  /** Of `sign-in-refused`: what is known about the password. */
  readonly refusal?: RefusalFacts
  /** Of `source-refused`: why. */
  readonly source?: SourceRefusal
}

export class AppError extends Error implements AppErrorData {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly status?: number
  readonly failures?: readonly ValidationFailure[]
  readonly retryAfterSeconds?: number
  readonly requestId?: string
  readonly detail?: string
  readonly fate?: RequestFate
  readonly syncIds?: readonly number[]
  readonly oauth?: OAuthFailure
  readonly refusal?: RefusalFacts
  readonly source?: SourceRefusal

  constructor(data: AppErrorData, options?: { cause?: unknown }) {
    super(data.message, options)
    this.code = data.code
    const { code: _code, message: _message, ...facts } = data
    Object.assign(this, facts)
  }

  /** The plain data of this error: what may cross to the window. */
  toData(): AppErrorData {
    const { code, message, status, failures, retryAfterSeconds, requestId, detail, fate, syncIds, oauth } = this
    const { refusal, source } = this
    const facts = { status, failures, retryAfterSeconds, requestId, detail, fate, syncIds, oauth, refusal, source }
    const data = { code, message, ...facts }
    return Object.fromEntries(
      Object.entries(data).filter(([, value]) => value !== undefined),
    ) as unknown as AppErrorData
  }
}

/** What was asked for is right, but not as things stand. `message` says why. */
export function notNow(message: string): AppError {
  return new AppError({ code: 'not-allowed-now', message })
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppErrorData }

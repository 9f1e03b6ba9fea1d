import type { AppErrorData, ErrorCode } from '../../../shared/contract/errors.ts'

/** Failures that may pass by themselves: worth another try where the call may be repeated. */
const PASSING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'rate-limited',
  'server-error',
  'unavailable',
  'offline',
  'timeout',
  'connection-lost',
  'unexpected-answer',
])

const CAP_SECONDS = 60
/** Beyond this a wait is only worth it when somebody is told about it. */
const LONGEST_SILENT_WAIT_SECONDS = 60

export function mayPass(code: ErrorCode): boolean {
  return PASSING.has(code)
}

/** Full jitter: anything between nothing and 1 s · 2^attempt, at most a minute. `Retry-After` wins over it. */
export function secondsBeforeRetry(error: AppErrorData, attempt: number, random: () => number): number {
  return error.retryAfterSeconds ?? random() * Math.min(CAP_SECONDS, 2 ** attempt)
}

export function isTooLongToWaitSilently(seconds: number): boolean {
  return seconds > LONGEST_SILENT_WAIT_SECONDS
}

/**
 * Tokens for retries: each costs one, each success earns one back. When Eloqua is down for
 * everybody this stops a window full of queries from multiplying its load.
 */
export interface RetryBudget {
  take(): boolean
  earn(): void
}

export function createRetryBudget(size = 10): RetryBudget {
  let tokens = size
  return {
    take() {
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
    earn() {
      tokens = Math.min(size, tokens + 1)
    },
  }
}

import { AppError } from '../../../shared/contract/errors.ts'
import { signInReasons } from '../../../shared/words/reasons.ts'

const ONE_MINUTE_MS = 60_000

/** Eloqua lets a user authorize an app once a minute. */
export interface AuthorizationGuard {
  /** Throws `oauth-failed` with `too-soon` and the seconds that are left. */
  check(clientId: string): void
  /** An authorization of this app came through, or was refused for coming too soon. */
  note(clientId: string): void
}

export function createAuthorizationGuard(now: () => number = () => performance.now()): AuthorizationGuard {
  const last = new Map<string, number>()
  return {
    check(clientId) {
      const left = (last.get(clientId) ?? Number.NEGATIVE_INFINITY) + ONE_MINUTE_MS - now()
      if (left > 0) throw tooSoon(Math.ceil(left / 1_000))
    },
    note: (clientId) => {
      last.set(clientId, now())
    },
  }
}

/** The wait that Eloqua asks for. */
export function tooSoon(seconds = 60): AppError {
  return new AppError({
    code: 'oauth-failed',
    oauth: 'too-soon',
    message: signInReasons.onceAMinute,
    retryAfterSeconds: seconds,
  })
}

import { AppError, type AppErrorData, type ErrorCode } from '../../../shared/contract/errors.ts'

/**
 * Stands before every request of one connection. Eloqua locks a user out after five refused sign-ins, so the first
 * refusal shuts the gate for all that use the connection; it opens when the user has signed in again.
 */
export interface SignInGate {
  /** Throws the refusal while the gate is shut. */
  pass(): void
  shut(refusal: AppErrorData): void
  open(): void
  /** Resolves at once while the gate is open, else as soon as it opens; rejects with `cancelled`. */
  whenOpen(signal?: AbortSignal): Promise<void>
}

/** Only the user's signing in again ends these. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['unauthorized', 'sign-in-refused', 'not-signed-in'])

export function needsSignIn(code: ErrorCode): boolean {
  return REFUSALS.has(code)
}

export function createSignInGate(): SignInGate {
  let refusal: AppErrorData | undefined
  let opened = Promise.withResolvers<void>()
  return {
    pass() {
      if (refusal) throw new AppError(refusal)
    },
    shut(error) {
      refusal ??= error
    },
    open() {
      refusal = undefined
      opened.resolve()
      opened = Promise.withResolvers()
    },
    async whenOpen(signal) {
      if (!refusal) return
      const cancelled = Promise.withResolvers<never>()
      const cancel = (): void => cancelled.reject(new AppError({ code: 'cancelled', message: 'Canceled.' }))
      if (signal?.aborted) cancel()
      signal?.addEventListener('abort', cancel, { once: true })
      await Promise.race([opened.promise, cancelled.promise])
      signal?.removeEventListener('abort', cancel)
    },
  }
}

import { AppError, type AppErrorData, type ErrorCode, isAppError } from '../../../shared/contract/errors.ts'
import { bulkdeskReasons } from '../../../shared/words/reasons.ts'

/**
 * Stands before every request of one connection. Eloqua locks a user out after five refused sign-ins, so the first
 * refusal shuts the gate for all that use the connection; it opens when the user has signed in again. Requests that
 * are out at the same moment would each count as a try, so one goes alone where Eloqua has not just accepted another.
 */
export interface SignInGate {
  /** Throws the refusal while the gate is shut. */
  pass(): void
  shut(refusal: AppErrorData): void
  open(): void
  /** Eloqua has just accepted the sign-in. */
  prove(): void
  /** Does one request, alone where the sign-in is not proved. Rejects as it does, with the refusal, or with `cancelled`. */
  ask<T>(request: () => Promise<T>, signal?: AbortSignal): Promise<T>
  /** Resolves at once while the gate is open, else as soon as it opens; rejects with `cancelled`. */
  whenOpen(signal?: AbortSignal): Promise<void>
}

/** Only the user's signing in again ends these. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['unauthorized', 'sign-in-refused', 'not-signed-in'])

export function needsSignIn(code: ErrorCode): boolean {
  return REFUSALS.has(code)
}

/** Short enough that a password is hardly changed meanwhile, long enough that a busy screen waits for one request only. */
const PROVED_FOR_MS = 10_000

export function createSignInGate(now: () => number = () => performance.now()): SignInGate {
  let refusal: AppErrorData | undefined
  let opened = Promise.withResolvers<void>()
  const proof = createProof(now)

  const gate: SignInGate = {
    pass() {
      if (refusal) throw new AppError(refusal)
    },
    shut(error) {
      refusal ??= error
      proof.forget()
    },
    open() {
      refusal = undefined
      opened.resolve()
      opened = Promise.withResolvers()
    },
    prove: proof.give,
    ask: (request, signal) => proof.ask(gate, request, signal),
    async whenOpen(signal) {
      if (refusal) await orCancelled(opened.promise, signal)
    },
  }
  return gate
}

/** When Eloqua last accepted the sign-in, and the one request that is out to find out. */
function createProof(now: () => number) {
  let provedAt = Number.NEGATIVE_INFINITY
  let probe: PromiseWithResolvers<void> | undefined
  const isFresh = () => now() - provedAt < PROVED_FOR_MS

  return {
    give(): void {
      provedAt = now()
      // Its body may come for long still: whoever asks when the proof is old by then must not wait for it.
      probe?.resolve()
      probe = undefined
    },
    forget(): void {
      provedAt = Number.NEGATIVE_INFINITY
    },
    async ask<T>(gate: SignInGate, request: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
      while (probe && !isFresh()) await orCancelled(probe.promise, signal)
      gate.pass()
      if (isFresh()) return request()
      const own = Promise.withResolvers<void>()
      probe = own
      try {
        return await request()
      } catch (error) {
        // Before those that wait are let through.
        if (isAppError(error) && needsSignIn(error.code)) gate.shut(error.toData())
        throw error
      } finally {
        if (probe === own) probe = undefined
        own.resolve()
      }
    },
  }
}

async function orCancelled(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  const cancelled = Promise.withResolvers<never>()
  const cancel = (): void => cancelled.reject(new AppError({ code: 'cancelled', message: bulkdeskReasons.canceled }))
  if (signal?.aborted) cancel()
  signal?.addEventListener('abort', cancel, { once: true })
  try {
    await Promise.race([promise, cancelled.promise])
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}

import { AppError, type AppErrorData, isAppError } from '../../../shared/contract/errors.ts'
import {
  type RefreshOutcome,
  type TokenEffect,
  type TokenEvent,
  type TokenState,
  type Tokens,
  transition,
} from './token-state.ts'

export interface TokenKeeperOptions {
  readonly tokens: Tokens
  /** Asks Eloqua for new tokens, once. Never rejects. */
  readonly refresh: (refreshToken: string) => Promise<RefreshOutcome>
  /** Resolves when the tokens were read back as they were written. */
  readonly save: (tokens: Tokens) => Promise<void>
  readonly onTrouble: (trouble: 'sign-in-over' | 'not-saved', error: AppErrorData) => void
  readonly now?: () => number
}

/** The tokens of one signed-in connection: valid whenever they can be, renewed one at a time. */
export interface TokenKeeper {
  /** An access token to send now. Rejects with `not-signed-in` when only the user can sign in again, or with what is in the way. */
  access(): Promise<string>
  /** Another token instead of the one that Eloqua did not accept. Rejects as `access` does, and with `sign-in-refused`. */
  insteadOf(access: string): Promise<string>
}

interface Waiter {
  readonly resolve: (access: string) => void
  readonly reject: (error: AppError) => void
}

/** Performs what the token state machine decides. Everything it decides is in `token-state.ts`. */
export function createTokenKeeper(options: TokenKeeperOptions): TokenKeeper {
  const { now = Date.now } = options
  let state: TokenState = { kind: 'held', tokens: options.tokens }
  let waiters: Waiter[] = []

  function dispatch(event: TokenEvent): void {
    const step = transition(state, event)
    state = step.state
    for (const effect of step.effects) perform(effect)
  }

  function settle(answer: (waiter: Waiter) => void): void {
    const answered = waiters
    waiters = []
    for (const waiter of answered) answer(waiter)
  }

  function perform(effect: TokenEffect): void {
    switch (effect.do) {
      case 'give':
        settle(({ resolve }) => resolve(effect.access))
        break
      case 'fail':
        settle(({ reject }) => reject(new AppError(effect.error)))
        break
      case 'tell':
        options.onTrouble(effect.trouble, effect.error)
        break
      case 'refresh':
        void options.refresh(effect.token).then((outcome) => dispatch({ kind: 'answered', outcome, now: now() }))
        break
      case 'write':
        void options.save(effect.tokens).then(
          () => dispatch({ kind: 'written' }),
          (error: unknown) => dispatch({ kind: 'write-failed', error: asData(error), now: now() }),
        )
    }
  }

  function waitFor(event: TokenEvent): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    waiters.push({ resolve, reject })
    dispatch(event)
    return promise
  }

  return {
    access: () => waitFor({ kind: 'asked', now: now() }),
    insteadOf: (access) => waitFor({ kind: 'rejected', access, now: now() }),
  }
}

function asData(error: unknown): AppErrorData {
  return isAppError(error) ? error.toData() : { code: 'unknown', message: 'The sign-in could not be saved.' }
}

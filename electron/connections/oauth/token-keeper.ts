import { AppError, type AppErrorData } from '../../../shared/contract/errors.ts'
import { toKnownError } from '../../platform/defects.ts'
import type { Log } from '../../platform/logger.ts'
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
  /** Asks Eloqua for new tokens, once. Where it rejects, nobody knows whether it did. */
  readonly refresh: (refreshToken: string) => Promise<RefreshOutcome>
  /** Resolves when the tokens were read back as they were written. */
  readonly save: (tokens: Tokens) => Promise<void>
  readonly onTrouble: (trouble: 'sign-in-over' | 'not-saved', error: AppErrorData) => void
  readonly log: Log
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
  const queue = createQueue()

  function dispatch(event: TokenEvent): void {
    const step = transition(state, event)
    state = step.state
    for (const effect of step.effects) perform(effect)
  }

  function perform(effect: TokenEffect): void {
    if (effect.do === 'give') queue.settle(({ resolve }) => resolve(effect.access))
    else if (effect.do === 'fail') queue.settle(({ reject }) => reject(new AppError(effect.error)))
    else if (effect.do === 'tell') options.onTrouble(effect.trouble, effect.error)
    else if (effect.do === 'refresh')
      void renew(options, effect.token).then((outcome) => dispatch({ kind: 'answered', outcome, now: now() }))
    else void write(options, effect.tokens).then((error) => dispatch(written(error, now())))
  }

  function waitFor(event: TokenEvent): Promise<string> {
    const promise = queue.join()
    dispatch(event)
    return promise
  }

  return {
    access: () => waitFor({ kind: 'asked', now: now() }),
    insteadOf: (access) => waitFor({ kind: 'rejected', access, now: now() }),
  }
}

/** Those who wait for a token: all get the same answer. */
function createQueue() {
  let waiters: Waiter[] = []
  return {
    join(): Promise<string> {
      const { promise, resolve, reject } = Promise.withResolvers<string>()
      waiters.push({ resolve, reject })
      return promise
    },
    settle(answer: (waiter: Waiter) => void): void {
      const answered = waiters
      waiters = []
      for (const waiter of answered) answer(waiter)
    },
  }
}

/** A failure of ours may come after the request went out: whether the token is used up is then unknown. */
async function renew({ refresh, log }: TokenKeeperOptions, token: string): Promise<RefreshOutcome> {
  try {
    return await refresh(token)
  } catch (error) {
    const known = toKnownError(error, log, 'renewing a sign-in').toData()
    return { kind: 'in-doubt', error: { ...known, fate: 'may-have-arrived' } }
  }
}

/** Resolves with what kept the tokens from being saved, if anything did. */
async function write({ save, log }: TokenKeeperOptions, tokens: Tokens): Promise<AppErrorData | undefined> {
  try {
    await save(tokens)
    return undefined
  } catch (error) {
    return toKnownError(error, log, 'saving a renewed sign-in').toData()
  }
}

function written(error: AppErrorData | undefined, now: number): TokenEvent {
  return error ? { kind: 'write-failed', error, now } : { kind: 'written' }
}

import type { AppErrorData } from '../../../shared/contract/errors.ts'
import { signInReasons } from '../../../shared/words/reasons.ts'

/** The tokens of one connection, as the keychain holds them. Times are milliseconds since 1970. */
export interface Tokens {
  readonly access: string
  readonly accessUntil: number
  /** Works once: Eloqua ends it with its first use. */
  readonly refresh: string
  /** How often the refresh token was handed to Eloqua without an answer that settled the matter. */
  readonly refreshSent: number
}

/** What a refresh came to. Only `refused` is final; after `in-doubt` Eloqua may have used up the refresh token. */
export type RefreshOutcome =
  | { readonly kind: 'granted'; readonly tokens: Tokens }
  | { readonly kind: 'refused'; readonly error: AppErrorData }
  | { readonly kind: 'not-accepted'; readonly error: AppErrorData }
  | { readonly kind: 'in-doubt'; readonly error: AppErrorData }

export type TokenEvent =
  /** Somebody needs an access token. */
  | { readonly kind: 'asked'; readonly now: number }
  /** Eloqua did not accept this access token. */
  | { readonly kind: 'rejected'; readonly access: string; readonly now: number }
  /** The last `write` is in the keychain, or could not be written. */
  | { readonly kind: 'written' }
  | { readonly kind: 'write-failed'; readonly error: AppErrorData; readonly now: number }
  | { readonly kind: 'answered'; readonly outcome: RefreshOutcome; readonly now: number }

export type TokenEffect =
  /** Writes to the keychain; one `written` or `write-failed` follows. */
  | { readonly do: 'write'; readonly tokens: Tokens }
  /** Sends the refresh request once; one `answered` follows. */
  | { readonly do: 'refresh'; readonly token: string }
  /** Answers everybody who waits. */
  | { readonly do: 'give'; readonly access: string }
  | { readonly do: 'fail'; readonly error: AppErrorData }
  /** Tells the user: the sign-in is over, or the keychain did not take the renewed one. */
  | { readonly do: 'tell'; readonly trouble: 'sign-in-over' | 'not-saved'; readonly error: AppErrorData }

interface Known {
  readonly tokens: Tokens
  /** When the last refresh began that a rejected access token had called for. */
  readonly forcedAt?: number | undefined
}

/** Until when no refresh is tried, and why. */
interface Rest {
  readonly until: number
  readonly error: AppErrorData
}

/**
 * `held`: nothing is under way. `isUnsaved`: the keychain does not have these tokens yet.
 * `marking`: the keychain is being told that the refresh token goes out. `refreshing`: the refresh token is out.
 * `saving`: `fresh` is on its way into the keychain; `rest` says that the refresh before brought nothing new.
 * `over`: only the user can sign in again.
 */
export type TokenState =
  | (Known & { readonly kind: 'held'; readonly isUnsaved?: boolean; readonly rest?: Rest | undefined })
  | (Known & { readonly kind: 'marking' })
  | (Known & { readonly kind: 'refreshing' })
  | (Known & { readonly kind: 'saving'; readonly fresh: Tokens; readonly rest?: Rest })
  | (Known & { readonly kind: 'over'; readonly error: AppErrorData })

export interface TokenStep {
  readonly state: TokenState
  readonly effects: readonly TokenEffect[]
}

/** An access token is renewed when less than this is left of its eight hours. */
const AHEAD_MS = 60 * 60_000
/** A request must reach Eloqua before its token ends. */
const MARGIN_MS = 30_000
/** A renewed token that is rejected again says that the token is not the cause. */
const FORCE_AGAIN_MS = 5 * 60_000
/** How long nothing is tried after Eloqua or the keychain did not take something. */
const REST_MS = 60_000
const OFFLINE_REST_MS = 5_000
/** A refresh token whose first use got no answer is tried once more, when no valid access token is left to lose. */
const MOST_SENDS = 2

/**
 * What happens next to the tokens of one connection. Pure. One refresh is under way at most, the keychain has the new
 * tokens before the next refresh relies on them, and `tell` comes before a sign-in is given up.
 */
export function transition(state: TokenState, event: TokenEvent): TokenStep {
  switch (event.kind) {
    case 'asked':
      return asked(state, event.now)
    case 'rejected':
      return rejected(state, event.access, event.now)
    case 'written':
      return written(state)
    case 'write-failed':
      return writeFailed(state, event.error, event.now)
    case 'answered':
      return answered(state, event.outcome, event.now)
  }
}

/** Whether a request may still go out with this access token. */
function isUsable({ accessUntil }: Tokens, now: number): boolean {
  return now < accessUntil - MARGIN_MS
}

function asked(state: TokenState, now: number): TokenStep {
  const { tokens } = state
  const give: readonly TokenEffect[] = isUsable(tokens, now) ? [{ do: 'give', access: tokens.access }] : []
  if (state.kind === 'over') return { state, effects: give.length > 0 ? give : [{ do: 'fail', error: state.error }] }
  if (state.kind !== 'held') return { state, effects: give }
  if (state.rest && now < state.rest.until)
    return { state, effects: give.length > 0 ? give : [{ do: 'fail', error: state.rest.error }] }
  // Nothing is refreshed with a token that only memory has.
  if (state.isUnsaved) return { state: saving(state, tokens), effects: [{ do: 'write', tokens }, ...give] }
  // A refresh token in doubt is kept for when there is nothing left to lose.
  const isDue = now >= tokens.accessUntil - AHEAD_MS && (tokens.refreshSent === 0 || give.length === 0)
  return isDue ? beginRefresh(state, give) : { state, effects: give }
}

function beginRefresh({ tokens, forcedAt }: Known, give: readonly TokenEffect[]): TokenStep {
  if (tokens.refreshSent >= MOST_SENDS) return over({ tokens }, IN_DOUBT)
  const marked = { ...tokens, refreshSent: tokens.refreshSent + 1 }
  return {
    state: { kind: 'marking', tokens: marked, forcedAt },
    effects: [{ do: 'write', tokens: marked }, ...give],
  }
}

function saving({ tokens, forcedAt }: Known, fresh: Tokens, rest?: Rest): TokenState {
  return { kind: 'saving', tokens, forcedAt, fresh, ...(rest ? { rest } : {}) }
}

const IN_DOUBT: AppErrorData = {
  code: 'not-signed-in',
  message: signInReasons.renewalUnanswered,
}

/** Until its access token ends, work that is under way goes on. */
function over({ tokens }: Known, error: AppErrorData): TokenStep {
  return {
    state: { kind: 'over', tokens, error },
    effects: [
      { do: 'tell', trouble: 'sign-in-over', error },
      { do: 'fail', error },
    ],
  }
}

function rejected(state: TokenState, access: string, now: number): TokenStep {
  // Somebody else met the same refusal earlier: a newer token is there already, or on its way.
  if (access !== state.tokens.access) return asked(state, now)
  const ended = { ...state, tokens: { ...state.tokens, accessUntil: 0 } }
  if (state.kind !== 'held') return asked(ended, now)
  const { forcedAt } = state
  if (forcedAt !== undefined && now - forcedAt < FORCE_AGAIN_MS)
    return { state, effects: [{ do: 'fail', error: REJECTED_AGAIN }] }
  return asked({ ...ended, forcedAt: now }, now)
}

const REJECTED_AGAIN: AppErrorData = {
  code: 'sign-in-refused',
  message: signInReasons.renewedInVain,
}

function written(state: TokenState): TokenStep {
  if (state.kind === 'marking')
    return { state: { ...state, kind: 'refreshing' }, effects: [{ do: 'refresh', token: state.tokens.refresh }] }
  if (state.kind !== 'saving') return { state, effects: [] }
  const { fresh, forcedAt, rest } = state
  return {
    state: { kind: 'held', tokens: fresh, forcedAt, rest },
    effects: [rest ? { do: 'fail', error: rest.error } : { do: 'give', access: fresh.access }],
  }
}

function writeFailed(state: TokenState, error: AppErrorData, now: number): TokenStep {
  const rest = { until: now + REST_MS, error }
  if (state.kind === 'marking') {
    // Not sent, so the refresh token is as good as before. Whoever has no valid token learns of the keychain.
    const tokens = { ...state.tokens, refreshSent: state.tokens.refreshSent - 1 }
    return { state: { ...state, kind: 'held', tokens, rest }, effects: [{ do: 'fail', error }] }
  }
  if (state.kind !== 'saving') return { state, effects: [] }
  const { fresh, forcedAt } = state
  if (state.rest) return { state: { kind: 'held', tokens: fresh, forcedAt, rest }, effects: [{ do: 'fail', error }] }
  return {
    state: { kind: 'held', tokens: fresh, forcedAt, isUnsaved: true, rest },
    effects: [
      { do: 'tell', trouble: 'not-saved', error },
      { do: 'give', access: fresh.access },
    ],
  }
}

function answered(state: TokenState, outcome: RefreshOutcome, now: number): TokenStep {
  if (state.kind !== 'refreshing') return { state, effects: [] }
  const { tokens } = state
  if (outcome.kind === 'granted')
    return { state: saving(state, outcome.tokens), effects: [{ do: 'write', tokens: outcome.tokens }] }
  if (outcome.kind === 'refused') return over(state, { ...outcome.error, code: 'not-signed-in' })
  if (outcome.kind === 'not-accepted') {
    const settled = { ...tokens, refreshSent: tokens.refreshSent - 1 }
    const rest = { until: now + restAfter(outcome.error), error: outcome.error }
    return { state: saving(state, settled, rest), effects: [{ do: 'write', tokens: settled }] }
  }
  return tokens.refreshSent >= MOST_SENDS
    ? over(state, IN_DOUBT)
    : { state: { ...state, kind: 'held' }, effects: [{ do: 'fail', error: outcome.error }] }
}

function restAfter({ fate, retryAfterSeconds = 0 }: AppErrorData): number {
  return fate === 'not-sent' ? OFFLINE_REST_MS : Math.max(REST_MS, retryAfterSeconds * 1_000)
}

import { randomBytes, randomUUID } from 'node:crypto'
import { AppError } from '../../../shared/contract/errors.ts'
import type { OAuthFailure, OAuthWay } from '../../../shared/contract/sign-in.ts'
import { signInReasons } from '../../../shared/words/reasons.ts'
import type { SignInDesktop, SignInWindow, SignInWindowEnd } from '../../platform/desktop.ts'
import type { Network, Reach } from '../client-book.ts'
import { type Discovery, discover } from '../discovery.ts'
import { type AuthorizationGuard, createAuthorizationGuard, tooSoon } from './authorization-guard.ts'
import { checkApp } from './check-app.ts'
import { type AppCredentials, requestTokens } from './token-endpoint.ts'
import type { RefreshOutcome, Tokens } from './token-state.ts'
import { authorizeAddress, isWayBack, readWayBack } from './way-back.ts'

export interface OAuthSignInOptions {
  readonly network: Network
  readonly desktop: SignInDesktop
  readonly now?: () => number
}

interface OAuthBegin {
  readonly app: AppCredentials
  readonly reach: Reach
  readonly way: OAuthWay
}

/** A sign-in that Eloqua accepted. */
export interface OAuthAccepted {
  readonly tokens: Tokens
  readonly discovery: Discovery
}

/** One authorization at a time: beginning another ends the one before. */
export interface OAuthSignIn {
  /** Opens the sign-in page, in a window or the browser. Rejects with `oauth-failed` or what the network says. */
  begin(request: OAuthBegin): Promise<string>
  /**
   * Waits for the way back (or reads it from `pasted`), and exchanges the code, once. Rejects with `oauth-failed`,
   * `cancelled` or what the network says. After a pasted address that is not the one, the attempt goes on.
   */
  finish(attemptId: string, pasted?: string): Promise<OAuthAccepted>
  cancel(attemptId: string): void
  /** Renews tokens, once. Never rejects. */
  refresh(app: AppCredentials, reach: Reach, refreshToken: string): Promise<RefreshOutcome>
}

interface Attempt extends OAuthBegin {
  readonly id: string
  /** Random, and good for this attempt only. */
  readonly state: string
  readonly window?: SignInWindow
}

export function createOAuthSignIn(options: OAuthSignInOptions): OAuthSignIn {
  const desk: Desk = { ...options, guard: createAuthorizationGuard(options.now), attempts: createAttempts() }
  return {
    begin: (request) => begin(desk, request),
    finish: (attemptId, pasted) => finish(desk, attemptId, pasted),
    cancel: (attemptId) => desk.attempts.end(attemptId),
    refresh: (app, reach, refreshToken) =>
      tokensFor(options, { app, reach }, { grant_type: 'refresh_token', refresh_token: refreshToken }),
  }
}

interface Desk extends OAuthSignInOptions {
  readonly guard: AuthorizationGuard
  readonly attempts: ReturnType<typeof createAttempts>
}

/** At most one attempt is going on. */
function createAttempts() {
  let current: Attempt | undefined

  function endCurrent(): void {
    current?.window?.close()
    current = undefined
  }

  return {
    endCurrent,
    set(attempt: Attempt): void {
      current = attempt
    },
    /** Throws `oauth-failed` with `attempt-over`. */
    get(id: string): Attempt {
      if (current?.id === id) return current
      throw failed('attempt-over', signInReasons.startAgain)
    },
    end(id: string): void {
      if (current?.id === id) endCurrent()
    },
  }
}

async function begin({ guard, attempts, network, desktop }: Desk, request: OAuthBegin): Promise<string> {
  attempts.endCurrent()
  const { app, reach, way } = request
  guard.check(app.clientId)
  const state = randomBytes(32).toString('base64url')
  const expected = { redirectUri: app.redirectUri, state }
  const address = authorizeAddress(endpoint(reach.loginUrl, 'authorize'), app.clientId, expected)
  await checkApp({ address, hostPin: reach.hostPin, fetch: network.fetch })
  attempts.endCurrent()
  const attempt = { ...request, id: randomUUID(), state }
  if (way === 'browser') {
    attempts.set(attempt)
    await desktop.openPage(address)
  } else {
    const isBack = (url: string) => isWayBack(url, app.redirectUri)
    attempts.set({ ...attempt, window: desktop.openWindow({ url: address, isWayBack: isBack }) })
  }
  return attempt.id
}

async function finish(desk: Desk, attemptId: string, pasted: string | undefined): Promise<OAuthAccepted> {
  const { guard, attempts, network } = desk
  const attempt = attempts.get(attemptId)
  const { app, reach } = attempt
  try {
    const address = await wayBackOf(attempt, pasted)
    const code = codeIn(attempt, address)
    // Another attempt may have begun while this one waited for the way back.
    attempts.get(attemptId)
    guard.note(app.clientId)
    attempts.endCurrent()
    const tokens = grantedOrThrow(await tokensFor(desk, attempt, { grant_type: 'authorization_code', code }))
    const credentials = { accessToken: tokens.access }
    return { tokens, discovery: await discover({ ...reach, credentials, fetch: network.fetch }) }
  } catch (error) {
    if (error instanceof AppError && error.oauth === 'too-soon') guard.note(app.clientId)
    if (!mayPasteAgain(error)) attempts.end(attemptId)
    throw error
  }
}

async function wayBackOf(attempt: Attempt, pasted: string | undefined): Promise<string> {
  if (pasted !== undefined) return pasted
  if (!attempt.window) throw failed('address-elsewhere', signInReasons.pasteAddress)
  return addressOf(await attempt.window.ended)
}

type Grant = Parameters<typeof requestTokens>[0]['grant']

function tokensFor(
  { network, now }: OAuthSignInOptions,
  { app, reach }: Pick<OAuthBegin, 'app' | 'reach'>,
  grant: Grant,
): Promise<RefreshOutcome> {
  const { loginUrl, hostPin } = reach
  const tokenUrl = endpoint(loginUrl, 'token')
  return requestTokens({ tokenUrl, hostPin, once: network.once, app, grant, ...(now ? { now } : {}) })
}

/** Both endpoints are at the host that names the instance. */
function endpoint(loginUrl: string, name: 'authorize' | 'token'): string {
  return new URL(`/auth/oauth2/${name}`, loginUrl).href
}

function addressOf(ended: SignInWindowEnd): string {
  if (ended.kind === 'way-back') return ended.address
  if (ended.kind === 'too-soon') throw tooSoon()
  throw new AppError({ code: 'cancelled', message: signInReasons.windowClosed })
}

function codeIn({ app, state }: Attempt, address: string): string {
  const back = readWayBack(address, { redirectUri: app.redirectUri, state })
  if (back.kind === 'code') return back.code
  if (back.kind === 'elsewhere') throw failed('address-elsewhere', signInReasons.otherAddress)
  if (back.kind === 'no-code') throw failed('address-without-code', signInReasons.noCode)
  if (back.kind === 'other-attempt') throw failed('address-of-other-attempt', signInReasons.otherSignIn)
  if (back.error === 'access_denied') throw failed('denied', signInReasons.denied)
  throw failed('other', signInReasons.endedByEloqua(back.error.replace(/[^\w .-]/g, ' ')))
}

const PASTE_AGAIN: ReadonlySet<OAuthFailure | undefined> = new Set<OAuthFailure>([
  'address-elsewhere',
  'address-without-code',
  'address-of-other-attempt',
])

function mayPasteAgain(error: unknown): boolean {
  return error instanceof AppError && PASTE_AGAIN.has(error.oauth)
}

function grantedOrThrow(outcome: RefreshOutcome): Tokens {
  if (outcome.kind === 'granted') return outcome.tokens
  if (outcome.kind === 'in-doubt')
    throw new AppError({
      ...outcome.error,
      code: 'oauth-failed',
      oauth: 'no-answer',
      message: signInReasons.noAnswer,
    })
  throw new AppError(outcome.error)
}

function failed(oauth: OAuthFailure, message: string): AppError {
  return new AppError({ code: 'oauth-failed', oauth, message })
}

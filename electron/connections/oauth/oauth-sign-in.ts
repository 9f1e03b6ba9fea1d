import { randomBytes, randomUUID } from 'node:crypto'
import { AppError } from '../../../shared/contract/errors.ts'
import type { OAuthFailure, OAuthWay } from '../../../shared/contract/sign-in.ts'
import type { SignInDesktop, SignInWindow, SignInWindowEnd } from '../../platform/desktop.ts'
import type { Network, Reach } from '../client-book.ts'
import { type Discovery, discover } from '../discovery.ts'
import { createAuthorizationGuard, tooSoon } from './authorization-guard.ts'
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
  const { network, desktop, now } = options
  const guard = createAuthorizationGuard(now)
  let current: Attempt | undefined

  function end(): void {
    current?.window?.close()
    current = undefined
  }

  function attemptOf(id: string): Attempt {
    if (current?.id === id) return current
    throw failed('attempt-over', 'This sign-in was ended. Start it again.')
  }

  async function wayBackOf(attempt: Attempt, pasted: string | undefined): Promise<string> {
    if (pasted !== undefined) return pasted
    if (!attempt.window) throw failed('address-elsewhere', 'Paste the address your browser ended on.')
    return addressOf(await attempt.window.ended)
  }

  function tokensFor({ app, reach }: OAuthBegin, grant: Parameters<typeof requestTokens>[0]['grant']) {
    const { loginUrl, hostPin } = reach
    return requestTokens({
      tokenUrl: endpoint(loginUrl, 'token'),
      hostPin,
      once: network.once,
      app,
      grant,
      ...(now ? { now } : {}),
    })
  }

  return {
    async begin(request) {
      end()
      const { app, reach, way } = request
      guard.check(app.clientId)
      const state = randomBytes(32).toString('base64url')
      const expected = { redirectUri: app.redirectUri, state }
      const address = authorizeAddress(endpoint(reach.loginUrl, 'authorize'), app.clientId, expected)
      await checkApp({ address, hostPin: reach.hostPin, fetch: network.fetch })
      end()
      const attempt = { ...request, id: randomUUID(), state }
      if (way === 'browser') {
        current = attempt
        await desktop.openPage(address)
      } else {
        const isBack = (url: string) => isWayBack(url, app.redirectUri)
        current = { ...attempt, window: desktop.openWindow({ url: address, isWayBack: isBack }) }
      }
      return attempt.id
    },
    async finish(attemptId, pasted) {
      const attempt = attemptOf(attemptId)
      try {
        const address = await wayBackOf(attempt, pasted)
        const code = codeIn(attempt, address)
        if (current?.id !== attemptId) throw failed('attempt-over', 'This sign-in was ended. Start it again.')
        guard.note(attempt.app.clientId)
        end()
        const tokens = grantedOrThrow(await tokensFor(attempt, { grant_type: 'authorization_code', code }))
        const { reach } = attempt
        const discovery = await discover({
          ...reach,
          credentials: { accessToken: tokens.access },
          fetch: network.fetch,
        })
        return { tokens, discovery }
      } catch (error) {
        if (error instanceof AppError && error.oauth === 'too-soon') guard.note(attempt.app.clientId)
        if (!mayPasteAgain(error) && current?.id === attemptId) end()
        throw error
      }
    },
    cancel(attemptId) {
      if (current?.id === attemptId) end()
    },
    refresh: (app, reach, refreshToken) =>
      tokensFor({ app, reach, way: 'window' }, { grant_type: 'refresh_token', refresh_token: refreshToken }),
  }
}

/** Both endpoints are at the host that names the instance. */
function endpoint(loginUrl: string, name: 'authorize' | 'token'): string {
  return new URL(`/auth/oauth2/${name}`, loginUrl).href
}

function addressOf(ended: SignInWindowEnd): string {
  if (ended.kind === 'way-back') return ended.address
  if (ended.kind === 'too-soon') throw tooSoon()
  throw new AppError({ code: 'cancelled', message: 'The sign-in window was closed.' })
}

function codeIn({ app, state }: Attempt, address: string): string {
  const back = readWayBack(address, { redirectUri: app.redirectUri, state })
  if (back.kind === 'code') return back.code
  if (back.kind === 'elsewhere') throw failed('address-elsewhere', 'This is not the registered address.')
  if (back.kind === 'no-code') throw failed('address-without-code', 'This address holds no code.')
  if (back.kind === 'other-attempt') throw failed('address-of-other-attempt', 'This address is another sign-in’s.')
  if (back.error === 'access_denied') throw failed('denied', 'Access was denied on Eloqua’s page.')
  throw failed('other', `Eloqua ended the sign-in: ${back.error.replace(/[^\w .-]/g, ' ')}.`)
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
      message: 'Eloqua gave no answer.',
    })
  throw new AppError(outcome.error)
}

function failed(oauth: OAuthFailure, message: string): AppError {
  return new AppError({ code: 'oauth-failed', oauth, message })
}

import type { Answer } from '../http/answer.ts'
import type { Query } from '../http/list-query.ts'
import type { Clock } from '../world/clock.ts'
import { PRACTICE_APP, type RegisteredApp } from './apps.ts'
import { createAuthorize } from './authorize.ts'
import { createGate, DEFAULT_SETTINGS, type SignInSettings } from './gate.ts'
import { createTokenEndpoint, EIGHT_HOURS_S } from './token-endpoint.ts'
import { createTokens } from './tokens.ts'
import type { SimulatorUser } from './users.ts'

const ONE_YEAR_S = 365 * 86_400
const ONE_MINUTE_S = 60

/** What a request for the sign-in pages brings. */
interface SignInRequest {
  readonly method: string
  readonly path: string
  readonly query: Query
  readonly authorization: string
  readonly body: Buffer
  readonly address: string
}

/** The hands of a test on the company's sign-in. */
export interface SignInControl {
  /** Changes take effect with the next request. */
  readonly settings: SignInSettings
  /** Every code, access token and refresh token that was given out: for tests that look where they got to. */
  issued(): readonly string[]
  /** Ends every access token: what is asked with one is answered 401. */
  revokeAccess(): void
  /** Ends every refresh token. */
  revokeRefresh(): void
}

export interface SignIn {
  readonly control: SignInControl
  /** The user of an `Authorization` header, `Basic` or `Bearer`. Undefined: not authenticated. */
  userOf(authorization: string, address: string): SimulatorUser | undefined
  /** Answers the pages and endpoints of the sign-in; undefined: the path is none of them. */
  answer(request: SignInRequest): Answer | undefined
}

export interface SignInOptions {
  readonly users: readonly SimulatorUser[]
  readonly clock: Clock
  readonly apps?: readonly RegisteredApp[]
  readonly settings?: Partial<SignInSettings>
}

/** Everything about signing in to the simulated company. */
export function createSignIn({ users, clock, apps = [PRACTICE_APP], settings }: SignInOptions): SignIn {
  const gate = createGate(users, clock, { ...DEFAULT_SETTINGS, ...settings })
  const codes = createTokens(clock, ONE_MINUTE_S)
  const access = createTokens(clock, EIGHT_HOURS_S)
  const refresh = createTokens(clock, ONE_YEAR_S)
  const token = createTokenEndpoint({ apps, gate, codes, access, refresh })
  const authorize = createAuthorize({ apps, users, gate, codes, clock })
  const pages: Readonly<Record<string, (request: SignInRequest) => Answer>> = {
    'POST /auth/oauth2/token': ({ authorization, body, address }) => token(authorization, body, address),
    'GET /auth/oauth2/authorize': ({ query }) => authorize.begin(query),
    'GET /auth/login': ({ query }) => authorize.showForm(query),
    'GET /sso/sign-in': ({ query }) => authorize.showForm(query),
    'POST /auth/login': ({ body, address }) => authorize.signIn(body, address),
    'POST /sso/sign-in': ({ body, address }) => authorize.signIn(body, address),
    'POST /auth/consent': ({ body }) => authorize.answer(body),
  }
  return {
    control: {
      settings: gate.settings,
      issued: () => [codes, access, refresh].flatMap((tokens) => tokens.issued()),
      revokeAccess: access.revokeAll,
      revokeRefresh: refresh.revokeAll,
    },
    userOf(authorization, address) {
      const bearer = /^bearer\s+(\S+)\s*$/i.exec(authorization)?.[1]
      if (bearer === undefined) return gate.byBasic(authorization, address)
      const user = access.find(bearer)?.user
      return user && gate.mayEnter(user, address) ? user : undefined
    },
    answer: (request) => pages[`${request.method} ${request.path.toLowerCase()}`]?.(request),
  }
}

import type { Environment } from './connection.ts'
import type { newSignInApp, oauthRequest } from './schemas/oauth.ts'
import type { Shape } from './schemas/shape.ts'

/** A company's app for OAuth, as saved. Its client secret stays in main. */
export interface SignInApp {
  readonly id: string
  readonly company: string
  readonly clientId: string
  readonly redirectUri: string
}

/** What an administrator gives once per company. */
export type NewSignInApp = Shape<typeof newSignInApp>

/** By which pages the user signs in: in a window of Bulkdesk, or in the system's browser with a pasted address. */
export type OAuthWay = OAuthRequest['way']

export type OAuthRequest = Shape<typeof oauthRequest>

/** Why signing in by OAuth did not work. */
const OAUTH_FAILURES = [
  // The client id or secret is wrong, or the app was removed.
  'app-unknown',
  'client-secret',
  // The registered redirect address is another one.
  'redirect-unknown',
  // The user chose Deny.
  'denied',
  // Eloqua asks for a minute between two authorizations.
  'too-soon',
  // The code was too old, or used before.
  'code-refused',
  // Eloqua sent another error with the way back.
  'other',
  // The token request got no answer: the code may be used up.
  'no-answer',
  // A pasted address that cannot be the way back.
  'address-elsewhere',
  'address-without-code',
  'address-of-other-attempt',
  // Somebody else signed in than the connection belongs to.
  'other-user',
  // There is no such attempt any more.
  'attempt-over',
] as const
export type OAuthFailure = (typeof OAUTH_FAILURES)[number]

/** What "Not authenticated." may mean, as Oracle documents. */
export type RefusalCause = 'typo' | 'password-changed' | 'password-old' | 'locked' | 'address' | 'sso-only' | 'disabled'

/** What is known about a refused password, for words. */
export interface RefusalFacts {
  /** The likeliest first. */
  readonly causes: readonly RefusalCause[]
  /** Refused tries within Eloqua's five minutes, this one included, as far as Bulkdesk made them. */
  readonly tries: number
  /** ISO time. */
  readonly lastAcceptedAt?: string
  readonly passwordDays?: number
}

/** Whether the user may do something; `unknown`: no harmless read can tell. */
export type MayDo = 'yes' | 'no' | 'unknown'

/** Who signed in, where, and what the Bulk API lets this user do. */
export interface SignInReport {
  readonly displayName?: string
  readonly user: string
  readonly company: string
  /** Such as `secure.p03.eloqua.com`. */
  readonly host?: string
  readonly environment: Environment
  readonly readDefinitions: MayDo
  readonly createDefinitions: MayDo
  readonly seeSyncs: MayDo
}

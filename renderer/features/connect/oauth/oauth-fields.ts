import type { AppErrorData } from '../../../../shared/contract/errors.ts'
import type { NewSignInApp, OAuthRequest } from '../../../../shared/contract/sign-in.ts'
import { oauthWords } from '../../../../shared/words/connect-oauth.ts'

/** What is typed, but for the client secret, which stays in its field and is read once. */
export interface AppFields {
  readonly clientId: string
  readonly redirectUri: string
}

export type AppErrors = Partial<Record<keyof NewSignInApp, string>>

/** What must be corrected before Eloqua is asked. */
export function checkApp(fields: AppFields, clientSecret: string): AppErrors {
  return {
    ...(fields.clientId.trim() ? {} : { clientId: oauthWords.clientIdMissing }),
    ...(clientSecret.trim() ? {} : { clientSecret: oauthWords.clientSecretMissing }),
    ...(/^https:\/\/./i.test(fields.redirectUri.trim()) ? {} : { redirectUri: oauthWords.redirectMissing }),
  }
}

/** Which field main's own check of the request is about. */
export function placeAppError(error: AppErrorData): AppErrors {
  const known = ['clientId', 'clientSecret', 'redirectUri'] as const
  const pairs = (error.failures ?? []).flatMap(({ field = '', constraint }) =>
    known.filter((name) => field.endsWith(name)).map((name) => [name, constraint ?? ''] as const),
  )
  return Object.fromEntries(pairs)
}

/** An attempt as the form asks for it: the secret is added when it goes out. */
export type OAuthChoice = Omit<OAuthRequest, 'app' | 'way'>

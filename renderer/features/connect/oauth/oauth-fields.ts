import type { NewSignInApp } from '../../../../shared/contract/sign-in.ts'
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

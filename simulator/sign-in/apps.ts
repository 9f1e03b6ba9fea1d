/** An app as an administrator registered it under Settings > AppCloud Developer. */
export interface RegisteredApp {
  readonly clientId: string
  readonly clientSecret: string
  readonly name: string
  /** The one address codes are sent to, compared character by character. */
  readonly redirectUri: string
}

/** The app of the practice company. Its secret guards nothing. */
export const PRACTICE_APP: RegisteredApp = {
  clientId: 'b01dde5c-0000-4000-8000-5bacb1c0ffee',
  clientSecret: 'practice-client-secret-of-no-use-anywhere-else',
  name: 'Bulkdesk',
  redirectUri: 'https://bulkdesk.example/signed-in',
}

/** Eloqua's client ids: 32 hexadecimal digits, with or without hyphens. */
export function isClientId(text: string): boolean {
  return /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(text)
}

/** The app whose id and secret an `Authorization: Basic` header names. */
export function findAppBySecret(apps: readonly RegisteredApp[], authorization: string): RegisteredApp | undefined {
  const encoded = /^basic\s+([a-z0-9+/=_-]+)\s*$/i.exec(authorization)?.[1] ?? ''
  const [clientId, ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return apps.find((app) => app.clientId === clientId && app.clientSecret === secret.join(':'))
}

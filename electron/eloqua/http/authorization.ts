/** What a request proves its user with: a password, or an access token. */
export type Credentials = PasswordCredentials | TokenCredentials

interface PasswordCredentials {
  readonly company: string
  readonly user: string
  readonly password: string
}

interface TokenCredentials {
  readonly accessToken: string
}

/** The `Authorization` header: `Basic base64(Company\User:Password)` over the UTF-8 bytes, or `Bearer token`. */
export function authorizationHeader(credentials: Credentials): string {
  if ('accessToken' in credentials) return `Bearer ${credentials.accessToken}`
  const { company, user, password } = credentials
  return `Basic ${Buffer.from(`${company}\\${user}:${password}`, 'utf8').toString('base64')}`
}

/** What must never be seen in a detail, should a server or proxy echo it. */
export function secretsIn(credentials: Credentials): readonly string[] {
  const sent = authorizationHeader(credentials).split(' ')[1] ?? ''
  return 'accessToken' in credentials ? [sent] : [sent, credentials.password]
}

const HOSTS: ReadonlySet<string> = new Set(['docs.oracle.com', 'login.eloqua.com'])
const LONGEST_URL = 2_000
const LONGEST_SIGN_IN_URL = 8_000

/** Whether a link may leave the app for the system's browser: https, a host we name ourselves, nothing hidden in it. */
export function isSafeExternal(url: string): boolean {
  if (url.length > LONGEST_URL || !URL.canParse(url)) return false
  const { protocol, hostname, port, username, password } = new URL(url)
  return protocol === 'https:' && port === '' && username === '' && password === '' && HOSTS.has(hostname)
}

/**
 * Whether a sign-in page may be opened in the system's browser: Eloqua's own, or that of a server of this machine, which
 * is the practice instance or a development build's.
 */
export function isSafeSignInPage(url: string): boolean {
  if (url.length > LONGEST_SIGN_IN_URL || !URL.canParse(url)) return false
  const { protocol, host, hostname, pathname, username, password } = new URL(url)
  if (username !== '' || password !== '' || pathname !== '/auth/oauth2/authorize') return false
  return (protocol === 'https:' && host === 'login.eloqua.com') || (protocol === 'http:' && hostname === '127.0.0.1')
}

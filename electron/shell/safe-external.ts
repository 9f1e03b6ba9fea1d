const HOSTS: ReadonlySet<string> = new Set(['docs.oracle.com', 'login.eloqua.com'])
const LONGEST_URL = 2_000

/** Whether a link may leave the app for the system's browser: https, a host we name ourselves, nothing hidden in it. */
export function isSafeExternal(url: string): boolean {
  if (url.length > LONGEST_URL || !URL.canParse(url)) return false
  const { protocol, hostname, port, username, password } = new URL(url)
  return protocol === 'https:' && port === '' && username === '' && password === '' && HOSTS.has(hostname)
}

import { AppError } from '../../shared/contract/errors.ts'
import { signInReasons } from '../../shared/words/reasons.ts'

/** Throws `untrusted-host` for a url that must not see a credential. Every request passes it before it is authorised. */
export type HostPin = (url: URL) => void

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])
const API_PATH = /^\/(?:id|auth\/oauth2\/(?:authorize|token)|api\/bulk\/2\.0(?:\/.*)?)$/i

/** Eloqua itself: https on its usual port at a name under eloqua.com, and nothing hidden in the url. */
export const pinToEloqua: HostPin = (url) => {
  const isEloqua =
    url.protocol === 'https:' &&
    url.port === '' &&
    /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+eloqua\.com$/.test(url.hostname)
  if (!isEloqua) throw untrusted(url)
  checkRest(url)
}

/** A server of this very machine. In development the login url is one, and its answer may name another port. */
export const pinToLoopback: HostPin = (url) => {
  if (url.protocol !== 'http:' || !LOOPBACK_HOSTS.has(url.hostname)) throw untrusted(url)
  checkRest(url)
}

/** The practice instance: exactly the server that Bulkdesk started itself. */
export function pinToOrigin(origin: string): HostPin {
  return (url) => {
    if (url.origin !== origin) throw untrusted(url)
    pinToLoopback(url)
  }
}

function checkRest(url: URL): void {
  if (url.username !== '' || url.password !== '' || !API_PATH.test(url.pathname)) throw untrusted(url)
}

function untrusted(url: URL): AppError {
  return new AppError({
    code: 'untrusted-host',
    message: signInReasons.wouldGoTo(url.host.slice(0, 100)),
  })
}

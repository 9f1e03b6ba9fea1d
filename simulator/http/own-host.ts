import type { IncomingMessage } from 'node:http'

/** Whether a request was sent to this very address by a program that is no web page. */
export function isFromOwnClient({ headers }: Pick<IncomingMessage, 'headers'>, origin: string): boolean {
  // Chromium says `none` of what no page asked for, such as the app's own requests.
  const site = headers['sec-fetch-site'] ?? 'none'
  const isWebPage = headers.origin !== undefined || headers.referer !== undefined || site !== 'none'
  return headers.host === new URL(origin).host && !isWebPage
}

const SIGN_IN_PAGE = /^\/(?:auth|sso)\//i

/**
 * Whether a request is of the sign-in pages: opened by the user, or sent by a form of this server. What the pages lead to is
 * a code, which is good for nothing without the client secret of this start.
 */
export function isFromSignInPage({ headers, url }: Pick<IncomingMessage, 'headers' | 'url'>, origin: string): boolean {
  const { referer, 'sec-fetch-site': site = 'none' } = headers
  const isOwnPage = (headers.origin ?? origin) === origin && (referer === undefined || referer.startsWith(`${origin}/`))
  const isUser = site === 'none' || site === 'same-origin'
  return headers.host === new URL(origin).host && SIGN_IN_PAGE.test(url ?? '') && isOwnPage && isUser
}

import type { IncomingMessage } from 'node:http'

/** Whether a request was sent to this very address by a program that is no web page. */
export function isFromOwnClient({ headers }: Pick<IncomingMessage, 'headers'>, origin: string): boolean {
  // Chromium says `none` of what no page asked for, such as the app's own requests.
  const site = headers['sec-fetch-site'] ?? 'none'
  const isWebPage = headers.origin !== undefined || headers.referer !== undefined || site !== 'none'
  return headers.host === new URL(origin).host && !isWebPage
}

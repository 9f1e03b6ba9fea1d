export interface CurlRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly company: string
  readonly user: string
  readonly body?: string
}

/** Stands where the password was: a command is pasted into chats and tickets. */
const MASK = '••••'

/** The request as a cURL command for the shell of this system, without the password. */
export function curlCommand(request: CurlRequest, platform: NodeJS.Platform = process.platform): string {
  const quote = platform === 'win32' ? quoteForWindows : quoteForShell
  const parts = ['curl', '--user', quote(`${request.company}\\${request.user}:${MASK}`), '--request', request.method]
  if (request.body !== undefined) {
    parts.push('--header', quote('Content-Type: application/json'), '--data', quote(request.body))
  }
  return [...parts, quote(request.url)].join(' ')
}

/** Within single quotes a POSIX shell reads nothing as a command; a quote itself is let out and back in. */
function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** As cmd.exe and Windows' argument parser read it; `%` would still be expanded within quotes. */
function quoteForWindows(text: string): string {
  const escaped = text.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')
  return `"${escaped.replaceAll('%', '"^%"')}"`
}

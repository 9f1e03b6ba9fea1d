export interface CurlRequest {
  /** `GET` */
  readonly method: string
  readonly url: string
  /** Both absent where the request proved nothing, or an app and not a user. */
  readonly company?: string
  readonly user?: string
  /** JSON. */
  readonly body?: string
}

/** Stands where the password was: a command is pasted into chats and tickets. */
const MASK = '••••'

/**
 * The request as a cURL command for the shells of this system, without the password. A part of the request can come from
 * someone else's sync: whatever it holds, no shell reads any of it as a command.
 */
export function curlCommand(request: CurlRequest, platform: NodeJS.Platform = process.platform): string {
  return platform === 'win32' ? windowsCommand(request) : posixCommand(request)
}

/** For sh and its kin: within single quotes nothing is read as a command; a quote itself is let out and back in. */
function posixCommand({ method, url, company, user, body }: CurlRequest): string {
  const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
  const signIn = `${company}\\${user}`.replace(INVISIBLE, '•')
  const parts = ['curl', ...(user !== undefined ? ['--user', quote(`${signIn}:${MASK}`)] : []), '--request', method]
  if (body !== undefined) {
    const data = quote(escapeJson(body, INVISIBLE))
    parts.push('--header', "'Content-Type: application/json'", '--data', data)
  }
  return [...parts, quote(encodeUrl(url))].join(' ')
}

/**
 * For cmd.exe and PowerShell at once, as no one knows into which of the two a text is pasted. In double quotes, with a
 * quote doubled, both stay inside the string. What either expands there (`%NAME%`, `$name`, a backtick, curly quotes)
 * never appears: JSON can spell any character as `\uXXXX`, cURL reads `%{4}1` in a URL as `%41`, and a sign in a sign-in
 * that has no other spelling is masked. `curl` alone is another command in PowerShell. Windows PowerShell 5.1 drops the
 * quotes of the JSON on its way to cURL, so that Eloqua refuses the request.
 */
function windowsCommand({ method, url, company, user, body }: CurlRequest): string {
  const signIn = `${company}\\${user}`.replace(/[^\p{L}\p{N} ._@\\-]/gu, '•')
  const parts = ['curl.exe', ...(user !== undefined ? ['--user', `"${signIn}:${MASK}"`] : []), '--request', method]
  if (body !== undefined) {
    const data = escapeJson(body, /[^A-Za-z0-9{}[\]":,._/-]/g).replaceAll('"', '""')
    parts.push('--header', '"Content-Type: application/json"', '--data', `"${data}"`)
  }
  return [...parts, `"${encodeUrl(url).replace(/%(.)/g, '%{$1}')}"`].join(' ')
}

/** Control characters, and what a terminal acts on or does not show, when it is pasted. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** JSON of the same meaning in which `unwanted` characters, and those with an escape of two signs, are `\uXXXX`. */
function escapeJson(json: string, unwanted: RegExp): string {
  const plain = json.replace(/[\t\r\n]/g, ' ')
  return plain
    .split(/(\\u[0-9a-f]{4}|\\.)/i)
    .map((piece, index) => (index % 2 === 1 ? longEscape(piece) : piece.replace(unwanted, toUnicodeEscapes)))
    .join('')
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

function longEscape(text: string): string {
  const sign = text[1] ?? ''
  return text.length > 2 ? text : toUnicodeEscapes(SHORT_ESCAPES[sign] ?? sign)
}

function toUnicodeEscapes(text: string): string {
  return Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
    '',
  )
}

/** Keeps the signs that a URL is made of, and what is encoded already; cURL would read brackets and braces as patterns. */
function encodeUrl(url: string): string {
  return url.replace(/%(?![0-9a-f]{2})|[^A-Za-z0-9:/?#@=&+,;*._~%-]/giu, (sign) =>
    [...Buffer.from(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  )
}

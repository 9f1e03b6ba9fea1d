import type { Answer } from './answer.ts'
import { PATH_TABLE } from './paths.ts'

/** What the page says of this server. */
interface Landing {
  readonly users: readonly { readonly company: string; readonly user: string }[]
  origin(): string
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse}td{padding:.1rem 1.5rem .1rem 0;vertical-align:top}code{font-size:.92em}
@media (prefers-color-scheme:dark){body{background:#16181d;color:#e6e8eb}a{color:#8ab4f8}}`

/** The page at `/`: what this is, how to sign in, and every path. */
export function landingAnswer({ users, origin }: Landing): Answer {
  const base = `${origin()}/api/bulk/2.0`
  const rows = PATH_TABLE.map(
    ({ path, operations }) => `<tr><td><code>${path}</code></td><td>${Object.keys(operations).join(' ')}</td></tr>`,
  )
  const names = users.map(({ company, user }) => `<code>${escapeHtml(`${company}\\${user}`)}</code>`)
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Practice Eloqua</title>
<style>${STYLE}</style></head><body><h1>Practice Eloqua</h1>
<p>A local server that behaves like Oracle Eloqua's Bulk API 2.0. Its people are invented; nothing here reaches Oracle.</p>
<p>Discovery: <code>${origin()}/id</code>. Base: <code>${base}</code>. Sign in with HTTP Basic as ${names.join(', ')}.</p>
<pre>curl --user 'Company\\User:password' ${base}/syncs?limit=5</pre>
<h2>Paths</h2><table>${rows.join('')}</table></body></html>`
  return { status: 200, reason: 'OK', contentType: 'text/html; charset=utf-8', body: [Buffer.from(html)] }
}

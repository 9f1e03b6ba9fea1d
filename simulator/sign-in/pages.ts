import type { Answer } from '../http/answer.ts'

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;background:#f4f5f7;color:#1d2129;display:grid;place-items:center;
min-height:90vh;margin:0}main{background:#fff;border:1px solid #d7dae0;border-radius:8px;padding:28px 32px;width:320px}
h1{font-size:19px;margin:0 0 4px}p{color:#5b6472;margin:0 0 16px}label{display:block;margin:0 0 12px;font-weight:600}
input{box-sizing:border-box;width:100%;font:inherit;padding:6px 8px;margin-top:4px;border:1px solid #b7bdc8;border-radius:5px}
button{font:inherit;padding:6px 16px;border-radius:5px;border:1px solid #b7bdc8;background:#fff;margin-right:8px}
button[data-main]{background:#1a73b8;border-color:#1a73b8;color:#fff}[role=alert]{color:#b3261e}
@media (prefers-color-scheme:dark){body{background:#16181d;color:#e6e8eb}main{background:#1f2228;border-color:#3a3f48}
p{color:#a7afbb}input,button{background:#16181d;color:inherit;border-color:#4a505b}}`

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** An HTML answer. Eloqua gives its refusals before sign-in as status 200 with one sentence. */
export function htmlAnswer(html: string, status = 200, reason = 'OK'): Answer {
  return { status, reason, contentType: 'text/html; charset=utf-8', body: [Buffer.from(html)] }
}

function page(title: string, content: string): Answer {
  return htmlAnswer(`<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>${content}</main></body></html>`)
}

export interface FormPage {
  readonly ticket: string
  readonly company?: string
  readonly user?: string
  /** Shown after a refused try. */
  readonly isRefused: boolean
}

/** Eloqua's own sign-in form. */
export function loginPage({ ticket, company = '', user = '', isRefused }: FormPage): Answer {
  const alert = isRefused ? '<p role="alert">The sign-in was not accepted.</p>' : ''
  return page(
    'Sign in to Eloqua',
    `<p>Practice company. Nothing here reaches Oracle.</p>${alert}<form method="post" action="/auth/login">
<input type="hidden" name="ticket" value="${ticket}">
<label>Company<input name="company" value="${escapeHtml(company)}"></label>
<label>User name<input name="user" value="${escapeHtml(user)}"></label>
<label>Password<input name="password" type="password" autocomplete="off"></label>
<button data-main>Sign in</button></form>`,
  )
}

/** The page of a company's identity provider: single sign-on. */
export function identityProviderPage({ ticket, user = '', isRefused }: FormPage): Answer {
  const alert = isRefused ? '<p role="alert">The sign-in was not accepted.</p>' : ''
  return page(
    'Company sign-in',
    `<p>Your company's identity provider.</p>${alert}<form method="post" action="/sso/sign-in">
<input type="hidden" name="ticket" value="${ticket}">
<label>User name<input name="user" value="${escapeHtml(user)}"></label>
<label>Password<input name="password" type="password" autocomplete="off"></label>
<button data-main>Continue</button></form>`,
  )
}

/** Asks the user whether the app may act for them. */
export function consentPage(ticket: string, app: string, user: string): Answer {
  return page(
    `Allow ${app}?`,
    `<p>${escapeHtml(app)} asks to use Eloqua as ${escapeHtml(user)}.</p>
<form method="post" action="/auth/consent"><input type="hidden" name="ticket" value="${ticket}">
<button data-main name="answer" value="accept">Accept</button><button name="answer" value="deny">Deny</button></form>`,
  )
}

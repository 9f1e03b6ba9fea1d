import { PRACTICE_APP } from '../apps.ts'
import { DEFAULT_USER } from '../users.ts'

/** What the user of the browser types and chooses. */
export interface BrowserAnswers {
  readonly clientId?: string
  readonly redirectUri?: string
  readonly state?: string
  readonly user?: string
  readonly company?: string
  readonly password?: string
  readonly answer?: 'accept' | 'deny'
}

/** Where the browser ended: at the registered address, or on a page. */
export interface BrowserEnd {
  readonly status: number
  readonly titles: readonly string[]
  readonly page?: string
  readonly address?: URL
}

/** A browser as far as signing in needs one: follows redirects within the origin and fills the forms it finds. */
export function createTestBrowser(origin: string) {
  async function follow(
    url: URL,
    answers: BrowserAnswers,
    titles: string[],
    init: RequestInit = {},
  ): Promise<BrowserEnd> {
    if (url.origin !== origin) return { status: 302, titles, address: url }
    const response = await fetch(url, { ...init, redirect: 'manual' })
    const location = response.headers.get('location')
    if (location) return follow(new URL(location, url), answers, titles)
    const page = await response.text()
    const form = readForm(page)
    if (!form || page.includes('role="alert"')) return { status: response.status, titles, page }
    titles.push(/<title>(.*?)<\/title>/.exec(page)?.[1] ?? '')
    return follow(new URL(form.action, url), answers, titles, { method: 'POST', body: filled(form.fields, answers) })
  }

  return {
    /** Opens the address an app sends its user to. */
    open: (address: string, answers: BrowserAnswers = {}) => follow(new URL(address), answers, []),
    authorize(answers: BrowserAnswers = {}): Promise<BrowserEnd> {
      const { clientId = PRACTICE_APP.clientId, redirectUri = PRACTICE_APP.redirectUri } = answers
      const url = new URL(`${origin}/auth/oauth2/authorize?response_type=code&scope=full`)
      if (clientId) url.searchParams.set('client_id', clientId)
      if (redirectUri) url.searchParams.set('redirect_uri', redirectUri)
      url.searchParams.set('state', answers.state ?? 'test-state')
      return follow(url, answers, [])
    },
  }
}

function readForm(page: string): { action: string; fields: URLSearchParams } | undefined {
  const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1]
  if (!action) return undefined
  const names = [...page.matchAll(/<input[^>]*name="(\w+)"(?:[^>]*value="([^"]*)")?/g)]
  return { action, fields: new URLSearchParams(names.map(([, name = '', value = '']) => [name, value])) }
}

function filled(fields: URLSearchParams, answers: BrowserAnswers): URLSearchParams {
  const typed = { ...DEFAULT_USER, ...answers }
  for (const name of ['company', 'user', 'password'] as const) if (fields.has(name)) fields.set(name, typed[name])
  if (![...fields.keys()].includes('user')) fields.set('answer', answers.answer ?? 'accept')
  return fields
}

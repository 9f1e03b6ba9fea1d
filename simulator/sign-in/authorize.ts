import { randomBytes } from 'node:crypto'
import type { Answer } from '../http/answer.ts'
import type { Query } from '../http/list-query.ts'
import type { Clock } from '../world/clock.ts'
import { isClientId, type RegisteredApp } from './apps.ts'
import type { Gate } from './gate.ts'
import { consentPage, htmlAnswer, identityProviderPage, loginPage } from './pages.ts'
import type { Tokens } from './tokens.ts'
import { ownerKey, type SimulatorUser } from './users.ts'

const ONE_MINUTE_MS = 60_000
const TOO_SOON = 'This user has already authorized this app within the allowed time frame of 60 seconds.'

export interface AuthorizeParts {
  readonly apps: readonly RegisteredApp[]
  readonly users: readonly SimulatorUser[]
  readonly gate: Gate
  readonly codes: Tokens
  readonly clock: Clock
}

/** One authorization under way, between its first page and the way back. */
interface Ticket {
  readonly app: RegisteredApp
  readonly state: string | undefined
  user?: SimulatorUser
}

export interface Authorize {
  /** `GET /auth/oauth2/authorize` */
  begin(query: Query): Answer
  /** `GET /auth/login` and `GET /sso/sign-in` */
  showForm(query: Query): Answer
  /** `POST /auth/login`, `POST /sso/sign-in` */
  signIn(body: Buffer, address: string): Answer
  /** `POST /auth/consent` */
  answer(body: Buffer): Answer
}

/** The pages between an app that asks and the code it gets: sign-in form or identity provider, consent, the way back. */
export function createAuthorize(parts: AuthorizeParts): Authorize {
  const tickets = new Map<string, Ticket>()
  const lastAt = new Map<string, number>()
  return {
    begin: (query) => begin(parts, tickets, query),
    showForm(query) {
      const id = query.get('ticket') ?? ''
      return tickets.has(id) ? formOf(parts, id) : gone()
    },
    signIn(body, address) {
      const given = new URLSearchParams(body.toString('utf8'))
      const id = given.get('ticket') ?? ''
      const ticket = tickets.get(id)
      if (!ticket) return gone()
      const user = userOf(parts, given, address)
      if (!user) return formOf(parts, id, { company: given.get('company') ?? '', user: given.get('user') ?? '' }, true)
      const last = lastAt.get(`${ticket.app.clientId} ${ownerKey(user)}`)
      if (last !== undefined && parts.clock.now() - last < ONE_MINUTE_MS)
        return htmlAnswer(TOO_SOON, 429, 'Too Many Requests')
      ticket.user = user
      return consentPage(id, ticket.app.name, ownerKey(user))
    },
    answer(body) {
      const given = new URLSearchParams(body.toString('utf8'))
      const ticket = tickets.get(given.get('ticket') ?? '')
      if (!ticket?.user) return gone()
      tickets.delete(given.get('ticket') ?? '')
      if (given.get('answer') !== 'accept') return wayBack(ticket, { error: 'access_denied' })
      const { app, user } = ticket
      lastAt.set(`${app.clientId} ${ownerKey(user)}`, parts.clock.now())
      const code = parts.codes.issue({ user, clientId: app.clientId, redirectUri: app.redirectUri })
      return wayBack(ticket, { code })
    },
  }
}

function begin(parts: AuthorizeParts, tickets: Map<string, Ticket>, query: Query): Answer {
  const app = askingApp(parts, query)
  if (typeof app === 'string') return htmlAnswer(app)
  const ticket: Ticket = { app, state: query.get('state') }
  if (query.get('response_type') !== 'code') return wayBack(ticket, { error: 'unsupported_response_type' })
  if (!['full', undefined].includes(query.get('scope'))) return wayBack(ticket, { error: 'invalid_scope' })
  const id = randomBytes(16).toString('hex')
  tickets.set(id, ticket)
  return redirectTo(`${parts.gate.settings.way === 'sso-only' ? '/sso/sign-in' : '/auth/login'}?ticket=${id}`)
}

/** Before the app and its address are known, nothing may be redirected: the failure is a sentence in a 200. */
function askingApp({ apps, gate }: AuthorizeParts, query: Query): RegisteredApp | string {
  const clientId = query.get('client_id')
  const redirectUri = query.get('redirect_uri')
  if (!clientId) return 'The "client_id" parameter is required.'
  if (!isClientId(clientId)) return 'The "client_id" value is not a valid client identifier.'
  const app = apps.find((one) => one.clientId === clientId)
  if (!app || gate.settings.way === 'password') return 'The "client_id" value is not a known client identifier.'
  if (!redirectUri) return 'The "redirect_uri" parameter is required.'
  return redirectUri === app.redirectUri
    ? app
    : 'The "redirect_uri" value does not match the redirect URI that is registered.'
}

function wayBack({ app, state }: Ticket, parameters: Readonly<Record<string, string>>): Answer {
  const location = new URL(app.redirectUri)
  for (const [name, value] of Object.entries(parameters)) location.searchParams.set(name, value)
  if (state !== undefined) location.searchParams.set('state', state)
  return redirectTo(location.href)
}

function formOf(
  { users, gate }: AuthorizeParts,
  id: string,
  given: { readonly company?: string; readonly user?: string } = {},
  isRefused = false,
): Answer {
  const [first] = users
  const known = { company: first?.company, user: first?.user, ...given }
  const show = gate.settings.way === 'sso-only' ? identityProviderPage : loginPage
  return show({ ticket: id, ...known, isRefused })
}

/** Single sign-on knows the user by name alone: what the identity provider asks is not Eloqua's. */
function userOf({ users, gate }: AuthorizeParts, given: URLSearchParams, address: string): SimulatorUser | undefined {
  const user = given.get('user') ?? ''
  const password = given.get('password') ?? ''
  const ofPage = users.find(
    (one) => one.user.toLowerCase() === user.toLowerCase() && (one.pagePassword ?? one.password) === password,
  )
  if (gate.settings.way === 'sso-only' || ofPage?.pagePassword !== undefined)
    return ofPage && gate.mayEnter(ofPage, address) ? ofPage : undefined
  return gate.byPassword({ company: given.get('company') ?? '', user, password }, address)
}

function redirectTo(location: string): Answer {
  return { status: 302, reason: 'Found', headers: { Location: location } }
}

function gone(): Answer {
  return htmlAnswer('This sign-in has ended. Start it again in the app.', 410, 'Gone')
}

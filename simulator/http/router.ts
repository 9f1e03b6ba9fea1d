import { identityAnswer } from '../sign-in/identity.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import type { SimulatorUser } from '../sign-in/users.ts'
import type { JsonScan } from '../uploads/json-scan.ts'
import type { SyncFault, World } from '../world/world.ts'
import { type Answer, jsonAnswer, Refusal, refusal } from './answer.ts'
import type { Exchange } from './exchange.ts'
import { HANDLERS } from './handlers.ts'
import { landingAnswer } from './landing-page.ts'
import type { Query } from './list-query.ts'
import { type Method, matchPath } from './paths.ts'
import { playQuery, playTimes } from './play-variants.ts'

/** A request as it came off the wire, its body read. */
export interface RawRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Buffer
  /** Of the socket's other end. */
  readonly address?: string
  readonly isTooLarge: boolean
  /** The check of a large JSON body, begun while it arrived. */
  readonly scan?: JsonScan
  readonly syncFault?: SyncFault
}

export interface Site {
  readonly world: World
  readonly users: readonly SimulatorUser[]
  readonly signIn: SignIn
  /** Deletes what its time has come for. */
  sweep(): void
  /** What `/id` names; changes when the instance "moves". */
  origin(): string
  /** True once the instance moved: this base answers 401. */
  hasMoved(): boolean
}

const BULK = /^\/api\/bulk\/2\.0(?=\/|$)/i
const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE'] satisfies Method[]

export interface Target {
  readonly path: string
  readonly query: Query
}

/** Splits a request target; undefined when it is none (bad escapes, no path). */
export function readTarget(url: string): Target | undefined {
  const local = url.replace(/^https?:\/\/[^/?#]*/i, '')
  const [path = '', search = ''] = local.split('#')[0]?.split(/\?(.*)/s) ?? []
  try {
    const query = new Map([...new URLSearchParams(search)].map(([name, value]) => [name.toLowerCase(), value]))
    const decoded = decodeURIComponent(path || '/')
    return decoded.startsWith('/') ? { path: decoded, query } : undefined
  } catch {
    return undefined
  }
}

function header(request: RawRequest, name: string): string {
  const value = request.headers[name]
  return (Array.isArray(value) ? value[0] : (value as string | undefined)) ?? ''
}

/** Eloqua compares the first address of `X-Forwarded-For` with the company's list. */
function addressOf(request: RawRequest): string {
  return header(request, 'x-forwarded-for').split(',')[0]?.trim() || (request.address ?? '')
}

function whoAsks({ signIn }: Site, request: RawRequest): SimulatorUser | undefined {
  return signIn.userOf(header(request, 'authorization'), addressOf(request))
}

function methodOf(request: RawRequest): string {
  const override = header(request, 'x-http-method-override').toUpperCase()
  return request.method === 'POST' && METHODS.includes(override) ? override : request.method
}

async function runHandler(site: Site, request: RawRequest, target: Target): Promise<Answer> {
  const user = site.hasMoved() ? undefined : whoAsks(site, request)
  if (!user) throw refusal(401)
  const match = matchPath(target.path.replace(BULK, ''))
  if (!match) throw refusal(404)
  const method = methodOf(request)
  const operation = match.row.operations[(method === 'HEAD' ? 'GET' : method) as Method]
  if (!operation) throw methodRefusal(Object.keys(match.row.operations))
  if (request.isTooLarge) throw refusal(404)
  const exchange: Exchange = {
    world: site.world,
    match,
    user,
    query: playQuery(target.query, site.world.variants),
    contentType: header(request, 'content-type').split(';')[0]?.trim().toLowerCase() ?? '',
    accept: header(request, 'accept'),
    body: request.body,
    ...(request.scan ? { scan: request.scan } : {}),
    ...(request.syncFault ? { syncFault: request.syncFault } : {}),
  }
  return playTimes(await HANDLERS[operation](exchange), operation, site.world.variants)
}

function methodRefusal(allowed: readonly string[]): Refusal {
  const { answer } = refusal(405)
  return new Refusal({ ...answer, headers: { Allow: allowed.join(', ') } })
}

function route(site: Site, request: RawRequest): Answer | Promise<Answer> {
  const target = readTarget(request.url)
  if (!target) throw refusal(400)
  if (/^\/id\/?$/i.test(target.path)) {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw methodRefusal(['GET'])
    return identityAnswer(whoAsks(site, request), site.origin())
  }
  const signInPage = site.signIn.answer({
    ...target,
    method: request.method,
    authorization: header(request, 'authorization'),
    body: request.body,
    address: addressOf(request),
  })
  if (signInPage) return signInPage
  if (target.path === '/' && request.method === 'GET') return landingAnswer(site)
  if (!BULK.test(target.path)) throw refusal(404)
  site.sweep()
  return runHandler(site, request, target)
}

function overrideStatus(request: RawRequest, answer: Answer): Answer {
  const wanted = Number(header(request, 'x-http-status-code-override'))
  if (!Number.isInteger(wanted) || wanted < 200 || wanted > 599) return answer
  const headers = { ...answer.headers, 'X-HTTP-Original-Status-Code': String(answer.status) }
  return { ...answer, status: wanted, headers }
}

/** Answers a request. Never throws: an unforeseen failure is Eloqua's 500. */
export async function answerRequest(
  site: Site,
  request: RawRequest,
  onError: (error: unknown) => void,
): Promise<Answer> {
  try {
    return overrideStatus(request, await route(site, request))
  } catch (error) {
    if (error instanceof Refusal) return overrideStatus(request, error.answer)
    onError(error)
    return jsonAnswer(500, 'The service has encountered an error.')
  }
}

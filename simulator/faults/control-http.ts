import type { IncomingMessage, ServerResponse } from 'node:http'
import { receiveBody } from '../http/request-body.ts'
import type { SimulatorControl } from './control.ts'
import type { FaultRule } from './faults.ts'

const PREFIX = '/simulator/control/'
const MOST_BYTES = 1_048_576
const LOOPBACK: ReadonlySet<string | undefined> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

type Action = (control: SimulatorControl, body: Record<string, unknown>) => unknown

/** `METHOD name`, as in `POST /simulator/control/faults`. */
const ACTIONS: Readonly<Record<string, Action>> = {
  'GET clock': ({ clock }) => ({ now: clock.now() }),
  'POST clock': async ({ clock, settled }, { advance }) => {
    clock.advance(Number(advance ?? 0))
    await settled()
    return { now: clock.now() }
  },
  'GET sign-in': ({ signIn }) => signIn.settings,
  /** Settings to change, and `revoke: 'access' | 'refresh'` to end tokens. */
  'POST sign-in': ({ signIn }, { revoke, ...settings }) => {
    if (revoke === 'access') signIn.revokeAccess()
    if (revoke === 'refresh') signIn.revokeRefresh()
    return Object.assign(signIn.settings, settings)
  },
  'GET faults': ({ faults }) => faults.list(),
  'POST faults': ({ faults }, rule) => ({ id: faults.add(rule as unknown as FaultRule) }),
  'DELETE faults': ({ faults }) => {
    faults.clear()
    return {}
  },
  'GET variants': ({ variants }) => variants.list(),
  'POST variants': ({ variants }, { names }) => {
    variants.set(Array.isArray(names) ? names.map(String) : [])
    return variants.list()
  },
  'GET requests': ({ requests }) => ({ counts: requests.counts(), requests: requests.list() }),
  'DELETE requests': ({ requests }) => {
    requests.clear()
    return {}
  },
  'GET definitions': (control) => control.definitions(),
  'GET syncs': (control) => control.syncs(),
  'GET defects': (control) => ({ defects: control.defects() }),
  'POST staged': (control, { uri }) => control.staged(String(uri)),
  'POST dependencies': (control, { uri, isDependedOn }) => {
    control.setDependedOn(String(uri), isDependedOn !== false)
    return {}
  },
  'POST sql': (control, { statement, values }) =>
    control.sql(String(statement), ...((Array.isArray(values) ? values : []) as (string | number | null)[])),
}

function isFromHere(request: IncomingMessage): boolean {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '')
  return (
    LOOPBACK.has(request.socket.remoteAddress) && (host === '127.0.0.1' || host === 'localhost' || host === '[::1]')
  )
}

function send(response: ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value)
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(text)
}

async function run(action: Action, control: SimulatorControl, request: IncomingMessage, response: ServerResponse) {
  // A web page cannot send this type to another origin without asking first, and is never answered when it asks.
  const isJson = /^application\/json\b/i.test(request.headers['content-type'] ?? '')
  const received = await receiveBody(request, MOST_BYTES)
  if (received.kind !== 'whole') return send(response, 400, { error: 'The body is too large' })
  if (request.method === 'POST' && !isJson) return send(response, 400, { error: 'Send Content-Type: application/json' })
  try {
    const text = received.body.toString('utf8')
    const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
    send(response, 200, await action(control, body))
  } catch (error) {
    send(response, 400, { error: error instanceof Error ? error.message : 'Not understood' })
  }
}

/** Serves `/simulator/control/…` to this machine only. False: the request is not for it. */
export function createControlServer(control: SimulatorControl) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    if (!path.startsWith(PREFIX)) return false
    const action = ACTIONS[`${request.method} ${path.slice(PREFIX.length)}`]
    if (!isFromHere(request)) send(response, 403, { error: 'Only from this machine' })
    else if (!action) send(response, 404, { error: 'Unknown', known: Object.keys(ACTIONS) })
    else void run(action, control, request, response)
    return true
  }
}

import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { MAX_UPLOAD_BYTES } from '../../shared/eloqua/eloqua.ts'
import { distortPage, misdirect, replacementFor } from '../faults/apply-faults.ts'
import { effectOf, type FaultEffect, type Faults } from '../faults/faults.ts'
import { createJsonScan, type JsonScan } from '../uploads/json-scan.ts'
import type { BodyPool } from './body-pool.ts'
import { receiveBody, receiveHalf, type Watch } from './request-body.ts'
import type { LoggedRequest, RequestLog } from './request-log.ts'
import { answerRequest, type RawRequest, readTarget, type Site } from './router.ts'
import { sendAnswer } from './send-answer.ts'

export interface ServerParts {
  readonly site: Site
  readonly faults: Faults
  readonly requests: RequestLog
  readonly pool: BodyPool
  /** Whether a request is answered at all; absent: every one is. */
  readonly admits?: (request: IncomingMessage) => boolean
  /** Called when a fault moves the instance. */
  readonly move: (origin: string) => void
  /** Answers the control path; false: not for it. */
  readonly control: (request: IncomingMessage, response: ServerResponse) => boolean
  readonly onError: (error: unknown) => void
}

function toLogged(request: IncomingMessage): LoggedRequest {
  const url = request.url ?? '/'
  const path = readTarget(url)?.path ?? url
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    headers[name] = name === 'authorization' ? '(hidden)' : String(value)
  }
  return { method: request.method ?? 'GET', url, path, headers, bodyBytes: 0, at: Date.now() }
}

/** Rows of JSON, as far as can be told before they are read. */
function isJsonUpload({ url = '', headers }: IncomingMessage): boolean {
  return /\/data(?:\?|$)/i.test(url) && /json/i.test(headers['content-type'] ?? '')
}

function reset(request: IncomingMessage): void {
  request.socket.resetAndDestroy()
}

async function exchange(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const logged = toLogged(request)
  parts.requests.add(logged)
  const effects = parts.faults.take(logged.method, logged.path)
  const cut = effectOf(effects, 'reset')
  if (cut?.when === 'before-body') return reset(request)
  if (cut?.when === 'mid-body') {
    await receiveHalf(request)
    return reset(request)
  }
  let scan: JsonScan | undefined
  const watch: Watch = (whole) => {
    const started = createJsonScan(whole, parts.pool.kernelOf(whole))
    scan = started
    return started.advance
  }
  const received = await receiveBody(request, MAX_UPLOAD_BYTES, {
    pool: parts.pool,
    ...(isJsonUpload(request) ? { watch } : {}),
  })
  logged.bodyBytes = received.kind === 'whole' ? received.body.length : received.bytes
  if (received.kind === 'broken-off') return
  const delay = effectOf(effects, 'delay')
  if (delay && !delay.after) await wait(delay.ms)
  await reply(parts, request, response, effects, logged, {
    body: received.kind === 'whole' ? received.body : undefined,
    scan,
  })
}

async function reply(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
  effects: readonly FaultEffect[],
  logged: LoggedRequest,
  { body, scan }: { readonly body: Buffer | undefined; readonly scan: JsonScan | undefined },
): Promise<void> {
  const moved = effectOf(effects, 'moved')
  if (moved) parts.move(moved.origin)
  const cut = effectOf(effects, 'reset')
  const replacement = replacementFor(effects)
  const isApplied = cut ? cut.applied === true : (replacement?.applied ?? true)
  const page = effectOf(effects, 'page')
  const syncFault = effectOf(effects, 'sync')
  const raw: RawRequest = {
    method: logged.method,
    url: misdirect(logged.url, page),
    headers: request.headers,
    body: body ?? Buffer.alloc(0),
    address: request.socket.remoteAddress ?? '',
    isTooLarge: body === undefined,
    ...(scan ? { scan } : {}),
    ...(syncFault ? { syncFault } : {}),
  }
  const own = isApplied ? await answerRequest(parts.site, raw, parts.onError) : undefined
  const delay = effectOf(effects, 'delay')
  if (delay?.after) await wait(delay.ms)
  if (cut) return reset(request)
  const answer = replacement?.answer ?? (own && distortPage(own, page))
  if (!answer) return reset(request)
  logged.status = answer.status
  sendAnswer(response, answer, effects, logged.method === 'HEAD')
}

const BAD_REQUEST =
  'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 13\r\nContent-Type: application/json\r\n\r\n"Bad Request"'

const SERVER_OPTIONS: ServerOptions = {
  maxHeaderSize: 65_536,
  requestTimeout: 1_800_000,
  keepAliveTimeout: 120_000,
  highWaterMark: 1_048_576,
  requireHostHeader: false,
}

/** The HTTP server of one simulated Eloqua. Whatever is sent to it, it answers or drops the one connection. */
export function createSimulatorServer(parts: ServerParts): Server {
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    response.on('error', () => {})
    request.on('error', () => {})
    if (parts.admits?.(request) === false) {
      response.writeHead(403, { Connection: 'close', 'Content-Length': 0 }).end()
      return
    }
    if (parts.control(request, response)) return
    exchange(parts, request, response).catch((error) => {
      parts.onError(error)
      response.destroy()
    })
  }
  const server = createServer(SERVER_OPTIONS, take)
  // Whatever is expected beside 100-continue, the answer to the request itself says more than a 417.
  server.on('checkExpectation', take)
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end(BAD_REQUEST)
    else socket.destroy()
  })
  return server
}

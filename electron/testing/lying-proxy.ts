import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What came back from the server behind the proxy. */
interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Buffer
}

/** How the proxy treats one request. */
export type Manner =
  /** The connection dies, with the request on its way or not. */
  | { readonly kind: 'lost'; readonly sent: boolean }
  /** The server gets the request twice: some devices repeat a POST. */
  | { readonly kind: 'doubled' }
  /** An earlier answer to the same question, and the request goes nowhere. */
  | { readonly kind: 'cached' }
  /** Another answer than the server's, with the request on its way or not. */
  | {
      readonly kind: 'instead'
      readonly status: number
      readonly type: string
      readonly body: string
      readonly sent: boolean
    }
  /** The server's answer, cut, while its length says so or says more. */
  | { readonly kind: 'cut'; readonly share: number; readonly admits: boolean }
  /** The server's JSON, changed. */
  | { readonly kind: 'changed'; readonly change: Change }

type Change = (json: unknown, asked: URL) => unknown

export interface Lie {
  readonly method?: string
  readonly path: RegExp
  /** Requests that fit and pass first. */
  readonly skip: number
  readonly count: number
  readonly manner: Manner
}

export interface Passed {
  readonly method: string
  readonly path: string
  readonly body: string
  readonly status: number
  readonly answer: string
  /** The device on the way sent it, not the app. */
  readonly isRepeat: boolean
}

export interface LyingProxy {
  readonly origin: string
  /** From now on; `always` changes every JSON answer first, which is no lie. */
  tell(lies: readonly Lie[], always?: Change): void
  /** Asked before each request goes anywhere; `n` counts from 1 since `tell`. */
  before(work: (n: number) => Promise<void>): void
  /** What reached the server since `tell`, with its answers. */
  passed(): readonly Passed[]
  /** How many requests were answered otherwise than by the server. */
  told(): number
  close(): Promise<void>
}

interface Telling {
  readonly lie: Lie
  seen: number
}

const HOP_BY_HOP = ['connection', 'content-length', 'transfer-encoding', 'keep-alive']

/** A network that answers anything: real HTTP between a client and the server at `target()`. Without lies it is transparent. */
export async function createLyingProxy(target: () => string): Promise<LyingProxy> {
  let tellings: Telling[] = []
  let always: Change | undefined
  let told = 0
  let arrived = 0
  let work: (n: number) => Promise<void> = async () => {}
  let passed: Passed[] = []
  const answers = new Map<string, Reply>()

  function mannerOf(message: IncomingMessage): Manner | undefined {
    const fitting = tellings.filter(
      ({ lie }) => (!lie.method || lie.method === message.method) && lie.path.test(message.url ?? ''),
    )
    for (const one of fitting) one.seen += 1
    return fitting.find(({ lie, seen }) => seen > lie.skip && seen <= lie.skip + lie.count)?.lie.manner
  }

  async function exchange(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(message)
    arrived += 1
    await work(arrived)
    const asked = new URL(message.url ?? '/', 'http://proxy')
    const forward = async (isRepeat = false) => {
      const reply = await ask(target(), message, body)
      passed.push({
        method: message.method ?? '',
        path: asked.pathname,
        body: body.toString('utf8'),
        status: reply.status,
        answer: reply.body.toString('utf8'),
        isRepeat,
      })
      return changed(reply, always, asked)
    }
    const manner = mannerOf(message)
    if (manner) told += 1
    const key = `${message.method} ${message.url}`
    const cached = manner?.kind === 'cached' ? answers.get(key) : undefined
    const reply = cached ?? (await answerOf(manner, forward))
    if (!reply) return void message.socket.destroy()
    if (!manner) answers.set(key, reply)
    send(response, manner, changed(reply, manner?.kind === 'changed' ? manner.change : undefined, asked))
  }

  const server = createServer((message, response) => {
    exchange(message, response).catch(() => message.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tell(lies, change) {
      always = change
      answers.clear()
      arrived = 0
      passed = []
      tellings = lies.map((lie) => ({ lie, seen: 0 }))
    },
    before(next) {
      work = next
    },
    passed: () => passed,
    told: () => told,
    close: () => stop(server),
  }
}

/** Undefined where no answer comes. */
async function answerOf(
  manner: Manner | undefined,
  forward: (isRepeat?: boolean) => Promise<Reply>,
): Promise<Reply | undefined> {
  if (manner?.kind === 'lost') {
    if (manner.sent) await forward()
    return undefined
  }
  if (manner?.kind === 'instead') {
    if (manner.sent) await forward()
    return { status: manner.status, headers: { 'content-type': manner.type }, body: Buffer.from(manner.body) }
  }
  if (manner?.kind !== 'doubled') return forward()
  await forward()
  return forward(true)
}

function send(response: ServerResponse, manner: Manner | undefined, reply: Reply): void {
  const headers = Object.fromEntries(Object.entries(reply.headers).filter(([name]) => !HOP_BY_HOP.includes(name)))
  const { body } = reply
  const part = manner?.kind === 'cut' ? body.subarray(0, Math.floor(body.length * manner.share)) : body
  const length = manner?.kind === 'cut' && !manner.admits ? body.length + 1 : part.length
  response.writeHead(reply.status, {
    ...headers,
    ...(reply.status === 204 ? {} : { 'content-length': length }),
  } as never)
  if (length === part.length || reply.status === 204) response.end(part)
  else response.write(part, () => response.socket?.destroy())
}

function changed(reply: Reply, change: Change | undefined, asked: URL): Reply {
  if (!change || !/json/.test(String(reply.headers['content-type']))) return reply
  const json: unknown = JSON.parse(reply.body.toString('utf8'))
  return { ...reply, body: Buffer.from(JSON.stringify(change(json, asked))) }
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function ask(origin: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>()
  const passed = Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)))
  const length = body.length > 0 ? { 'content-length': body.length } : {}
  const outgoing = request(`${origin}${url}`, { method: method ?? 'GET', headers: { ...passed, ...length } as never })
  outgoing.on('error', reject)
  outgoing.on('response', (incoming) => {
    readAll(incoming).then(
      (whole) => resolve({ status: incoming.statusCode ?? 502, headers: incoming.headers, body: whole }),
      reject,
    )
  })
  outgoing.end(body)
  return promise
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

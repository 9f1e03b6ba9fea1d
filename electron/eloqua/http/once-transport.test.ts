import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { classifyOnce } from './once-outcome.ts'
import { createOnceTransport, type OncePost } from './once-transport.ts'
import {
  answerJson,
  closeServer,
  listen,
  type Script,
  type ScriptedServer,
  startScriptedServer,
} from './testing/scripted-server.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean()
})

async function serve(script: Script): Promise<ScriptedServer> {
  const server = await startScriptedServer(script)
  cleanups.push(server.close)
  return server
}

/** A server below HTTP, for faults that an HTTP library would not commit. */
async function serveRaw(onSocket: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    onSocket(socket)
  })
  const port = await listen(server)
  cleanups.push(async () => {
    for (const socket of sockets) socket.destroy()
    await closeServer(server)
  })
  return `http://127.0.0.1:${port}`
}

const BODY = Buffer.from(`email\r\n${'someone@example.com\r\n'.repeat(40_000)}`)

async function send(origin: string, changes: Partial<OncePost> = {}, idleMs = 5_000) {
  const transport = createOnceTransport({ resolveProxy: async () => 'DIRECT', idleMs })
  const url = new URL(`${origin}/api/bulk/2.0/contacts/imports/1/data`)
  const result = await transport.post({ url, headers: { 'Content-Type': 'text/csv' }, body: BODY, ...changes })
  return classifyOnce(result, { secrets: ['practice'], path: '/syncs' })
}

describe('a POST that goes out once', () => {
  it('reaches a server that reads it all and drops the line exactly once, and is in doubt', async () => {
    const server = await serve((_request, _response, _index, socket) => socket.destroy())
    const outcome = await send(server.origin)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]?.body.equals(BODY)).toBe(true)
    expect(outcome).toMatchObject({ kind: 'in-doubt', error: { code: 'connection-lost', fate: 'may-have-arrived' } })
  })

  it('is not repeated even when a second try would have been answered with 204', async () => {
    const server = await serve((_request, response, index, socket) => {
      if (index === 0) socket.destroy()
      else response.writeHead(204).end()
    })
    expect((await send(server.origin)).kind).toBe('in-doubt')
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(server.requests).toHaveLength(1)
  })

  it('uses a new connection each time, so that none can have died unseen', async () => {
    const ports = new Set<number | undefined>()
    const server = await serve((_request, response, _index, socket) => {
      ports.add(socket.remotePort)
      response.writeHead(204).end()
    })
    for (let turn = 0; turn < 3; turn += 1) expect((await send(server.origin)).kind).toBe('accepted')
    expect(ports.size).toBe(3)
    expect(server.requests.every((request) => request.headers.connection === 'close')).toBe(true)
  })

  it('names its length instead of sending chunks', async () => {
    const server = await serve((_request, response) => response.writeHead(204).end())
    await send(server.origin)
    expect(server.requests[0]?.headers['content-length']).toBe(String(BODY.length))
    expect(server.requests[0]?.headers['transfer-encoding']).toBeUndefined()
  })

  it('tells how much of the body is on its way, up to all of it', async () => {
    const server = await serve((_request, response) => response.writeHead(204).end())
    const told: number[] = []
    await send(server.origin, { onProgress: (bytes) => told.push(bytes) })
    expect(told.at(-1)).toBe(BODY.length)
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(told.length).toBeGreaterThan(2)
  })

  it('is in doubt when the line drops half way through the body', async () => {
    const origin = await serveRaw((socket) => socket.once('data', () => socket.resetAndDestroy()))
    expect((await send(origin)).kind).toBe('in-doubt')
  })

  it('is in doubt when the answer is cut off', async () => {
    const origin = await serveRaw((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{"uri"'))
    })
    expect((await send(origin, { body: Buffer.from('a') })).kind).toBe('in-doubt')
  })

  it('is in doubt when the server hangs up without a word', async () => {
    const origin = await serveRaw((socket) => socket.once('data', () => socket.end()))
    expect((await send(origin, { body: Buffer.from('a') })).kind).toBe('in-doubt')
  })

  it('is in doubt when no answer comes in time', async () => {
    const origin = await serveRaw((socket) => socket.resume())
    expect(await send(origin, {}, 200)).toMatchObject({ kind: 'in-doubt', error: { code: 'timeout' } })
  })

  it('is in doubt when an answer drips on without an end: silence is not the only way to hold a sender up', async () => {
    const origin = await serveRaw((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 201 Created\r\nContent-Length: 100000\r\n\r\n')
        const drip = setInterval(() => socket.write(' '), 10)
        socket.once('close', () => clearInterval(drip))
      })
    })
    const transport = createOnceTransport({ resolveProxy: async () => 'DIRECT', idleMs: 5_000, answerMs: 200 })
    const result = await transport.post({ url: new URL(`${origin}/syncs`), headers: {}, body: Buffer.from('a') })
    expect(result).toMatchObject({ kind: 'lost', error: { code: 'timeout', fate: 'may-have-arrived' } })
  })

  it('is in doubt when it is cancelled on its way', async () => {
    const cancel = new AbortController()
    const server = await serve(() => cancel.abort())
    const outcome = await send(server.origin, { signal: cancel.signal })
    expect(outcome).toMatchObject({ kind: 'in-doubt', error: { code: 'cancelled', fate: 'may-have-arrived' } })
  })

  it('is refused when it was cancelled before anything was sent', async () => {
    const server = await serve((_request, response) => response.writeHead(204).end())
    const outcome = await send(server.origin, { signal: AbortSignal.abort() })
    expect(outcome).toMatchObject({ kind: 'refused', error: { code: 'cancelled', fate: 'not-sent' } })
    expect(server.requests).toHaveLength(0)
  })

  it('is refused when nobody listens', async () => {
    const server = await startScriptedServer(() => {})
    await server.close()
    expect(await send(server.origin)).toMatchObject({ kind: 'refused', error: { code: 'offline', fate: 'not-sent' } })
  })

  it('never follows a redirect', async () => {
    const target = await serve((_request, response) => response.writeHead(204).end())
    for (const status of [301, 302, 303, 307, 308]) {
      const server = await serve((_request, response) => response.writeHead(status, { Location: target.origin }).end())
      expect(await send(server.origin)).toMatchObject({ kind: 'refused', error: { code: 'redirected', status } })
    }
    expect(target.requests).toHaveLength(0)
  })

  it('is refused when the server says no before it has read the body', async () => {
    const origin = await serveRaw((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 413 Storage space exceeded.\r\nX-Request-Id: a/1\r\nContent-Length: 0\r\n\r\n')
        socket.resume()
      })
    })
    expect(await send(origin)).toMatchObject({ kind: 'refused', error: { code: 'storage-full' } })
  })

  it('is in doubt when somebody says yes before the body was out', async () => {
    const origin = await serveRaw((socket) => {
      socket.once('data', () => {
        socket.pause()
        socket.write('HTTP/1.1 204 No Content\r\n\r\n')
      })
    })
    const big = Buffer.alloc(40_000_000, 97)
    expect(await send(origin, { body: big })).toMatchObject({ kind: 'in-doubt', error: { code: 'unexpected-answer' } })
  })
})

describe('classifyOnce', () => {
  const sync = {
    syncedInstanceUri: '/contacts/imports/1',
    status: 'pending',
    createdAt: '',
    createdBy: '',
    uri: '/syncs/7',
  }

  async function answer(status: number, body: unknown, headers: Record<string, string> = {}) {
    const server = await serve((_request, response) => {
      if (typeof body === 'string') response.writeHead(status, headers).end(body)
      else answerJson(response, status, body, headers)
    })
    return send(server.origin, { body: Buffer.from('a') })
  }

  it('accepts 204 without a body, and 200 or 201 with a sync or a definition', async () => {
    expect((await answer(204, '')).kind).toBe('accepted')
    expect((await answer(201, sync)).kind).toBe('accepted')
    expect((await answer(200, sync)).kind).toBe('accepted')
    expect((await answer(201, { name: 'x', uri: '/contacts/imports/12' })).kind).toBe('accepted')
  })

  it.each([400, 401, 403, 404, 409, 410, 412, 413, 429])('takes %i from Eloqua as a refusal', async (status) => {
    expect(await answer(status, '')).toMatchObject({ kind: 'refused', error: { status, fate: 'not-accepted' } })
    expect(await answer(status, { failures: [] })).toMatchObject({ kind: 'refused', error: { status } })
  })

  it.each([500, 502, 503, 504, 408, 418])('is in doubt after %i', async (status) => {
    expect(await answer(status, '')).toMatchObject({ kind: 'in-doubt', error: { status, fate: 'may-have-arrived' } })
  })

  it('keeps how long a 500 asks to wait', async () => {
    const outcome = await answer(500, { errorSeverity: 0 }, { 'Retry-After': '900' })
    expect(outcome).toMatchObject({ kind: 'in-doubt', error: { code: 'server-error', retryAfterSeconds: 900 } })
  })

  it('is in doubt when a page that is not Eloqua’s says yes', async () => {
    expect((await answer(200, '<html>Sign in to the hotel network</html>', { 'Content-Type': 'text/html' })).kind).toBe(
      'in-doubt',
    )
    expect((await answer(201, 'created')).kind).toBe('in-doubt')
    expect((await answer(201, { uri: 'https://evil.example/syncs/1' })).kind).toBe('in-doubt')
    expect((await answer(202, sync)).kind).toBe('in-doubt')
  })

  it('is in doubt when a filter’s page says no, but not when Eloqua’s web server does', async () => {
    const html = { 'Content-Type': 'text/html' }
    expect((await answer(403, '<html>Blocked by policy</html>', html)).kind).toBe('in-doubt')
    expect((await answer(404, '<html>404</html>', { ...html, Server: 'Microsoft-IIS/10.0' })).kind).toBe('refused')
    expect((await answer(403, '<html>no</html>', { ...html, 'X-Request-Id': 'f/1' })).kind).toBe('refused')
  })

  it('lands validation failures on their fields', async () => {
    const failures = [{ field: 'filter', value: 'x', constraint: 'Must be a list' }]
    expect(await answer(400, { failures })).toMatchObject({ kind: 'refused', error: { code: 'validation', failures } })
  })
})

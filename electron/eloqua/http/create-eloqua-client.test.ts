import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { answerJson, type Script, type ScriptedServer, startScriptedServer } from './testing/scripted-server.ts'
import { createTestClient } from './testing/test-client.ts'

const servers: ScriptedServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function serve(script: Script): Promise<ScriptedServer> {
  const server = await startScriptedServer(script)
  servers.push(server)
  return server
}

async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof AppError) return error
  throw new Error(`Expected an AppError, got ${String(error)}`)
}

const refuseSignIn = async (): Promise<never> => {
  throw new AppError({ code: 'sign-in-refused', message: 'no' })
}

describe('reading', () => {
  it('asks under the discovered base, signed in as company and user', async () => {
    const server = await serve((_request, response) => answerJson(response, 200, { items: [] }))
    const client = createTestClient(server.origin)
    await client.readJson({ path: '/syncs', query: { limit: 10, orderBy: 'createdAt DESC' } })
    expect(server.requests[0]?.url).toBe('/api/bulk/2.0/syncs?limit=10&orderBy=createdAt+DESC')
    const [scheme, token] = server.requests[0]?.headers.authorization?.split(' ') ?? []
    expect(scheme).toBe('Basic')
    expect(Buffer.from(token ?? '', 'base64').toString()).toBe('APITest\\API.User:practice')
    expect(await client.basePath()).toBe('/api/bulk/2.0')
    expect(await client.origin()).toBe(server.origin)
  })

  it('signs in over UTF-8 bytes', async () => {
    const server = await serve((_request, response) => answerJson(response, 200, {}))
    const credentials = async () => ({ company: 'Zürich', user: 'jané', password: 'pä$$:wörd' })
    await createTestClient(server.origin, { credentials }).read({ path: '/syncs' })
    const token = server.requests[0]?.headers.authorization?.slice('Basic '.length) ?? ''
    expect(Buffer.from(token, 'base64').toString('utf8')).toBe('Zürich\\jané:pä$$:wörd')
  })

  it('sends nothing at all to a host that the pin refuses', async () => {
    const server = await serve((_request, response) => answerJson(response, 200, {}))
    const hostPin = (): never => {
      throw new AppError({ code: 'untrusted-host', message: 'no' })
    }
    const client = createTestClient(server.origin, { hostPin })
    expect((await failureOf(client.read({ path: '/syncs' }))).code).toBe('untrusted-host')
    const once = await client.sendOnce({ path: '/syncs', contentType: 'application/json', body: Buffer.from('{}') })
    expect(once).toMatchObject({ kind: 'refused', error: { code: 'untrusted-host', fate: 'not-sent' } })
    expect(server.requests).toHaveLength(0)
  })

  it.each(['https://evil.example/x', '//evil.example', '/../../id', '/syncs?x=1', '/syncs\r\nX: 1', 'syncs'])(
    'refuses the path %j',
    async (path) => {
      const server = await serve((_request, response) => answerJson(response, 200, {}))
      expect((await failureOf(createTestClient(server.origin).read({ path }))).code).toBe('bad-arguments')
      expect(server.requests).toHaveLength(0)
    },
  )

  it.each([301, 302, 303, 307, 308])('never follows a %i', async (status) => {
    const target = await serve((_request, response) => answerJson(response, 200, {}))
    const server = await serve((_request, response) => response.writeHead(status, { Location: target.origin }).end())
    expect((await failureOf(createTestClient(server.origin).read({ path: '/syncs' }))).code).toBe('redirected')
    expect(target.requests).toHaveLength(0)
    expect(server.requests).toHaveLength(1)
  })

  const STATUSES: readonly (readonly [number, ErrorCode, number])[] = [
    [400, 'bad-request', 1],
    [403, 'forbidden', 1],
    [404, 'not-found', 1],
    [409, 'conflict', 1],
    [410, 'gone', 1],
    [412, 'has-dependencies', 1],
    [413, 'storage-full', 1],
    [429, 'rate-limited', 5],
    [500, 'server-error', 5],
    [502, 'unavailable', 5],
    [503, 'unavailable', 5],
    [504, 'unavailable', 5],
  ]
  it.each(STATUSES)('answers %i with %s after %i tries', async (status, code, tries) => {
    const server = await serve((_request, response) =>
      response.writeHead(status, { 'X-Request-Id': 'f00/1' }).end('Why not'),
    )
    const error = await failureOf(createTestClient(server.origin).read({ path: '/syncs/1' }))
    expect(error).toMatchObject({ code, status, detail: 'Why not', requestId: 'f00/1' })
    expect(server.requests).toHaveLength(tries)
  })

  it.each([
    [200, '{"a":1}'],
    [201, '{"uri":"/syncs/1"}'],
    [204, ''],
  ])('takes %i as success', async (status, body) => {
    const server = await serve((_request, response) => response.writeHead(status).end(body))
    const reply = await createTestClient(server.origin).read({ path: '/syncs/1' })
    expect([reply.status, reply.body.toString()]).toEqual([status, body])
  })

  it('says that the sign-in was not accepted when /id says so too, after one request only', async () => {
    const server = await serve((_request, response) => answerJson(response, 401, 'Not authenticated.'))
    let asked = 0
    const discover = async () => {
      asked += 1
      return asked === 1 ? { bulkBase: `${server.origin}/api/bulk/2.0` } : refuseSignIn()
    }
    const client = createTestClient(server.origin, { discover })
    expect((await failureOf(client.read({ path: '/syncs' }))).code).toBe('unauthorized')
    expect(server.requests).toHaveLength(1)
    expect(asked).toBe(2)
  })

  it('goes to the new address when the instance moved', async () => {
    const moved = await serve((_request, response) => answerJson(response, 200, { here: true }))
    const old = await serve((_request, response) => answerJson(response, 401, 'Not authenticated.'))
    let asked = 0
    const discover = async () => ({ bulkBase: `${asked++ === 0 ? old.origin : moved.origin}/api/bulk/2.0` })
    const client = createTestClient(old.origin, { discover })
    expect(await client.readJson({ path: '/syncs/1' })).toEqual({ here: true })
    await client.readJson({ path: '/syncs/1' })
    expect([old.requests.length, moved.requests.length, asked]).toEqual([1, 2, 2])
  })

  it('gives up after one repeat when the 401 stays', async () => {
    const server = await serve((_request, response) => answerJson(response, 401, 'Not authenticated.'))
    expect((await failureOf(createTestClient(server.origin).read({ path: '/syncs' }))).code).toBe('unauthorized')
    expect(server.requests).toHaveLength(2)
  })

  it('asks for the base once for many calls at the same time', async () => {
    const server = await serve((_request, response) => answerJson(response, 200, {}))
    let asked = 0
    const discover = async () => {
      asked += 1
      return { bulkBase: `${server.origin}/api/bulk/2.0` }
    }
    const client = createTestClient(server.origin, { discover })
    await Promise.all(Array.from({ length: 8 }, () => client.read({ path: '/syncs' })))
    expect(asked).toBe(1)
  })

  it('recovers when the trouble passes, and tells about each wait', async () => {
    const server = await serve((_request, response, index) => answerJson(response, index < 2 ? 503 : 200, { ok: true }))
    const waits: number[] = []
    const client = createTestClient(server.origin, { random: () => 0.5 })
    const onRetry = ({ seconds }: { seconds: number }) => waits.push(seconds)
    expect(await client.readJson({ path: '/syncs', onRetry })).toEqual({ ok: true })
    expect(waits).toEqual([0.5, 1])
  })

  it('waits exactly as long as Retry-After says', async () => {
    const server = await serve((_request, response, index) =>
      answerJson(response, index === 0 ? 429 : 200, {}, index === 0 ? { 'Retry-After': '17' } : {}),
    )
    const slept: number[] = []
    const sleep = async (ms: number) => void slept.push(ms)
    await createTestClient(server.origin, { sleep }).read({ path: '/syncs' })
    expect(slept).toEqual([17_000])
  })

  it('does not wait an hour in silence, but does when somebody is told', async () => {
    const server = await serve((_request, response, index) =>
      answerJson(response, index < 2 ? 500 : 200, {}, { 'Retry-After': '3600' }),
    )
    const client = createTestClient(server.origin)
    expect(await failureOf(client.read({ path: '/syncs' }))).toMatchObject({
      code: 'server-error',
      retryAfterSeconds: 3600,
    })
    expect((await client.read({ path: '/syncs', onRetry: () => {} })).status).toBe(200)
  })

  it('stops repeating for everybody when its budget is used up', async () => {
    const server = await serve((_request, response) => answerJson(response, 503, {}))
    const client = createTestClient(server.origin)
    await Promise.allSettled(Array.from({ length: 10 }, () => client.read({ path: '/syncs' })))
    expect(server.requests.length).toBe(20)
  })

  it('can be cancelled while it waits and while it reads', async () => {
    const server = await serve((_request, response) => answerJson(response, 503, {}))
    const whileWaiting = new AbortController()
    const waiting = createTestClient(server.origin, { sleep: undefined, random: () => 1 }).read({
      path: '/syncs',
      signal: whileWaiting.signal,
      onRetry: () => setTimeout(() => whileWaiting.abort(), 20),
    })
    expect((await failureOf(waiting)).code).toBe('cancelled')

    const whileReading = new AbortController()
    const slow = await serve((_request, response) => {
      response.writeHead(200).write('{')
      setTimeout(() => whileReading.abort(), 20)
    })
    const reading = createTestClient(slow.origin).read({ path: '/syncs', signal: whileReading.signal })
    expect((await failureOf(reading)).code).toBe('cancelled')
  })

  it('gives up on silence, not on length', async () => {
    const drip = await serve((_request, response) => {
      response.writeHead(200)
      let left = 8
      const timer = setInterval(() => {
        response.write(' ')
        left -= 1
        if (left > 0) return
        clearInterval(timer)
        response.end('{}')
      }, 40)
    })
    expect(await createTestClient(drip.origin, { idleMs: 150 }).readJson({ path: '/syncs' })).toEqual({})

    const silent = await serve((_request, response) => void response.writeHead(200).write('{'))
    const error = await failureOf(createTestClient(silent.origin, { idleMs: 100 }).read({ path: '/syncs' }))
    expect(error.code).toBe('timeout')
  })

  it('stops reading an answer that is too large, also when it is packed', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000, 32)))
    })
    const error = await failureOf(createTestClient(server.origin).read({ path: '/syncs', maxBytes: 1_000_000 }))
    expect(error.code).toBe('too-large')
    expect(server.requests).toHaveLength(1)
  })

  it('does not take a page of the network for Eloqua', async () => {
    const server = await serve((_request, response) =>
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Welcome to the hotel</html>'),
    )
    const error = await failureOf(createTestClient(server.origin).readJson({ path: '/syncs' }))
    expect(error).toMatchObject({ code: 'unexpected-answer', detail: '<html>Welcome to the hotel</html>' })
  })

  it.each([400, 403, 404, 409, 410, 412, 413])(
    'concludes nothing from a %i that a page of the network gives',
    async (status) => {
      const server = await serve((_request, response) =>
        response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' }).end('<html>Blocked</html>'),
      )
      const error = await failureOf(createTestClient(server.origin).read({ path: '/contacts/imports/4' }))
      expect(error).toMatchObject({ code: 'unexpected-answer', status, detail: '<html>Blocked</html>' })
    },
  )

  it('takes no DELETE as done because a page of the network found nothing', async () => {
    const server = await serve((_request, response, index) => {
      if (index === 0) response.writeHead(503).end()
      else response.writeHead(404, { 'Content-Type': 'text/html' }).end('<html>No such host</html>')
    })
    const error = await failureOf(
      createTestClient(server.origin).read({ method: 'DELETE', path: '/contacts/imports/4' }),
    )
    expect(error.code).toBe('unexpected-answer')
  })

  it('reads JSON behind a BOM, and says so when it is cut', async () => {
    const server = await serve((request, response) =>
      response.writeHead(200).end(request.url?.endsWith('1') ? '\uFEFF{"a":"é"}' : '{"a":'),
    )
    const client = createTestClient(server.origin)
    expect(await client.readJson({ path: '/syncs/1' })).toEqual({ a: 'é' })
    expect((await failureOf(client.readJson({ path: '/syncs/2' }))).code).toBe('unexpected-answer')
  })

  it('never lets the password or its encoding into an error', async () => {
    const server = await serve((request, response) =>
      response.writeHead(403).end(`you sent ${request.headers.authorization} with practice`),
    )
    const error = await failureOf(createTestClient(server.origin).read({ path: '/syncs' }))
    const text = JSON.stringify(error.toData())
    expect(text).not.toContain('practice')
    expect(text).not.toContain(Buffer.from('APITest\\API.User:practice').toString('base64'))
    expect(error.detail).toBe('you sent Basic •••• with ••••')
  })

  it('takes a DELETE that is repeated and finds nothing as done', async () => {
    const server = await serve((_request, response, index) => answerJson(response, index === 0 ? 503 : 404, {}))
    const client = createTestClient(server.origin)
    expect((await client.read({ method: 'DELETE', path: '/contacts/imports/5' })).status).toBe(204)
    expect((await failureOf(client.read({ method: 'DELETE', path: '/contacts/imports/5' }))).code).toBe('not-found')
  })

  it('says that Eloqua cannot be reached when nobody listens', async () => {
    const server = await startScriptedServer(() => {})
    await server.close()
    expect((await failureOf(createTestClient(server.origin).read({ path: '/syncs' }))).code).toBe('offline')
  })
})

describe('sending once', () => {
  it('sends the bytes as they are and hands back the answer', async () => {
    const sync = {
      syncedInstanceUri: '/contacts/imports/1',
      status: 'pending',
      createdAt: '',
      createdBy: '',
      uri: '/syncs/7',
    }
    const server = await serve((_request, response) => answerJson(response, 201, sync))
    const body = Buffer.from('email\r\n"é, ""x"""\r\n')
    const outcome = await createTestClient(server.origin).sendOnce({
      path: '/contacts/imports/1/data',
      contentType: 'text/csv',
      body,
    })
    expect(outcome).toMatchObject({ kind: 'accepted', reply: { status: 201 } })
    expect(server.requests[0]?.body.equals(body)).toBe(true)
    expect(server.requests[0]?.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(server.requests[0]?.headers.authorization).toMatch(/^Basic /)
  })

  it('is refused without a request when there is no sign-in', async () => {
    const server = await serve((_request, response) => answerJson(response, 204, ''))
    const outcome = await createTestClient(server.origin, { discover: refuseSignIn }).sendOnce({
      path: '/syncs',
      contentType: 'application/json',
      body: Buffer.from('{}'),
    })
    expect(outcome).toMatchObject({ kind: 'refused', error: { code: 'sign-in-refused', fate: 'not-sent' } })
    expect(server.requests).toHaveLength(0)
  })

  it('does not repeat after a 401, but asks for the address before the next request', async () => {
    const server = await serve((_request, response) => answerJson(response, 401, 'Not authenticated.'))
    let asked = 0
    const discover = async () => {
      asked += 1
      return { bulkBase: `${server.origin}/api/bulk/2.0` }
    }
    const client = createTestClient(server.origin, { discover })
    const post = { path: '/syncs', contentType: 'application/json', body: Buffer.from('{}') } as const
    expect(await client.sendOnce(post)).toMatchObject({ kind: 'refused', error: { code: 'unauthorized' } })
    expect([server.requests.length, asked]).toEqual([1, 1])
    await client.sendOnce(post)
    expect([server.requests.length, asked]).toEqual([2, 2])
  })
})

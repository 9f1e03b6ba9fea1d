import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type Discovery, discover } from './discovery.ts'
import { pinToLoopback } from './host-pin.ts'

const credentials = { company: 'Umbrella', user: 'ann', password: 'pä:ss' }
const servers: Server[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function json(status: number, body: unknown): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
  }
}

function ask(origin: string, idleMs = 5_000): Promise<Discovery> {
  return discover({ loginUrl: `${origin}/id`, credentials, fetch, hostPin: pinToLoopback, idleMs })
}

async function failure(answer: RequestListener, idleMs?: number) {
  const error = await ask(await listen(answer), idleMs).then(
    () => undefined,
    (reason: { toData?: () => unknown }) => reason,
  )
  return error?.toData?.() as { code: string; message: string; detail?: string; status?: number } | undefined
}

describe('discover', () => {
  it('signs in with company\\user and learns where the Bulk API is', async () => {
    const seen: string[] = []
    const origin: string = await listen((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization}`)
      const bulk = `${origin}/API/Bulk/{version}/`
      json(200, { site: { id: 1, name: 'Umbrella' }, urls: { base: origin, apis: { rest: { bulk } } } })(
        request,
        response,
      )
    })
    expect(await ask(origin)).toEqual({
      company: 'Umbrella',
      bulkBase: `${origin}/API/Bulk/2.0/`,
      host: new URL(origin).host,
    })
    expect(seen).toEqual([`GET /id Basic ${Buffer.from('Umbrella\\ann:pä:ss').toString('base64')}`])
  })

  it('builds the address from the base where the answer names no template', async () => {
    const origin: string = await listen((request, response) =>
      json(200, { urls: { base: `${origin}/` } })(request, response),
    )
    expect((await ask(origin)).bulkBase).toBe(`${origin}/API/Bulk/2.0/`)
  })

  it('takes an answer that starts with a byte order mark', async () => {
    const origin: string = await listen((_request, response) =>
      response.end(`\uFEFF${JSON.stringify({ urls: { base: origin } })}`),
    )
    expect((await ask(origin)).bulkBase).toBe(`${origin}/API/Bulk/2.0/`)
  })

  it('knows a refusal that comes as a success: 200 with a string', async () => {
    expect(await failure(json(200, 'Not authenticated.'))).toMatchObject({ code: 'sign-in-refused' })
  })

  it('knows a refusal that comes as a 401', async () => {
    expect(await failure(json(401, 'Not authenticated.'))).toMatchObject({ code: 'sign-in-refused', status: 401 })
  })

  it.each([
    ['HTML of a captive portal', '<!doctype html><title>Guest Wi-Fi</title>'],
    ['nothing', ''],
    ['half an answer', '{"urls":{"base":"https://secure'],
    ['no urls', '{"site":{"id":1}}'],
    ['no base', '{"urls":{}}'],
    ['a base that is no text', '{"urls":{"base":5}}'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a number', '7'],
    ['a base that is no url', '{"urls":{"base":"secure.p03"}}'],
  ])('says that something else answered: %s', async (_name, body) => {
    const error = await failure((_request, response) => response.end(body))
    expect(error).toMatchObject({ code: 'unexpected-answer', status: 200 })
  })

  it.each([
    ['another scheme', 'http://secure.p03.eloqua.com'],
    ['another host', 'https://evil.example'],
    ['a longer name', 'https://x.eloqua.com.evil'],
    ['this machine by https', 'https://127.0.0.1'],
    ['a user in the url', 'http://ann@127.0.0.1'],
    ['another path', 'http://127.0.0.1/somewhere?'],
  ])('trusts no answer that names %s', async (_name, base) => {
    expect(await failure(json(200, { urls: { base } }))).toMatchObject({ code: 'untrusted-host' })
  })

  it.each([
    'http://127.0.0.1/a\nb',
    'http://127.0.0.1\\@evil.example',
    'http://127.0.0.1/\u0000',
    'http://127.0.0.1/ ',
  ])('takes no address that would have to be repaired: %j', async (base) => {
    expect(await failure(json(200, { urls: { base } }))).toMatchObject({ code: 'unexpected-answer' })
  })

  it('is not led from the version template to another place', async () => {
    const bulk = 'http://127.0.0.1/API/Bulk/{version}/../../../other'
    expect(await failure(json(200, { urls: { base: 'http://127.0.0.1', apis: { rest: { bulk } } } }))).toMatchObject({
      code: 'untrusted-host',
    })
    const deeper = 'http://127.0.0.1/API/Bulk/{version}/syncs'
    expect(
      await failure(json(200, { urls: { base: 'http://127.0.0.1', apis: { rest: { bulk: deeper } } } })),
    ).toMatchObject({ code: 'unexpected-answer' })
  })

  it.each([301, 302, 303, 307, 308])('never follows a redirect: %i', async (status) => {
    let hits = 0
    const elsewhere = await listen((_request, response) => {
      hits += 1
      response.end('{}')
    })
    const error = await failure((_request, response) =>
      response.writeHead(status, { location: `${elsewhere}/id` }).end(),
    )
    expect(error).toMatchObject({ code: 'redirected' })
    expect(hits).toBe(0)
  })

  it.each([
    [403, 'forbidden'],
    [404, 'not-found'],
    [429, 'rate-limited'],
    [500, 'server-error'],
    [503, 'unavailable'],
  ])('says what the status says: %i', async (status, code) => {
    expect(await failure(json(status, 'no'))).toMatchObject({ code, status })
  })

  it('says offline where nobody listens', async () => {
    const origin = await listen(() => undefined)
    const [server] = servers.splice(0)
    await new Promise((resolve) => server?.close(resolve))
    await expect(ask(origin)).rejects.toMatchObject({ code: 'offline' })
  })

  it('says timeout when no answer comes, and connection-lost when it breaks off', async () => {
    expect(await failure(() => undefined, 100)).toMatchObject({ code: 'timeout' })
    expect(await failure((request) => request.socket.destroy())).toMatchObject({ code: 'connection-lost' })
  })

  it('stops reading an answer without end', async () => {
    const error = await failure((_request, response) => {
      const timer = setInterval(() => response.write('x'.repeat(100_000)), 1)
      response.on('close', () => clearInterval(timer))
    })
    expect(error).toMatchObject({ code: 'too-large' })
  })

  it('never repeats the credential in an error, even when the server does', async () => {
    const error = await failure((request, response) =>
      response.writeHead(500).end(`You sent ${request.headers.authorization} ${credentials.password}`),
    )
    const text = JSON.stringify(error)
    expect(text).not.toContain(Buffer.from('Umbrella\\ann:pä:ss').toString('base64'))
    expect(text).not.toContain('pä:ss')
  })

  it('asks nobody who is not trusted', async () => {
    let hits = 0
    const origin = await listen((_request, response) => {
      hits += 1
      response.end()
    })
    const loginUrl = `${origin}/somewhere`
    await expect(discover({ loginUrl, credentials, fetch, hostPin: pinToLoopback })).rejects.toMatchObject({
      code: 'untrusted-host',
    })
    expect(hits).toBe(0)
  })
})

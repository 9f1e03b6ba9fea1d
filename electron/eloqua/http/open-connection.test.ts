import { createServer as createHttpServer, type IncomingMessage } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { connect, createServer, type LookupFunction, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createOnceTransport, type OnceTransportOptions } from './once-transport.ts'
import { makeLocalhostCertificate } from './testing/localhost-certificate.ts'
import { closeServer, listen } from './testing/scripted-server.ts'
import { trustOnly } from './trust.ts'

const { key, cert } = await makeLocalhostCertificate()

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean()
})

async function serveTls() {
  const posts: IncomingMessage[] = []
  const server = createHttpsServer({ key, cert }, (request, response) => {
    posts.push(request)
    request.resume().on('end', () => response.writeHead(204).end())
  })
  cleanups.push(() => closeServer(server))
  return { port: await listen(server), posts }
}

async function serveProxy(decide: (target: string, client: Socket) => boolean) {
  const targets: string[] = []
  const heads: IncomingMessage['headers'][] = []
  const tunnels = new Set<Socket>()
  const server = createHttpServer((_request, response) => response.writeHead(500).end())
  server.on('connect', (request, client: Socket) => {
    tunnels.add(client)
    targets.push(request.url ?? '')
    heads.push(request.headers)
    client.on('error', () => {})
    if (!decide(request.url ?? '', client)) return
    const onward = connect(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.pipe(client).pipe(onward)
    })
    onward.on('error', () => client.destroy())
  })
  cleanups.push(() => {
    for (const tunnel of tunnels) tunnel.destroy()
    return closeServer(server)
  })
  return { port: await listen(server), targets, heads }
}

const toThisMachine: LookupFunction = (_host, options, done) => {
  if (options.all) done(null, [{ address: '127.0.0.1', family: 4 }])
  else done(null, '127.0.0.1', 4)
}

function post(port: number, options: Partial<OnceTransportOptions> = {}, host = 'localhost') {
  const transport = createOnceTransport({
    resolveProxy: async () => 'DIRECT',
    trust: async () => trustOnly([cert]),
    lookup: toThisMachine,
    ...options,
  })
  return transport.post({
    url: new URL(`https://${host}:${port}/api/bulk/2.0/syncs`),
    headers: { Authorization: 'Basic c2VjcmV0' },
    body: Buffer.from('{}'),
  })
}

describe('openConnection', () => {
  it('makes a TLS connection to a host whose certificate is trusted', async () => {
    const server = await serveTls()
    expect(await post(server.port)).toMatchObject({ kind: 'answered', reply: { status: 204 } })
    expect(server.posts).toHaveLength(1)
  })

  it('sends nothing to a host whose certificate is not trusted', async () => {
    const server = await serveTls()
    const result = await post(server.port, { trust: async () => trustOnly([]) })
    expect(result).toMatchObject({ kind: 'not-sent', error: { code: 'tls', fate: 'not-sent' } })
    expect(server.posts).toHaveLength(0)
  })

  it('sends nothing to a host whose certificate is for another name', async () => {
    const server = await serveTls()
    expect(await post(server.port, {}, 'secure.p03.example')).toMatchObject({
      kind: 'not-sent',
      error: { code: 'tls' },
    })
    expect(server.posts).toHaveLength(0)
  })

  it('trusts what the system trusts when it is told nothing else', async () => {
    const server = await serveTls()
    expect(await post(server.port, { trust: undefined })).toMatchObject({ kind: 'not-sent', error: { code: 'tls' } })
  })

  it('goes through the proxy, which sees the host but not the credential', async () => {
    const server = await serveTls()
    const proxy = await serveProxy(() => true)
    const result = await post(server.port, { resolveProxy: async () => `PROXY 127.0.0.1:${proxy.port}` })
    expect(result).toMatchObject({ kind: 'answered', reply: { status: 204 } })
    expect(proxy.targets).toEqual([`localhost:${server.port}`])
    expect(proxy.heads[0]?.authorization).toBeUndefined()
  })

  it('tells a proxy that wants a sign-in from one that cannot be reached', async () => {
    const server = await serveTls()
    const proxy = await serveProxy((_target, client) => {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n')
      return false
    })
    const refused = await post(server.port, { resolveProxy: async () => `PROXY 127.0.0.1:${proxy.port}` })
    expect(refused).toMatchObject({ kind: 'not-sent', error: { code: 'proxy', status: 407 } })
    const missing = await post(server.port, { resolveProxy: async () => 'PROXY 127.0.0.1:1' })
    expect(missing).toMatchObject({ kind: 'not-sent', error: { code: 'proxy', detail: 'ECONNREFUSED' } })
    expect(server.posts).toHaveLength(0)
  })

  it('takes the next way of the list when one cannot be reached', async () => {
    const server = await serveTls()
    const result = await post(server.port, {
      resolveProxy: async () => 'SOCKS5 127.0.0.1:2; PROXY 127.0.0.1:1; DIRECT',
    })
    expect(result).toMatchObject({ kind: 'answered' })
    expect(server.posts).toHaveLength(1)
  })

  it('says so when only a kind of proxy is offered that it cannot use', async () => {
    expect(await post(1, { resolveProxy: async () => 'SOCKS5 127.0.0.1:2' })).toMatchObject({
      kind: 'not-sent',
      error: { code: 'proxy' },
    })
  })

  it('gives up on a host that takes the connection and then says nothing', async () => {
    const server = createServer((socket) => socket.resume())
    const port = await listen(server)
    const result = await post(port, { connectMs: 150 })
    expect(result).toMatchObject({ kind: 'not-sent', error: { code: 'timeout', fate: 'not-sent' } })
    server.close()
  })
})

import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { net } from './net.ts'

const OPTIONS = { credentials: 'omit', redirect: 'error', cache: 'no-store' } as const
let server: Server | undefined
afterEach(() => new Promise<void>((closed) => (server ? server.close(() => closed()) : closed())))

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener)
  await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

describe('net.fetch', () => {
  it('answers with status, headers and body', async () => {
    const url = await serve((_request, response) => response.writeHead(201, { 'x-a': 'b' }).end('body'))
    const response = await net.fetch(url, OPTIONS)
    expect([response.status, response.headers.get('x-a'), await response.text()]).toEqual([201, 'b', 'body'])
  })

  it('fails on a redirect in the words of Electron', async () => {
    const url = await serve((_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end())
    await expect(net.fetch(url, OPTIONS)).rejects.toThrow("Attempted to redirect, but redirect policy was 'error'")
  })

  it('names a refused connection as Chromium does', async () => {
    const url = await serve(() => undefined)
    await new Promise((closed) => server?.close(closed))
    await expect(net.fetch(url, OPTIONS)).rejects.toThrow('net::ERR_CONNECTION_REFUSED')
  })

  it('names an unknown host as Chromium does', async () => {
    await expect(net.fetch('http://no-such-host.invalid/', OPTIONS)).rejects.toThrow('net::ERR_NAME_NOT_RESOLVED')
  })

  it('names a connection that dies before the answer', async () => {
    const url = await serve((request) => request.socket.destroy())
    await expect(net.fetch(url, OPTIONS)).rejects.toThrow(/net::ERR_(EMPTY_RESPONSE|CONNECTION_RESET)/)
  })

  it('fails in the body, not with a short one, when the connection dies there', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('some', () => response.destroy())
    })
    const response = await net.fetch(url, OPTIONS)
    await expect(response.text()).rejects.toThrow(/net::ERR_/)
  })

  it('can be cancelled', async () => {
    const url = await serve(() => undefined)
    const asked = net.fetch(url, { ...OPTIONS, signal: AbortSignal.timeout(20) })
    await expect(asked).rejects.toThrow(/abort|timeout/i)
    server?.closeAllConnections()
  })

  it('refuses to be asked with the credentials of a browser', async () => {
    await expect(net.fetch('http://127.0.0.1:9/', { redirect: 'error' })).rejects.toThrow('credentials')
  })
})

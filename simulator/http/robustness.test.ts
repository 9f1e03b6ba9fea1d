import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../simulator.ts'
import { PATH_TABLE } from './paths.ts'

const AUTHORIZATION = `Basic ${Buffer.from('APITest\\API.User:practice').toString('base64')}`
/** A property whose value is nested so deeply that walking through it exhausts the stack. */
function nestDeeply(property: string): Buffer {
  return Buffer.from(
    `{"name":"x","syncedInstanceUri":"/contacts/exports/88","${property}":${'['.repeat(9_999)}${']'.repeat(9_999)}}`,
  )
}

const KNOWN = [200, 201, 204, 400, 401, 403, 404, 405, 409, 410, 412, 413]

describe('whatever is sent', () => {
  let simulator: Simulator

  beforeAll(async () => {
    simulator = await startSimulator({ contacts: 60, callbacks: 'none' })
  })
  afterAll(() => simulator.close())

  /** Sends bytes as they are; the status of the answer, or undefined when the connection was closed without one. */
  function sendRaw(bytes: Buffer): Promise<number | undefined> {
    return new Promise((resolve) => {
      const { hostname, port } = new URL(simulator.origin)
      const socket = connect(Number(port), hostname, () => socket.end(bytes))
      let text = ''
      socket.setTimeout(5_000, () => {
        socket.destroy()
        resolve(-1)
      })
      socket.on('data', (chunk) => {
        text += chunk.toString('latin1')
      })
      socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]) || undefined))
      socket.on('error', () => {})
    })
  }

  const segment = fc.oneof(
    fc.constantFrom('7', '88', '9', '1444', '0', '-1', '1e9', '99999999999999999999', '%00', '%', '..', "'", 'é'),
    fc.string({ maxLength: 8 }).map(encodeURIComponent),
  )
  const path = fc
    .tuple(fc.constantFrom(...PATH_TABLE.map((row) => row.path)), fc.array(segment, { minLength: 2, maxLength: 2 }))
    .map(([template, [parent = '', id = '']]) => template.replace('{parentId}', parent).replace('{id}', id))
  const query = fc.oneof(
    fc.constant(''),
    fc
      .tuple(
        fc.constantFrom('limit', 'offset', 'q', 'orderBy', 'totalResults', 'links', 'activityType', 'LIMIT'),
        fc.oneof(
          fc.string({ maxLength: 20 }).map(encodeURIComponent),
          fc.constantFrom('%', '*'.repeat(50), 'name=*a*b*c*', '1e999', '%ff'),
        ),
      )
      .map(([name, value]) => `?${name}=${value}`),
  )
  const body = fc.oneof(
    fc.json().map((text) => Buffer.from(text)),
    fc.string({ maxLength: 60 }).map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    fc
      .record({
        name: fc.jsonValue(),
        fields: fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.string())),
        filter: fc.jsonValue(),
        syncActions: fc.jsonValue(),
        syncedInstanceUri: fc.oneof(fc.jsonValue(), fc.constant('/contacts/exports/88')),
        callbackUrl: fc.jsonValue(),
        maxRecords: fc.oneof(fc.jsonValue(), fc.constantFrom(1e308, -1, 2 ** 53)),
        dataRetentionDuration: fc.oneof(fc.jsonValue(), fc.constantFrom('PT', 'P', 'P999999Y', 'PT1H')),
      })
      .map((value) => Buffer.from(JSON.stringify(value))),
    fc.constant(Buffer.from('['.repeat(10_000))),
    fc.constantFrom('name', 'fields', 'syncActions', 'syncedInstanceUri', 'callbackUrl').map(nestDeeply),
    fc.constant(Buffer.from(`[{"email":${'9'.repeat(5_000)}}]`)),
  )
  const type = fc.constantFrom('application/json', 'text/csv', 'application/xml', 'text/csv; charset=utf-16', ';;;', '')
  const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH')

  it('is answered with a known status, never 500, and never left without an answer', async () => {
    await fc.assert(
      fc.asyncProperty(method, path, query, type, body, async (verb, to, search, contentType, content) => {
        const head = [
          `${verb} /api/bulk/2.0${to}${search} HTTP/1.1`,
          'Host: localhost',
          `Authorization: ${AUTHORIZATION}`,
          'Connection: close',
          ...(contentType ? [`Content-Type: ${contentType}`] : []),
          `Content-Length: ${content.length}`,
          '\r\n',
        ].join('\r\n')
        expect(KNOWN).toContain(await sendRaw(Buffer.concat([Buffer.from(head), content])))
      }),
      { numRuns: 600 },
    )
    expect(simulator.control.defects()).toBe(0)
  })

  it('is nested too deeply: a 400', async () => {
    for (const property of ['name', 'fields', 'syncActions', 'syncedInstanceUri', 'callbackUrl']) {
      for (const path of ['/contacts/imports', '/syncs']) {
        const head = [`POST /api/bulk/2.0${path} HTTP/1.1`, `Authorization: ${AUTHORIZATION}`, 'Connection: close']
        const body = nestDeeply(property)
        const lines = [...head, 'Content-Type: application/json', `Content-Length: ${body.length}`, '\r\n']
        expect(await sendRaw(Buffer.concat([Buffer.from(lines.join('\r\n')), body]))).toBe(400)
      }
    }
    expect(simulator.control.defects()).toBe(0)
  })

  it('is expected to be something else than 100-continue: answered all the same', async () => {
    const lines = ['GET /id HTTP/1.1', 'Host: x', 'Expect: magic', 'Connection: close', '\r\n']
    expect(await sendRaw(Buffer.from(lines.join('\r\n')))).toBe(200)
  })

  it('is no HTTP at all: a 400 or a closed connection, and the next request is served', async () => {
    const lines = [
      '\r\n\r\n',
      'GET\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'POST /api/bulk/2.0/syncs HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n',
      'POST /api/bulk/2.0/syncs HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      `GET /${'a'.repeat(70_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(70_000)}\r\n\r\n`,
      'GET http://[bad HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      'GET /%E0%A4%A HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      `GET /id HTTP/1.1\r\nHost: x\r\nAuthorization: Basic ${'/'.repeat(50_000)}\r\nConnection: close\r\n\r\n`,
    ]
    for (const line of lines) expect([undefined, 200, 400, 404]).toContain(await sendRaw(Buffer.from(line, 'latin1')))
    const noise = fc.uint8Array({ maxLength: 300 })
    await fc.assert(
      fc.asyncProperty(noise, async (bytes) => {
        expect([undefined, 400, 401, 404]).toContain(await sendRaw(Buffer.from(bytes)))
      }),
      { numRuns: 100 },
    )
    const alive = await fetch(`${simulator.origin}/api/bulk/2.0/syncs?limit=1`, {
      headers: { Authorization: AUTHORIZATION },
    })
    expect(alive.status).toBe(200)
    expect(simulator.control.defects()).toBe(0)
  })
})

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import type { RequestEntry } from '../../shared/contract/request-log.ts'
import type { EloquaClientOptions } from '../eloqua/http/client-options.ts'
import { createOnceTransport } from '../eloqua/http/once-transport.ts'
import { answerJson, type Script, startScriptedServer } from '../eloqua/http/testing/scripted-server.ts'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'
import { watchedNetwork } from '../eloqua/http/watched-network.ts'
import { taggedClients } from '../eloqua/tagged-clients.ts'
import type { Desktop } from '../platform/desktop.ts'
import { SILENT_LOG } from '../testing/memory-log.ts'
import { createRequests } from './request-api.ts'
import { createRequestLog } from './request-log.ts'

const SYNC = { uri: '/syncs/7', syncedInstanceUri: '/contacts/exports/12', status: 'pending' }

/** A client whose requests are watched, a server of the test, and what the window may ask about them. */
async function open(script: Script, changes: Partial<EloquaClientOptions> = {}) {
  const userData = mkdtempSync(join(tmpdir(), 'bulkdesk-requests-'))
  const server = await startScriptedServer(script)
  onTestFinished(async () => {
    await server.close()
    rmSync(userData, { recursive: true, force: true })
  })
  const copied: string[] = []
  const har = join(userData, 'saved.har')
  const desktop = {
    askSavePath: async () => har,
    writeClipboard: async (text: string) => void copied.push(text),
  } as Partial<Desktop> as Desktop
  const publish = vi.fn()
  const requests = createRequests({ info: { version: '1.2.3' }, userData, desktop, publish, log: SILENT_LOG })
  const once = createOnceTransport({ resolveProxy: async () => 'DIRECT' })
  const network = watchedNetwork({ fetch: (url, init) => fetch(url, init), once }, requests.watch)
  const client = createTestClient(server.origin, { ...network, ...changes })
  const clients = taggedClients({ active: () => client, forConnection: async () => client }, 'syncs')
  const api = requests.api(clients)
  const entries = async () => (await api.listRequests({ since: 0 })).entries
  return { client: clients.active(), api, entries, copied, har, publish, server }
}

const post = (path: string, body: string) =>
  ({ path, contentType: 'application/json', body: Buffer.from(body) }) as const

describe('the list of requests', () => {
  it('has each request with its sizes, what it was for and whose sign-in it used', async () => {
    const { client, entries, publish } = await open((_request, response) => answerJson(response, 200, { items: [] }))
    await client.readJson({ path: '/syncs', query: { limit: 5, q: "name='jane@acme.com'" } })
    expect(await entries()).toMatchObject([
      {
        id: 1,
        method: 'GET',
        path: '/api/bulk/2.0/syncs?limit=5&q=••••',
        feature: 'syncs',
        connection: { company: 'APITest', user: 'API.User' },
        attempt: 1,
        status: 200,
        bytesOut: 0,
        bytesIn: '{"items":[]}'.length,
      },
    ])
    await vi.waitFor(() => expect(publish).toHaveBeenCalledWith('requests-changed', null))
  })

  it('has every try of a read that was repeated', async () => {
    const { client, entries } = await open((_request, response, index) =>
      answerJson(response, index === 0 ? 503 : 200, {}),
    )
    await client.readJson({ path: '/syncs' })
    expect((await entries()).map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 503],
      [2, 200],
    ])
  })

  it('says why no whole answer came', async () => {
    const half = (response: ServerResponse) => response.writeHead(200, { 'Content-Length': 100 }).write('{"a":')
    const { client, entries } = await open((request, response) => {
      if (request.url.includes('endless')) response.end(JSON.stringify({ long: 'x'.repeat(5_000) }))
    })
    const controller = new AbortController()
    const cancelled = client.read({ path: '/syncs/silent', signal: controller.signal }).catch(() => undefined)
    await vi.waitFor(async () => expect(await entries()).toHaveLength(1))
    controller.abort()
    await cancelled
    await client.read({ path: '/syncs/endless', maxBytes: 1_000 }).catch(() => undefined)
    const [first, second] = await entries()
    expect([first?.failure, second?.failure]).toEqual(['cancelled', 'too-large'])
    const impatient = await open((_request, response) => half(response), { idleMs: 60, random: () => 0 })
    await impatient.client.read({ path: '/syncs/half' }).catch(() => undefined)
    const tries = await impatient.entries()
    expect(new Set(tries.map(({ failure }) => failure))).toEqual(new Set(['timeout']))
  })

  it('tells what changed since it was last asked: the new ones, and those that ended', async () => {
    let release: (() => void) | undefined
    const { client, api } = await open((_request, response) => {
      release = () => answerJson(response, 200, {})
    })
    const reading = client.readJson({ path: '/syncs' })
    await vi.waitFor(() => expect(release).toBeDefined())
    const running = await api.listRequests({ since: 0 })
    expect(running.entries.map(({ status }) => status)).toEqual([undefined])
    expect((await api.listRequests({ since: running.revision })).entries).toEqual([])
    release?.()
    await reading
    const ended = await api.listRequests({ since: running.revision })
    expect(ended.entries.map(({ status }) => status)).toEqual([200])
  })

  it('lets go of the oldest, counts them, and is empty once it was cleared', () => {
    const log = createRequestLog({ onChange: () => undefined, onEnded: () => undefined, mostEntries: 3 })
    for (let n = 0; n < 5; n += 1) log.watch({ method: 'GET', url: 'http://127.0.0.1/id', bytesOut: 0 })
    const { entries, dropped, oldestId } = log.changes(0)
    expect([entries.map(({ id }) => id), dropped, oldestId]).toEqual([[3, 4, 5], 2, 3])
    log.clear()
    expect(log.changes(0)).toMatchObject({ entries: [], dropped: 0, oldestId: 6 })
  })
})

describe('syncs that Bulkdesk started', () => {
  it('are counted when Eloqua started them, when nobody knows, and when an import syncs by itself; not when Eloqua said no', async () => {
    const { client, api } = await open((request, response, index, socket) => {
      if (index === 0) answerJson(response, 201, SYNC)
      else if (index === 1) answerJson(response, 400, { failures: [] })
      else if (index === 2) socket.destroy()
      else if (request.url.endsWith('/data'))
        answerJson(response, 201, { ...SYNC, syncedInstanceUri: '/contacts/imports/3' })
    })
    const start = post('/syncs', '{"syncedInstanceUri":"/contacts/syncActions/4"}')
    await client.sendOnce(start)
    expect(await api.getHourlyCounts()).toEqual({ export: 1, import: 0, syncAction: 0 })
    await client.sendOnce(start)
    expect(await api.getHourlyCounts()).toEqual({ export: 1, import: 0, syncAction: 0 })
    await client.sendOnce(start)
    expect(await api.getHourlyCounts()).toEqual({ export: 1, import: 0, syncAction: 1 })
    await client.sendOnce(post('/contacts/imports/3/data', '[]'))
    expect(await api.getHourlyCounts()).toEqual({ export: 1, import: 1, syncAction: 1 })
  })
})

/** The parts of HAR 1.2 that a reader may rely on, by its specification. */
const HEADERS = z.array(z.strictObject({ name: z.string(), value: z.string() }))
const SIZE = z.int().min(-1)
const HAR = z.strictObject({
  log: z.strictObject({
    version: z.literal('1.2'),
    creator: z.strictObject({ name: z.string(), version: z.string() }),
    entries: z.array(
      z.looseObject({
        startedDateTime: z.iso.datetime(),
        time: z.number().min(0),
        request: z.strictObject({
          method: z.string(),
          url: z.url(),
          httpVersion: z.string(),
          cookies: z.array(z.never()),
          headers: HEADERS.length(0),
          queryString: HEADERS,
          headersSize: SIZE,
          bodySize: SIZE,
        }),
        response: z.strictObject({
          status: z.int(),
          statusText: z.string(),
          httpVersion: z.string(),
          cookies: z.array(z.never()),
          headers: HEADERS.length(0),
          content: z.strictObject({ size: z.int(), mimeType: z.string() }),
          redirectURL: z.string(),
          headersSize: SIZE,
          bodySize: SIZE,
        }),
        cache: z.strictObject({}),
        timings: z.strictObject({ send: z.number().min(0), wait: z.number().min(0), receive: z.number().min(0) }),
      }),
    ),
  }),
})

describe('what leaves the list', () => {
  it('is a HAR 1.2 file of the requests that were asked for, without headers, bodies and credentials', async () => {
    const { client, api, har, entries } = await open((_request, response) => answerJson(response, 201, SYNC))
    await client.readJson({ path: '/syncs', query: { limit: 2 } })
    await client.sendOnce(post('/syncs', '{"syncedInstanceUri":"/contacts/exports/12"}'))
    const ids = (await entries()).map(({ id }: RequestEntry) => id)
    expect(await api.saveRequestsHar({ ids: ids.slice(1) })).toEqual({ saved: true })
    const text = readFileSync(har, 'utf8')
    const { log } = HAR.parse(JSON.parse(text))
    expect(log.entries.map(({ request }) => [request.method, request.bodySize])).toEqual([['POST', 44]])
    expect(text).not.toMatch(/practice|APITest|Basic|exports\/12/)
  })

  it('is a cURL command without the password', async () => {
    const { client, api, copied, server } = await open((_request, response) => answerJson(response, 200, {}))
    await client.readJson({ path: '/syncs/7/data', query: { limit: 2 } })
    await api.copyRequestAsCurl({ id: 1 })
    expect(copied[0]).toContain('••••')
    expect(copied[0]).toContain(`${server.origin}/api/bulk/2.0/syncs/7/data?limit=2`)
    expect(copied[0]).not.toContain('practice')
    await expect(api.copyRequestAsCurl({ id: 99 })).rejects.toMatchObject({ code: 'not-found' })
  })
})

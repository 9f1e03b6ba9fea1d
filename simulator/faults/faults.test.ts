import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../simulator.ts'
import { createTestClient, type TestClient } from '../testing/test-client.ts'
import { createFaults, type FaultRule } from './faults.ts'

const PATH = '/contacts/imports/17/data'
const ROWS = [{ email: 'someone@faults.example.com' }]

describe('createFaults', () => {
  const rule: FaultRule = { path: '*/syncs/*', effect: { kind: 'answer', status: 503 } }

  it('hits as many requests as it was told, after letting as many through', () => {
    const faults = createFaults()
    faults.add({ ...rule, skip: 1, count: 2 })
    const hits = [1, 2, 3, 4].map(() => faults.take('GET', '/api/bulk/2.0/syncs/1').length)
    expect(hits).toEqual([0, 1, 1, 0])
  })

  it('hits every request with count 0, only its method, and whatever the case of the path', () => {
    const faults = createFaults()
    faults.add({ ...rule, method: 'post', count: 0 })
    expect(faults.take('GET', '/api/bulk/2.0/syncs/1')).toEqual([])
    expect(faults.take('POST', '/API/Bulk/2.0/Syncs/1')).toHaveLength(1)
    expect(faults.take('POST', '/API/Bulk/2.0/Syncs/1')).toHaveLength(1)
  })

  it('reads a path between slashes as a regular expression where it has signs of one', () => {
    const faults = createFaults()
    faults.add({ path: '/syncs\\/\\d+$/', effect: { kind: 'delay', ms: 1 }, count: 0 })
    expect(faults.take('GET', '/api/bulk/2.0/syncs/12')).toHaveLength(1)
    expect(faults.take('GET', '/api/bulk/2.0/syncs/12/data')).toHaveLength(0)
  })

  it('refuses a rule that it could not apply', () => {
    expect(() => createFaults().add({} as FaultRule)).toThrow(TypeError)
  })
})

describe('a fault on demand', () => {
  let simulator: Simulator
  let send: TestClient

  beforeAll(async () => {
    simulator = await startSimulator({ contacts: 100, callbacks: 'none' })
    send = createTestClient(simulator)
  })
  afterAll(() => simulator.close())
  beforeEach(async () => {
    simulator.control.faults.clear()
    await send(PATH, { method: 'DELETE' })
    simulator.control.requests.clear()
  })

  const staged = () => simulator.control.staged('/contacts/imports/17').uploads
  const add = (effect: FaultRule['effect'], path = `*${PATH}`, method?: string) =>
    simulator.control.faults.add({ path, effect, ...(method ? { method } : {}) })

  it('answers any status with any headers and body, and by default does not do the work', async () => {
    add({ kind: 'answer', status: 429, headers: { 'Retry-After': '7' }, body: 'slow down' })
    const reply = await send(PATH, { body: ROWS })
    expect([reply.status, reply.reason, reply.headers.get('retry-after'), reply.text]).toEqual([
      429,
      'Too Many Requests',
      '7',
      'slow down',
    ])
    expect(staged()).toBe(0)
  })

  it('answers 503 although the upload was taken', async () => {
    add({ kind: 'answer', status: 503, applied: true })
    expect((await send(PATH, { body: ROWS })).status).toBe(503)
    expect(staged()).toBe(1)
  })

  it.each([
    ['before-body', false, 0],
    ['mid-body', false, 0],
    ['after-body', false, 0],
    ['after-body', true, 1],
  ] as const)('resets the connection %s (applied: %s)', async (when, applied, uploads) => {
    add({ kind: 'reset', when, applied })
    await expect(send(PATH, { body: [{ email: 'x'.repeat(500_000) }] })).rejects.toThrow('fetch failed')
    expect(staged()).toBe(uploads)
    expect(simulator.control.requests.list({ method: 'POST' })).toHaveLength(1)
  })

  it('cuts an answer short of its announced length', async () => {
    add({ kind: 'truncate', share: 0.5 }, '*/syncs/1444/data')
    await expect(send('/syncs/1444/data')).rejects.toThrow()
  })

  it('announces a wrong length', async () => {
    add({ kind: 'wrong-length', by: 10 }, '*/syncs/1444/data')
    await expect(send('/syncs/1444/data')).rejects.toThrow()
  })

  it('drips an answer', async () => {
    add({ kind: 'drip', bytes: 100, everyMs: 15 }, '*/syncs/1444/data')
    const started = performance.now()
    const reply = await send('/syncs/1444/data?limit=2')
    expect(reply.json.items).toHaveLength(2)
    expect(performance.now() - started).toBeGreaterThan(25)
  })

  it('waits before or after the work', async () => {
    add({ kind: 'delay', ms: 60, after: true })
    const started = performance.now()
    expect((await send(PATH, { body: ROWS })).status).toBe(204)
    expect(performance.now() - started).toBeGreaterThan(50)
  })

  it('redirects to another host and answers a page of a captive portal', async () => {
    add({ kind: 'redirect', location: 'http://127.0.0.2:9/elsewhere' }, '*/syncs')
    const moved = await send('/syncs')
    expect([moved.status, moved.headers.get('location')]).toEqual([302, 'http://127.0.0.2:9/elsewhere'])
    add({ kind: 'html' }, '*/syncs')
    const portal = await send('/syncs')
    expect([portal.status, portal.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  })

  it('lies about pages: hasMore, count, totalResults, short and duplicate pages, missing items', async () => {
    const page = async (effect: Omit<Extract<FaultRule['effect'], { kind: 'page' }>, 'kind'>, query: string) => {
      add({ kind: 'page', ...effect }, '*/syncs/1444/data')
      return (await send(`/syncs/1444/data?${query}`)).json
    }
    expect(await page({ hasMore: true }, 'offset=8&limit=5')).toMatchObject({ hasMore: true, count: 2 })
    expect(await page({ count: 0 }, 'limit=2')).toMatchObject({ count: 0, items: [{}, {}] })
    expect(await page({ totalResults: 12 }, 'limit=2')).toMatchObject({ totalResults: 12 })
    expect(await page({ totalResults: null }, 'limit=2')).not.toHaveProperty('totalResults')
    expect((await page({ keep: 1 }, 'limit=5')).items).toHaveLength(1)
    expect(await page({ withoutItems: true }, 'limit=5')).not.toHaveProperty('items')
    const first = (await send('/syncs/1444/data?limit=2')).json
    expect((await page({ offset: 0 }, 'limit=2&offset=2')).items).toEqual(first.items)
  })

  it('keeps a sync pending, or lets it fail with a code of choice', async () => {
    const body = { syncedInstanceUri: '/contacts/exports/88' }
    add({ kind: 'sync', outcome: 'stuck-pending' }, '*/syncs', 'POST')
    const stuck = (await send('/syncs', { body })).json
    simulator.control.clock.advance(6 * 3_600_000)
    expect((await send(stuck.uri)).json.status).toBe('pending')
    expect((await send(`${stuck.uri}/data`)).status).toBe(404)
    add({ kind: 'sync', outcome: 'error', statusCode: 'ELQ-00146' }, '*/syncs', 'POST')
    const failed = (await send('/syncs', { body })).json
    expect((await send(failed.uri)).json.status).toBe('error')
    expect((await send(`${failed.uri}/logs`)).json.items[0]).toMatchObject({
      statusCode: 'ELQ-00146',
      severity: 'error',
    })
  })

  it('can be scripted from outside, on this machine only', async () => {
    const control = createTestClient(simulator, '/simulator/control')
    const rule = { path: '*/syncs', effect: { kind: 'answer', status: 500 } }
    expect((await control('/faults', { body: rule })).status).toBe(200)
    expect((await send('/syncs')).status).toBe(500)
    const counts = JSON.parse((await control('/requests')).text).counts
    expect(counts).toEqual({ 'GET /api/bulk/2.0/syncs': 1 })
    const rows = await control('/sql', { body: { statement: 'SELECT count(*) AS n FROM contacts' } })
    expect(JSON.parse(rows.text)).toEqual([{ n: 100 }])
    expect((await control('/sql', { body: { statement: 'DELETE FROM contacts' } })).status).toBe(400)
    expect((await control('/faults', { body: JSON.stringify(rule), type: 'text/plain' })).status).toBe(400)
    expect(await foreignHost(simulator)).toBe(403)
  })
})

/** What a page on another site would get, that has its name resolve to this machine. */
function foreignHost({ origin }: Simulator): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { Host: 'evil.example.com' }
    request(`${origin}/simulator/control/requests`, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

describe('a moved instance', () => {
  it('answers 401 at the old base while /id names the new one', async () => {
    const simulator = await startSimulator({ contacts: 50, callbacks: 'none' })
    const effect = { kind: 'moved', origin: 'http://127.0.0.1:1' } as const
    simulator.control.faults.add({ path: '*/syncs', effect })
    const send = createTestClient(simulator)
    expect((await send('/syncs')).status).toBe(401)
    expect((await send('/exports')).status).toBe(401)
    expect((await createTestClient(simulator, '')('/id')).text).toContain('"base":"http://127.0.0.1:1"')
    await simulator.close()
  })
})

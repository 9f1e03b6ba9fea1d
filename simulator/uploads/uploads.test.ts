import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../simulator.ts'
import { createTestClient, type TestClient } from '../testing/test-client.ts'

const PATH = '/contacts/imports/17/data'
const LIMIT = 32_000_000

describe('an upload', () => {
  let simulator: Simulator
  let send: TestClient
  let uploads: () => number

  beforeAll(async () => {
    simulator = await startSimulator({ contacts: 100, callbacks: 'none', kbAllowed: 80_000 })
    send = createTestClient(simulator)
    uploads = () => simulator.control.staged('/contacts/imports/17').uploads
  })
  afterAll(() => simulator.close())
  beforeEach(async () => {
    await send(PATH, { method: 'DELETE' })
  })

  function csvOf(bytes: number): Buffer {
    const body = Buffer.alloc(bytes, 0x61)
    body.write('email,firstName\n')
    return body
  }

  it('of exactly 32,000,000 bytes is taken; one byte more is a 404, and nothing is kept of it', async () => {
    expect((await send(PATH, { body: csvOf(LIMIT), type: 'text/csv' })).status).toBe(204)
    const tooLarge = await send(PATH, { body: csvOf(LIMIT + 1), type: 'text/csv' })
    expect([tooLarge.status, tooLarge.reason]).toEqual([404, 'The requested resource was not found.'])
    expect(simulator.control.staged('/contacts/imports/17')).toEqual({ uploads: 1, bytes: LIMIT })
  })

  it('of unknown length that grows too large is read to its end and answered 404', async () => {
    const url = new URL(simulator.origin)
    const authorization = `Basic ${Buffer.from('APITest\\API.User:practice').toString('base64')}`
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sending = request(
        {
          host: url.hostname,
          port: url.port,
          path: `/api/bulk/2.0${PATH}`,
          method: 'POST',
          headers: { authorization, 'content-type': 'text/csv' },
        },
        (response) => {
          response.resume()
          resolve(response.statusCode)
        },
      ).on('error', reject)
      for (let part = 0; part < 40; part++) sending.write(Buffer.alloc(1_000_000, 0x61))
      sending.end()
    })
    expect(status).toBe(404)
    expect(uploads()).toBe(0)
  })

  it('is the 501st without a sync between: a validation error', async () => {
    for (let part = 0; part < 500; part++) {
      expect((await send(PATH, { body: [{ email: `${part}@many.example.com` }] })).status).toBe(204)
    }
    const refused = await send(PATH, { body: [{ email: '500@many.example.com' }] })
    expect([refused.status, refused.reason]).toEqual([400, 'There was a validation error.'])
    await send('/syncs', { body: { syncedInstanceUri: '/contacts/imports/17' } })
    expect((await send(PATH, { body: [{ email: '500@many.example.com' }] })).status).toBe(204)
  })

  it('that no longer fits into the staging space is a 413', async () => {
    expect((await send(PATH, { body: csvOf(LIMIT), type: 'text/csv' })).status).toBe(204)
    expect((await send(PATH, { body: csvOf(LIMIT), type: 'text/csv' })).status).toBe(204)
    const full = await send(PATH, { body: csvOf(LIMIT), type: 'text/csv' })
    expect([full.status, full.reason]).toEqual([413, 'Storage space exceeded.'])
  })

  it.each([
    ['[{"email":"a"}', 'There was a parsing error.'],
    ['[{"email":"a"}]]', 'There was a parsing error.'],
    ['[{"email":"a"},]', 'There was a parsing error.'],
    ['[{email:"a"}]', 'There was a parsing error.'],
    ['[{"email":"\\x"}]', 'There was a parsing error.'],
    ['[{"email":01}]', 'There was a parsing error.'],
    ['', 'There was a parsing error.'],
    ['{"email":"a"}', 'There was a serialization error.'],
    ['"text"', 'There was a serialization error.'],
    ['[["a"]]', 'There was a serialization error.'],
    ['[{"email":{"nested":1}}]', 'There was a serialization error.'],
    ['[{"email":["nested"]}]', 'There was a serialization error.'],
    [Buffer.from([0x5b, 0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d, 0x5d]), 'There was a parsing error.'],
  ])('of %j is refused: %s', async (body, reason) => {
    const reply = await send(PATH, { body, type: 'application/json' })
    expect([reply.status, reply.reason]).toEqual([400, reason])
    expect(uploads()).toBe(0)
  })

  it('of another type, or of none, is refused', async () => {
    for (const type of ['application/xml', 'multipart/form-data', '']) {
      const reply = await send(PATH, { body: '[{"email":"a"}]', headers: { 'Content-Type': type } })
      expect(reply.status).toBe(400)
    }
  })

  it('of CSV or JSON comes to the same: BOM stripped, quotes undone, every value as text', async () => {
    const csv = '\ufeff"email",firstName,lastName\r\n"a,b@""x"".example.com","Zoë\nMaria",\r\n\r\nc@d.example.com,007,x'
    const json = [
      { email: 'a,b@"x".example.com', firstName: 'Zoë\nMaria', lastName: '' },
      { email: 'c@d.example.com', firstName: '007', lastName: 'x' },
    ]
    const rejects = async (body: unknown, type: string) => {
      await send(PATH, { body, type })
      const { uri } = (await send('/syncs', { body: { syncedInstanceUri: '/contacts/imports/17' } })).json
      return (await send(`${uri}/rejects`)).json.items
    }
    const [first] = await rejects(csv, 'text/csv; charset=utf-8')
    expect(first).toMatchObject({
      recordIndex: 1,
      fieldValues: { email: 'a,b@"x".example.com', firstName: 'Zoë\nMaria' },
    })
    expect(await rejects(json, 'application/json')).toEqual([first])
    const [zoe] = simulator.control.sql("SELECT * FROM contacts WHERE f100001 = 'c@d.example.com'")
    expect(zoe).toMatchObject({ f100002: '007', f100003: 'x' })
  })

  it('with an unclosed quote is staged, and its sync ends in error', async () => {
    expect((await send(PATH, { body: 'email\n"open', type: 'text/csv' })).status).toBe(204)
    const { uri } = (await send('/syncs', { body: { syncedInstanceUri: '/contacts/imports/17' } })).json
    expect((await send(uri)).json.status).toBe('error')
    expect((await send(`${uri}/logs`)).json.items[0]).toMatchObject({ statusCode: 'ELQ-00105' })
    expect(simulator.control.defects()).toBe(0)
  })

  it('starts a sync at once where the definition says so', async () => {
    const reply = await send('/contacts/imports/21/data', { body: [{ email: 'scan@tradeshow.example.com' }] })
    expect(reply.status).toBe(201)
    expect(reply.json).toMatchObject({ syncedInstanceUri: '/contacts/imports/21', status: 'pending' })
    expect((await send(reply.json.uri)).json.status).toMatch(/success|warning/)
    expect(simulator.control.sql("SELECT 1 FROM contacts WHERE f100001 = 'scan@tradeshow.example.com'")).toHaveLength(1)
  })

  it('to a definition that does not exist is a 404', async () => {
    expect((await send('/contacts/imports/999/data', { body: [] })).status).toBe(404)
  })
})

import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from './simulator.ts'
import { createTestClient, type TestClient } from './testing/test-client.ts'
import type { VARIANTS } from './world/variants.ts'

const EMAIL = '{{Contact.Field(C_EmailAddress)}}'
const FIELDS = { fields: { email: EMAIL }, identifierFieldName: 'email' }

/** What Oracle leaves open: each is played both ways. */
describe('a variant', () => {
  let simulator: Simulator
  let send: TestClient

  beforeAll(async () => {
    simulator = await startSimulator({ contacts: 20, callbacks: 'none' })
    send = createTestClient(simulator)
    return () => simulator.close()
  })
  afterEach(() => {
    simulator.control.variants.set([])
    simulator.control.faults.clear()
  })

  const define = async (path: string, body: object) =>
    (await send(path, { body: { name: 'Tried both ways', ...body } })).json
  const sync = async (uri: string) => (await send('/syncs', { body: { syncedInstanceUri: uri } })).json

  async function bothWays<T>(name: keyof typeof VARIANTS, look: () => Promise<T>): Promise<readonly [T, T]> {
    const without = await look()
    simulator.control.variants.set([name])
    return [without, await look()]
  }

  it('lets exports keep data for 12 hours or for 6, unless the definition says', async () => {
    const asked = await bothWays('retention-6h', async () => {
      const { uri } = await define('/contacts/exports', { fields: { email: EMAIL } })
      const { uri: syncUri } = await sync(uri)
      simulator.control.clock.advance(7 * 3_600_000)
      const kept = (await send(`${syncUri}/data`)).status
      return [JSON.parse((await send(uri)).text).dataRetentionDuration, kept]
    })
    expect(asked).toEqual([
      ['PT12H', 200],
      ['PT6H', 410],
    ])
    const own = await define('/contacts/exports', { fields: { email: EMAIL }, dataRetentionDuration: 'PT9H' })
    expect(own).toMatchObject({ dataRetentionDuration: 'PT9H' })
  })

  it('counts a blank in q, or ends there, while * fits both ways', async () => {
    await define('/contacts/imports', { ...FIELDS, name: 'Spring fair leads' })
    const found = (q: string) => async () =>
      (await send(`/contacts/imports?q=${encodeURIComponent(q)}`)).json.items.map(({ name }) => name)
    expect(await bothWays('blank-ends-q', found('"name=Spring fair leads"'))).toEqual([['Spring fair leads'], []])
    simulator.control.variants.set([])
    const stars = await bothWays('blank-ends-q', found('"name=Spring*fair*leads"'))
    expect(stars).toEqual([['Spring fair leads'], ['Spring fair leads']])
  })

  it('keeps rejects when the definition goes, or not', async () => {
    const left = await bothWays('rejects-go-with-definition', async () => {
      const { uri } = await define('/contacts/imports', FIELDS)
      await send(`${uri}/data`, { body: [{ email: 'no address' }] })
      const { uri: syncUri } = await sync(uri)
      const before = (await send(`${syncUri}/rejects`)).json.totalResults
      await send(uri, { method: 'DELETE' })
      return [before, (await send(`${syncUri}/rejects`)).json.totalResults]
    })
    expect(left).toEqual([
      [1, 1],
      [1, 0],
    ])
  })

  it('keeps staged rows after a failed sync, or loses them', async () => {
    const left = await bothWays('staging-lost', async () => {
      const { uri } = await define('/contacts/imports', FIELDS)
      await send(`${uri}/data`, { body: [{ email: 'kept@example.com' }] })
      simulator.control.faults.add({ method: 'POST', path: '*/syncs', effect: { kind: 'sync', outcome: 'error' } })
      await sync(uri)
      return simulator.control.staged(uri).uploads
    })
    expect(left).toEqual([1, 0])
    const unreadable = await define('/contacts/imports', FIELDS)
    simulator.control.variants.set([])
    await send(`${unreadable.uri}/data`, { body: 'email\n"open', type: 'text/csv' })
    const { uri } = await sync(unreadable.uri)
    expect((await send(uri)).json.status).toBe('error')
    expect(simulator.control.staged(unreadable.uri).uploads).toBe(1)
  })

  it('takes filters of at most 1,000 characters, or longer ones', async () => {
    const filter = Array.from({ length: 30 }, () => `'${EMAIL}' = 'somebody@example.com'`).join(' OR ')
    const asked = await bothWays('long-filters', async () =>
      send('/contacts/exports', { body: { name: 'Long', fields: { email: EMAIL }, filter } }),
    )
    expect(asked.map(({ status }) => status)).toEqual([400, 201])
    expect(asked[0].json.failures[0]).toMatchObject({ field: 'filter' })
  })

  it('gives times seven digits or three, in every kind of answer but in no row', async () => {
    const row = { email: 'times@example.com', createdAt: '2026-01-02T03:04:05.1234567Z' }
    const fields = { email: EMAIL, createdAt: '{{Contact.Field(C_City)}}' }
    const texts = await bothWays('millisecond-times', async () => {
      const { uri } = await define('/contacts/imports', { ...FIELDS, fields })
      await send(`${uri}/data`, { body: [row] })
      const { uri: syncUri } = await sync(uri)
      const answers = await Promise.all(
        [uri, '/contacts/imports', syncUri, '/syncs', `${syncUri}/logs`].map((path) => send(path)),
      )
      return answers.map(({ text }) => (text.match(/\.\d{7}Z"/g) ? 7 : 3))
    })
    expect(texts).toEqual([
      [7, 7, 7, 7, 7],
      [3, 3, 3, 3, 3],
    ])
    const exported = await define('/contacts/exports', { fields, filter: `'${EMAIL}' = 'times@example.com'` })
    const { uri } = await sync(exported.uri)
    expect((await send(`${uri}/data`)).json.items).toEqual([row])
  })

  it('is switched over HTTP too, and an unknown name is refused', async () => {
    const control = (names: readonly string[]) =>
      fetch(`${simulator.origin}/simulator/control/variants`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ names }),
      })
    expect(await (await control(['staging-lost'])).json()).toEqual(['staging-lost'])
    expect(simulator.control.variants.has('staging-lost')).toBe(true)
    expect((await control(['staging-found'])).status).toBe(400)
    await expect(startSimulator({ variants: ['nonsense'] })).rejects.toThrow('no variant nonsense')
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../simulator.ts'
import { createTestClient, type TestClient } from '../testing/test-client.ts'

describe('the practice world', () => {
  let simulator: Simulator
  let send: TestClient
  beforeAll(async () => {
    simulator = await startSimulator({ contacts: 300, callbacks: 'none' })
    send = createTestClient(simulator)
  })
  afterAll(() => simulator.close())

  it("holds the definitions of Oracle's examples and gives 66100 to the next sync", async () => {
    const fields = async (uri: string) => Object.keys((await send(uri)).json.fields)
    expect(await fields('/activities/imports/2900')).toEqual(expect.arrayContaining(['activityId', 'email', 'type']))
    expect(await fields('/contacts/syncActions/1')).toEqual(['Id'])
    expect(await fields('/customObjects/9/syncActions/6')).toEqual(['Id'])
    const { uri } = (await send('/syncs', { body: { syncedInstanceUri: '/activities/exports/7' } })).json
    expect(uri).toBe('/syncs/66100')
  })

  it('has only definitions that can be synced', async () => {
    for (const { uri } of simulator.control.definitions()) {
      const reply = await send('/syncs', { body: { syncedInstanceUri: uri } })
      expect([uri, reply.status, reply.text.includes('failures')]).toEqual([uri, 201, false])
      expect([uri, (await send(reply.json.uri)).json.status]).not.toEqual([uri, 'error'])
    }
  })

  it('remembers weeks of syncs by several people, of which some went wrong', async () => {
    const past = simulator.control.syncs().filter(({ id }) => id < 66_100)
    expect(past.length).toBeGreaterThanOrEqual(40)
    expect(new Set(past.map(({ createdBy }) => createdBy)).size).toBe(4)
    expect(new Set(past.map(({ status }) => status))).toEqual(new Set(['success', 'warning', 'error']))
    const times = past.map(({ createdMs }) => createdMs)
    expect(times).toEqual(times.toSorted((left, right) => left - right))
  })

  it('tells of rejected rows in the logs and in as many rejects', async () => {
    for (const { id } of simulator.control
      .syncs()
      .filter(({ status, id: own }) => status === 'warning' && own < 66_100)) {
      const logs = (await send(`/syncs/${id}/logs`)).json.items
      const rejected = logs.find((line) => line.statusCode === 'ELQ-00002')
      const rejects = (await send(`/syncs/${id}/rejects`)).json
      expect(rejects.totalResults).toBe(rejected?.count)
      for (const { recordIndex } of rejects.items) {
        expect(recordIndex).toBeLessThanOrEqual(Number(logs.find((line) => line.statusCode === 'ELQ-00130')?.count))
      }
    }
  })

  it('keeps the data of exports of the last hours and answers 410 for older ones', async () => {
    const exports = simulator.control.syncs().filter(({ kind, createdBy, status, id }) => {
      return kind === 'export' && createdBy === 'API.User' && status === 'success' && id > 1_444 && id < 66_100
    })
    const statuses = await Promise.all(exports.map(async ({ id }) => (await send(`/syncs/${id}/data?limit=1`)).status))
    expect(new Set(statuses)).toEqual(new Set([200, 410]))
    expect(statuses.at(-1)).toBe(200)
  })

  it('gives the sample of ten rows however late it is', async () => {
    simulator.control.clock.advance(100 * 86_400_000)
    expect((await send('/syncs/1444/data')).json).toMatchObject({ totalResults: 10, count: 10, hasMore: false })
  })
})

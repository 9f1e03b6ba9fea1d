import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Simulator, type SimulatorOptions, startSimulator } from '../simulator.ts'
import { createTestClient, type TestClient } from '../testing/test-client.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

describe('time', () => {
  let simulator: Simulator | undefined
  afterEach(() => simulator?.close())

  async function start(options: SimulatorOptions = {}): Promise<{ control: Simulator['control']; send: TestClient }> {
    simulator = await startSimulator({ contacts: 100, callbacks: 'none', isTimeHeld: true, ...options })
    return { control: simulator.control, send: createTestClient(simulator) }
  }

  const EXPORT = { syncedInstanceUri: '/contacts/exports/88' }

  it('takes a sync from pending over active to success at the recorded pace', async () => {
    const { control, send } = await start({ speed: 'real' })
    const { uri } = (await send('/syncs', { body: EXPORT })).json
    expect((await send(uri)).json).toMatchObject({ status: 'pending' })
    expect((await send(uri)).json).not.toHaveProperty('syncStartedAt')
    control.clock.advance(1_500)
    const active = (await send(uri)).json
    expect(active).toMatchObject({ status: 'active', syncStartedAt: expect.any(String) })
    expect(active).not.toHaveProperty('syncEndedAt')
    expect((await send(`${uri}/data`)).status).toBe(404)
    control.clock.advance(900)
    await control.settled()
    expect((await send(uri)).json).toMatchObject({ status: 'success', syncEndedAt: expect.any(String) })
    expect((await send(`${uri}/data`)).status).toBe(200)
  })

  it('runs two syncs of one definition one after the other', async () => {
    const { control, send } = await start({ speed: 'real' })
    const first = (await send('/syncs', { body: EXPORT })).json.uri
    control.clock.advance(100)
    const second = (await send('/syncs', { body: EXPORT })).json.uri
    let sawBothActive = false
    for (let step = 0; step < 100; step++) {
      control.clock.advance(60)
      await control.settled()
      const states = [(await send(first)).json.status, (await send(second)).json.status]
      sawBothActive ||= states.every((state) => state === 'active')
      if (states.every((state) => state === 'success')) break
    }
    expect(sawBothActive).toBe(false)
    expect((await send(second)).json.status).toBe('success')
  })

  it('ends the time of export data: 410 after the retention, the sync itself a year later', async () => {
    const { control, send } = await start()
    const { uri } = (await send('/syncs', { body: EXPORT })).json
    control.clock.advance(12 * HOUR - 60_000)
    expect((await send(`${uri}/data`)).status).toBe(200)
    control.clock.advance(61_000)
    expect((await send(`${uri}/data`)).status).toBe(410)
    expect((await send(uri)).status).toBe(200)
    control.clock.advance(366 * DAY)
    expect((await send(uri)).status).toBe(404)
  })

  it('forgets unsynced rows after the retention of their definition', async () => {
    const { control, send } = await start()
    await send('/contacts/imports/17/data', { body: [{ email: 'a@b.example.com' }] })
    control.clock.advance(7 * DAY - 1_000)
    await send('/syncs?limit=1')
    expect(control.staged('/contacts/imports/17').uploads).toBe(1)
    control.clock.advance(2_000)
    await send('/syncs?limit=1')
    expect(control.staged('/contacts/imports/17').uploads).toBe(0)
  })

  it('deletes a definition at the end of its autoDeleteDuration', async () => {
    const { control, send } = await start()
    const fields = { id: '{{Contact.Id}}' }
    const { uri } = (await send('/contacts/exports', { body: { name: 'Brief', fields, autoDeleteDuration: 'PT2H' } }))
      .json
    control.clock.advance(2 * HOUR - 1_000)
    expect((await send(uri)).status).toBe(200)
    control.clock.advance(2_000)
    expect((await send(uri)).status).toBe(404)
  })

  it('refuses to delete data during a sync, and ends the sync of a deleted definition in error', async () => {
    const { control, send } = await start({ speed: 'real' })
    const { uri } = (await send('/syncs', { body: EXPORT })).json
    control.clock.advance(1_500)
    const conflict = await send('/contacts/exports/88/data', { method: 'DELETE' })
    expect([conflict.status, conflict.reason]).toEqual([409, 'There was a conflict.'])
    expect((await send(`${uri}/data`, { method: 'DELETE' })).status).toBe(409)
    expect((await send('/contacts/exports/88', { method: 'DELETE' })).status).toBe(204)
    control.clock.advance(10_000)
    await control.settled()
    expect((await send(uri)).json.status).toBe('error')
    expect((await send(`${uri}/logs`)).json.items[0]).toMatchObject({ statusCode: 'ELQ-00143', severity: 'error' })
  })

  it('refuses to delete a definition that something depends on', async () => {
    const { control, send } = await start()
    const reply = await send('/contacts/imports/30', { method: 'DELETE' })
    expect(reply.status).toBe(412)
    control.setDependedOn('/contacts/imports/30', false)
    expect((await send('/contacts/imports/30', { method: 'DELETE' })).status).toBe(204)
  })

  it('calls the callback url with the finished sync', async () => {
    const called = Promise.withResolvers<{ method?: string; type?: string; body: string }>()
    const server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      response.end()
      const { method } = request
      called.resolve({ ...(method ? { method } : {}), type: request.headers['content-type'] ?? '', body })
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { send } = await start({ callbacks: 'loopback' })
    const callbackUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/done`
    const { uri } = (await send('/syncs', { body: { ...EXPORT, callbackURL: callbackUrl } })).json
    const { method, type, body } = await called.promise
    expect([method, type]).toEqual(['POST', 'application/json'])
    expect(JSON.parse(body)).toMatchObject({ uri, status: 'success', callbackUrl })
    server.close()
  })

  it('keeps what exports returned in a data file, until it expires or is deleted', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simulator-'))
    const options = { dataFile: join(folder, 'data.db'), rows: 30_000 }
    const before = await start(options)
    const filtered = {
      name: 'Phone',
      fields: { id: '{{CustomObject[20].Id}}' },
      filter: "'{{CustomObject[20].Field[211]}}' = 'Phone'",
    }
    const { uri: ofPhone } = (await before.send('/customObjects/20/exports', { body: filtered })).json
    const kept = ['/contacts/exports/88', '/customObjects/20/exports/1', ofPhone, '/contacts/exports/88']
    const paths: string[] = []
    for (const syncedInstanceUri of kept) {
      const { uri } = (await before.send('/syncs', { body: { syncedInstanceUri } })).json
      paths.push(`${uri}/data?limit=700&offset=3`)
    }
    const deleted = paths.pop() ?? ''
    const pages = await Promise.all(paths.map((path) => before.send(path)))
    expect(pages.every(({ json }) => json.count > 0)).toBe(true)
    expect((await before.send(deleted, { method: 'DELETE' })).status).toBe(204)
    await simulator?.close()

    const after = await start(options)
    for (const [at, path] of paths.entries()) expect((await after.send(path)).text).toBe(pages[at]?.text)
    expect((await after.send(deleted)).status).toBe(410)
    simulator?.control.clock.advance(13 * 3_600_000)
    for (const path of paths) expect((await after.send(path)).status).toBe(410)
    expect(simulator?.control.sql('SELECT count(*) AS n FROM export_blocks')).toEqual([{ n: 0 }])
    expect(simulator?.control.sql('SELECT count(*) AS n FROM export_book')).toEqual([{ n: 0 }])
    await simulator?.close()
    simulator = undefined
    await rm(folder, { recursive: true })
  })

  it('goes on where a data file was closed: definitions, syncs, and rows that wait', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simulator-'))
    const dataFile = join(folder, 'data.db')
    const before = await start({ dataFile })
    const { uri } = (
      await before.send('/contacts/exports', { body: { name: 'Kept', fields: { id: '{{Contact.Id}}' } } })
    ).json
    await before.send('/contacts/imports/17/data', { body: [{ email: 'kept@file.example.com' }] })
    await simulator?.close()
    const after = await start({ dataFile })
    expect((await after.send(uri)).json).toMatchObject({ name: 'Kept' })
    expect((await after.send('/syncs/1444/data')).json.totalResults).toBe(10)
    const sync = (await after.send('/syncs', { body: { syncedInstanceUri: '/contacts/imports/17' } })).json
    expect((await after.send(`${sync.uri}/logs`)).json.items[0]).toMatchObject({ statusCode: 'ELQ-00130', count: 1 })
    await simulator?.close()
    simulator = undefined
    await rm(folder, { recursive: true })
  })
})

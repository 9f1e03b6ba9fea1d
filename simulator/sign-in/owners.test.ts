import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../simulator.ts'
import { createTestClient, type TestClient } from '../testing/test-client.ts'

let simulator: Simulator
let send: TestClient

beforeAll(async () => {
  simulator = await startSimulator({
    contacts: 20,
    users: [
      { company: 'APITest', user: 'API.User', password: 'practice' },
      { company: 'Elsewhere', user: 'API.User', password: 'other' },
    ],
  })
  send = createTestClient(simulator)
})
afterAll(() => simulator.close())

it('keeps data from a user of the same login name in another company', async () => {
  const user = 'Elsewhere\\API.User:other'
  const { uri } = (await send('/syncs', { body: { syncedInstanceUri: '/contacts/exports/88' } })).json
  expect((await send(`${uri}/data`, { user })).status).toBe(403)
  expect((await send(`${uri}/data`, { user, method: 'DELETE' })).status).toBe(403)
  expect((await send(`${uri}/data`)).json.totalResults).toBe(20)
  const theirs = (await send('/syncs', { user, body: { syncedInstanceUri: '/contacts/exports/88' } })).json
  expect((await send(`${theirs.uri}/data`)).status).toBe(403)
  expect((await send(`${theirs.uri}/data`, { user: user.toUpperCase().replace('OTHER', 'other') })).status).toBe(200)
})

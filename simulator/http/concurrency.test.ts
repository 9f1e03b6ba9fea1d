import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../simulator.ts'
import { createTestClient } from '../testing/test-client.ts'

const CLIENTS = 20
const PARTS = 4
const ROWS = 40

describe('twenty clients at once', () => {
  let simulator: Simulator

  beforeAll(async () => {
    const users = Array.from({ length: CLIENTS }, (_, index) => ({
      company: 'APITest',
      user: `user.${index}`,
      password: `secret ${index}`,
    }))
    simulator = await startSimulator({ contacts: 500, speed: 'fast', callbacks: 'none', users })
  })
  afterAll(() => simulator.close())

  const emailOf = (client: number, row: number) => `client${client}.row${row}@concurrency.example.com`

  async function finished(send: ReturnType<typeof createTestClient>, uri: string, user: string): Promise<string> {
    for (;;) {
      const { status } = (await send(uri, { user })).json
      if (status !== 'pending' && status !== 'active') return status
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  }

  /** Makes an import and an export of its own, uploads in parts of both kinds, syncs, and reads back what it sent. */
  async function work(client: number): Promise<void> {
    const send = createTestClient(simulator)
    const user = `APITest\\user.${client}:secret ${client}`
    const fields = { email: '{{Contact.Field(C_EmailAddress)}}', city: '{{Contact.Field(C_City)}}' }
    const made = await send('/contacts/imports', {
      user,
      body: { name: `client ${client}`, fields, identifierFieldName: 'email' },
    })
    const rows = Array.from({ length: PARTS * ROWS }, (_, row) => ({
      email: emailOf(client, row),
      city: `City ${client}/${row}`,
    }))
    for (let part = 0; part < PARTS; part++) {
      const some = rows.slice(part * ROWS, (part + 1) * ROWS)
      const csv = ['email,city', ...some.map(({ email, city }) => `${email},${city}`)].join('\n')
      const upload = part % 2 === 0 ? { body: some } : { body: csv, type: 'text/csv' }
      expect((await send(`${made.json.uri}/data`, { user, ...upload })).status).toBe(204)
    }
    const sync = (await send('/syncs', { user, body: { syncedInstanceUri: made.json.uri } })).json
    expect(await finished(send, sync.uri, user)).toBe('success')
    const logs = (await send(`${sync.uri}/logs`, { user })).json.items
    expect(logs.find((line) => line.statusCode === 'ELQ-00004')).toMatchObject({
      count: rows.length,
      syncUri: sync.uri,
    })

    const filter = `'{{Contact.Field(C_EmailAddress)}}' ~ 'client${client}.row%@concurrency.example.com'`
    const exported = await send('/contacts/exports', { user, body: { name: `client ${client}`, fields, filter } })
    const run = (await send('/syncs', { user, body: { syncedInstanceUri: exported.json.uri } })).json
    await finished(send, run.uri, user)
    const read: unknown[] = []
    for (let offset = 0; offset < rows.length; offset += 33) {
      read.push(...(await send(`${run.uri}/data?limit=33&offset=${offset}`, { user })).json.items)
    }
    const byEmail = (list: unknown[]) => list.map((row) => JSON.stringify(row)).toSorted()
    expect(byEmail(read)).toEqual(byEmail(rows))
  }

  it('lose nothing and get nobody else’s rows', async () => {
    await Promise.all(Array.from({ length: CLIENTS }, (_, client) => work(client)))
    const [{ n } = { n: 0 }] = simulator.control.sql(
      "SELECT count(*) AS n FROM contacts WHERE f100001 LIKE '%@concurrency.example.com'",
    )
    expect(n).toBe(CLIENTS * PARTS * ROWS)
    expect(simulator.control.defects()).toBe(0)
  })
})

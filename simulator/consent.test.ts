import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from './simulator.ts'
import { createTestClient, type TestClient } from './testing/test-client.ts'

const EMAIL = '{{Contact.Field(C_EmailAddress)}}'

/** Whether a person may be mailed: https://docs.oracle.com/en/cloud/saas/marketing/eloqua-develop/Developers/BulkAPI/Tutorials/bounceback_status.htm */
describe('imports that change consent', () => {
  let simulator: Simulator
  let send: TestClient

  beforeAll(async () => {
    simulator = await startSimulator({ contacts: 20, callbacks: 'none' })
    send = createTestClient(simulator)
  })
  afterAll(() => simulator.close())

  async function run(path: string, definition: object, rows: readonly object[]): Promise<Map<string, number>> {
    const created = await send(path, { body: { name: 'Consent', ...definition } })
    expect(created.status).toBe(201)
    await send(`${created.json.uri}/data`, { body: rows })
    const sync = (await send('/syncs', { body: { syncedInstanceUri: created.json.uri } })).json
    const { items } = (await send(`${sync.uri}/logs`)).json
    return new Map(items.map(({ statusCode, count }) => [String(statusCode), Number(count)]))
  }

  const contact = (email: string) =>
    simulator.control.sql('SELECT is_bounced, is_subscribed FROM contacts WHERE f100001 = ?', email)[0]

  const special = (name: string) => ({
    fields: { email: EMAIL, flag: `{{Contact.Email.${name}}}` },
    identifierFieldName: 'email',
  })

  it('mark contacts as bounced with 1 and as reachable with 0, new ones and old ones, and leave blanks alone', async () => {
    const rows = ['a', 'b', 'c'].map((name, at) => ({
      email: `${name}@bounce.example.com`,
      flag: at === 0 ? '1' : '0',
    }))
    const first = await run('/contacts/imports', special('IsBounced'), rows)
    expect(first.get('ELQ-00016')).toBe(1)
    expect(contact('a@bounce.example.com')).toMatchObject({ is_bounced: 1, is_subscribed: 1 })
    expect(contact('b@bounce.example.com')).toMatchObject({ is_bounced: 0, is_subscribed: 1 })
    await run('/contacts/imports', special('IsBounced'), [
      { email: 'a@bounce.example.com', flag: '' },
      { email: 'b@bounce.example.com', flag: '1' },
    ])
    expect(contact('a@bounce.example.com')).toMatchObject({ is_bounced: 1 })
    expect(contact('b@bounce.example.com')).toMatchObject({ is_bounced: 1 })
  })

  it('unsubscribe and subscribe, which the address itself follows', async () => {
    const row = { email: 'follow@bounce.example.com' }
    await run(
      '/emailAddresses/imports',
      { fields: { email: '{{EmailAddress.Field(EmailAddress)}}' }, identifierFieldName: 'email' },
      [row],
    )
    const logs = await run('/contacts/imports', special('IsSubscribed'), [{ ...row, flag: '0' }])
    expect(logs.get('ELQ-00017')).toBe(1)
    expect(contact(row.email)).toMatchObject({ is_subscribed: 0 })
    await run('/contacts/imports', special('IsSubscribed'), [{ ...row, flag: '1' }])
    expect(contact(row.email)).toMatchObject({ is_subscribed: 1 })
    const [address] = simulator.control.sql('SELECT is_subscribed FROM email_addresses WHERE f701 = ?', row.email)
    expect(address).toMatchObject({ is_subscribed: 1 })
  })

  it('reject a value that is no truth value and keep the row', async () => {
    const logs = await run('/contacts/imports', special('IsBounced'), [
      { email: 'd@bounce.example.com', flag: 'maybe' },
    ])
    expect(logs.get('ELQ-00040')).toBe(1)
    expect(contact('d@bounce.example.com')).toMatchObject({ is_bounced: 0 })
  })

  it('find the special fields in the list of contact fields', async () => {
    const { items } = (await send('/contacts/fields?q=name=Is*')).json
    expect(items.map(({ statement }) => statement)).toEqual([
      '{{Contact.Email.IsSubscribed}}',
      '{{Contact.Email.IsBounced}}',
    ])
  })

  it('set addresses as bounced by a sync action, and the contact that has the address, now or later', async () => {
    const bounced = [{ action: 'setStatus', destination: '{{GlobalSubscribe}}', status: 'bounced' }]
    const fields = { email: '{{EmailAddress.Field(EmailAddress)}}' }
    await run('/contacts/imports', { fields: { email: EMAIL }, identifierFieldName: 'email' }, [
      { email: 'now@bounce.example.com' },
    ])
    const logs = await run('/emailAddresses/imports', { fields, identifierFieldName: 'email', syncActions: bounced }, [
      { email: 'now@bounce.example.com' },
      { email: 'later@bounce.example.com' },
    ])
    expect(logs.get('ELQ-00016')).toBe(2)
    await run('/contacts/imports', { fields: { email: EMAIL }, identifierFieldName: 'email' }, [
      { email: 'later@bounce.example.com' },
    ])
    expect(contact('now@bounce.example.com')).toMatchObject({ is_bounced: 1 })
    expect(contact('later@bounce.example.com')).toMatchObject({ is_bounced: 1 })
  })

  it('take one sync action without its array, as production clients send it', async () => {
    const syncActions = { action: 'add', destination: '{{ContactList[12345]}}' }
    const reply = await send('/contacts/imports', {
      body: { name: 'Lone', fields: { email: EMAIL }, identifierFieldName: 'email', syncActions },
    })
    expect(reply.status).toBe(201)
    expect(reply.json).toMatchObject({ syncActions: [syncActions] })
  })

  it('keep how long a sync action lives between an hour and 365 days, and tell it only where it was asked for', async () => {
    const body = {
      name: 'Lives',
      fields: { Id: '{{Contact.Id}}' },
      identifierFieldName: 'Id',
      syncActions: [{ action: 'add', destination: '{{ContactList[12345]}}' }],
    }
    for (const [autoDeleteDuration, status] of [
      ['PT1H', 201],
      ['P365D', 201],
      ['P366D', 400],
      ['PT59M', 400],
    ] as const) {
      expect((await send('/contacts/syncActions', { body: { ...body, autoDeleteDuration } })).status).toBe(status)
    }
    const { uri } = (await send('/contacts/syncActions', { body: { ...body, autoDeleteDuration: 'P2D' } })).json
    expect((await send(uri)).json).toMatchObject({ autoDeleteDuration: 'P2D' })
    await send(uri, { method: 'PUT', body })
    expect((await send(uri)).json).not.toHaveProperty('autoDeleteDuration')
    const imported = { name: 'Long', fields: { email: EMAIL }, identifierFieldName: 'email', autoDeleteDuration: 'P9Y' }
    expect((await send('/contacts/imports', { body: imported })).status).toBe(201)
  })

  it('have catalogues as recorded: company names may repeat, models are Active, untouched fields name nobody', async () => {
    const company = (await send('/accounts/fields?q=internalName=M_CompanyName')).json.items[0]
    expect(company).toMatchObject({ hasUniquenessConstraint: false, hasNotNullConstraint: true })
    const models = (await send('/contacts/scoring/models')).json.items
    expect(new Set(models.map(({ status }) => status))).toEqual(new Set(['Active']))
    for (const field of (await send('/contacts/fields')).json.items) {
      if (field.createdAt === field.updatedAt) expect(field).not.toHaveProperty('updatedBy')
    }
    const identity = await createTestClient(simulator, '')('/id')
    expect(identity.headers.get('x-request-id')).toBeNull()
  })
})

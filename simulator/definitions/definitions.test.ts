import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../simulator.ts'
import { createTestClient, type TestClient } from '../testing/test-client.ts'

describe('definitions', () => {
  let simulator: Simulator
  let send: TestClient

  beforeAll(async () => {
    const users = [
      { company: 'APITest', user: 'API.User', password: 'practice' },
      { company: 'APITest', user: 'Other.User', password: 'other:word' },
      { company: 'APITest', user: 'Reader', password: 'reader', mayDefine: false },
    ]
    simulator = await startSimulator({ contacts: 100, callbacks: 'none', users })
    send = createTestClient(simulator)
  })
  afterAll(() => simulator.close())

  const IMPORT = {
    name: 'Sound',
    fields: { email: '{{Contact.Field(C_EmailAddress)}}' },
    identifierFieldName: 'email',
  }
  const fieldsOf = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, '{{Contact.Id}}']))

  it.each([
    ['name', { ...IMPORT, name: '' }],
    ['name', { ...IMPORT, name: 'x'.repeat(101) }],
    ['name', { ...IMPORT, name: 12 }],
    ['fields', { ...IMPORT, fields: [] }],
    ['fields', { ...IMPORT, fields: {} }],
    ['fields', { ...IMPORT, fields: fieldsOf(101) }],
    ['fields', { ...IMPORT, fields: { email: 5 } }],
    ['identifierFieldName', { ...IMPORT, identifierFieldName: 'mail' }],
    ['identifierFieldName', { ...IMPORT, identifierFieldName: undefined }],
    ['dataRetentionDuration', { ...IMPORT, dataRetentionDuration: 'PT59M' }],
    ['dataRetentionDuration', { ...IMPORT, dataRetentionDuration: 'P15D' }],
    ['dataRetentionDuration', { ...IMPORT, dataRetentionDuration: 'a week' }],
    ['autoDeleteDuration', { ...IMPORT, autoDeleteDuration: 'PT30M' }],
    ['updateRule', { ...IMPORT, updateRule: 'sometimes' }],
    ['updateRuleByField', { ...IMPORT, updateRuleByField: { email: 'sometimes' } }],
    ['updateRuleByField', { ...IMPORT, updateRuleByField: { other: 'always' } }],
    ['importRule', { ...IMPORT, importRule: 'never' }],
    ['importPriorityUri', { ...IMPORT, importPriorityUri: '/imports/priorities/99' }],
    ['isSyncTriggeredOnImport', { ...IMPORT, isSyncTriggeredOnImport: 'yes' }],
    ['syncActions', { ...IMPORT, syncActions: Array(11).fill({ destination: '{{ContactList[1]}}' }) }],
  ])('with a wrong %s are refused with the failure on it', async (field, body) => {
    const reply = await send('/contacts/imports', { body })
    expect([reply.status, reply.reason]).toEqual([400, 'There was a validation error.'])
    expect(reply.json.failures.map((failure) => failure.field)).toContain(field)
    for (const failure of reply.json.failures) {
      const order = ['field', 'value', 'constraint'].filter((key) => key in failure)
      expect(Object.keys(failure)).toEqual(order)
    }
  })

  it.each([
    ['an unknown statement', { ...IMPORT, fields: { email: '{{Contact.Field(C_Nothing)}}' } }, '/contacts/imports'],
    [
      'a broken filter',
      { name: 'x', fields: { id: '{{Contact.Id}}' }, filter: "'{{Contact.Id}}' = " },
      '/contacts/exports',
    ],
    ['251 fields', { name: 'x', fields: fieldsOf(251) }, '/contacts/exports'],
    [
      'two fields in a sync action',
      {
        ...IMPORT,
        fields: { email: '{{Contact.Id}}', b: '{{Contact.Id}}' },
        syncActions: [{ destination: '{{ContactList[1]}}' }],
      },
      '/contacts/syncActions',
    ],
    ['a sync action without actions', { ...IMPORT, syncActions: [] }, '/contacts/syncActions'],
    ['an unknown list', { ...IMPORT, syncActions: [{ destination: '{{ContactList[999]}}' }] }, '/contacts/syncActions'],
  ])('with %s are refused', async (_, body, path) => {
    const reply = await send(path, { body })
    expect(reply.status).toBe(400)
    expect(reply.json.failures.length).toBeGreaterThan(0)
  })

  it('are validated again when they are synced', async () => {
    const { uri } = (await send('/contacts/imports', { body: IMPORT })).json
    const [stored] = simulator.control.definitions().filter((one) => one.uri === uri)
    if (!stored) throw new Error('the definition was not stored')
    // What Eloqua calls a deleted field: the statement was known when the definition was made.
    Object.assign(stored.properties, { fields: { email: '{{Contact.Field(C_Deleted)}}' } })
    const reply = await send('/syncs', { body: { syncedInstanceUri: uri } })
    expect([reply.status, reply.json.failures[0]?.field]).toEqual([400, 'fields'])
  })

  it.each(['/contacts/imports/999', '/nonsense', 7, undefined, '../syncs', '/syncs/1444'])(
    'that do not exist cannot be synced (%j)',
    async (syncedInstanceUri) => {
      const reply = await send('/syncs', { body: { syncedInstanceUri } })
      expect([reply.status, reply.json.failures[0]?.field]).toEqual([400, 'syncedInstanceUri'])
    },
  )

  it('may only be made by users who have the right, but synced by all', async () => {
    const user = 'APITest\\Reader:reader'
    expect((await send('/contacts/imports', { body: IMPORT, user })).status).toBe(403)
    expect((await send('/contacts/imports/17', { method: 'DELETE', user })).status).toBe(403)
    expect((await send('/syncs', { body: { syncedInstanceUri: '/contacts/exports/88' }, user })).status).toBe(201)
  })

  it('give their data only to the user who synced them', async () => {
    const { uri } = (await send('/syncs', { body: { syncedInstanceUri: '/contacts/exports/88' } })).json
    const other = 'apitest\\other.user:other:word'
    expect((await send(uri, { user: other })).status).toBe(200)
    expect((await send(`${uri}/data`, { user: other })).status).toBe(403)
    expect((await send(`${uri}/data`, { user: other, method: 'DELETE' })).status).toBe(403)
    expect((await send(`${uri}/data?limit=1`)).status).toBe(200)
    expect((await send(`${uri}/data`, { method: 'DELETE' })).status).toBe(204)
    expect((await send(`${uri}/data`)).status).toBe(410)
  })

  it('read quoted booleans and property names of any case, and drop what is read-only', async () => {
    const body = {
      ...IMPORT,
      ISSYNCTRIGGEREDONIMPORT: 'TRUE',
      createdBy: 'somebody',
      uri: '/contacts/imports/1',
      kbUsed: 9,
    }
    const { json } = await send('/contacts/imports', { body })
    expect(json).toMatchObject({ isSyncTriggeredOnImport: true, createdBy: 'API.User' })
    expect(json.uri).not.toBe('/contacts/imports/1')
    expect(json).not.toHaveProperty('kbUsed')
  })
})

describe('lists', () => {
  let simulator: Simulator
  let send: TestClient

  beforeAll(async () => {
    simulator = await startSimulator({ contacts: 100, callbacks: 'none' })
    send = createTestClient(simulator)
  })
  afterAll(() => simulator.close())

  const names = async (query: string) => {
    const { json } = await send(`/contacts/exports?${query}`)
    return json.items.map((item) => item.name)
  }

  it.each([
    ['q=name=All contacts', ['All contacts']],
    ['q="name=*mail*house"', ['Contacts for the mail house']],
    ["q=NAME='all CONTACTS'", ['All contacts']],
    ['q=name!=*contacts*&orderBy=name', ['Newsletter subscribers']],
    ['orderBy=name DESC&limit=1', ['Newsletter subscribers']],
    ['orderBy=createdAt ASC&limit=1', ['All contacts']],
    ['q=createdAt<2000-01-01', []],
    ['limit=1&offset=1&orderBy=name', ['Contacts for the mail house']],
  ])('answer %s', async (query, expected) => {
    expect(await names(query)).toEqual(expected)
  })

  it('page through all syncs without losing or repeating one', async () => {
    const seen: unknown[] = []
    for (let offset = 0, more = true; more; offset += 7) {
      const { json } = await send(`/syncs?limit=7&offset=${offset}&orderBy=createdAt desc`)
      seen.push(...json.items.map((item) => item.uri))
      more = json.hasMore
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(simulator.control.syncs().length)
    expect(seen.at(-1)).toBe('/syncs/1444')
  })

  it.each([
    'limit=0',
    'limit=1001',
    'limit=abc',
    'offset=-1',
    'limit=99999999999999999999',
    'q=nothing=1',
    'q=???',
    'orderBy=nothing',
    'orderBy=name sideways',
    'totalResults=maybe',
  ])('refuse %s with the failure on it', async (query) => {
    const reply = await send(`/contacts/exports?${query}`)
    expect([reply.status, reply.json.failures[0]?.field]).toEqual([400, query.split('=')[0]])
  })

  it('of data take 50,000 rows a page, lists 1,000', async () => {
    expect((await send('/syncs/1444/data?limit=50000')).status).toBe(200)
    expect((await send('/syncs/1444/data?limit=50001')).status).toBe(400)
  })
})

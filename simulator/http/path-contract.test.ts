import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../simulator.ts'
import { createTestClient, type TestClient } from '../testing/test-client.ts'
import { type Method, PATH_TABLE, type PathRow } from './paths.ts'
import { PUBLISHED_CONTRACT } from './published-contract.ts'

/** A field map that each family's data model accepts, and the field that identifies a row. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  contacts: { email: '{{Contact.Field(C_EmailAddress)}}' },
  accounts: { name: '{{Account.Field(M_CompanyName)}}' },
  customObjects: { id: '{{CustomObject[9].Field[53]}}' },
  activities: { id: '{{Activity.ExternalId}}', type: '{{Activity.Type}}' },
  events: { ticket: '{{Event[3].Field[303]}}' },
  'opportunities/contacts': {
    opportunity: '{{Opportunity.Id}}',
    email: '{{Opportunity.Contact.Field(C_EmailAddress)}}',
  },
  opportunities: {
    id: '{{Opportunity.Id}}',
    name: '{{Opportunity.Field(Name)}}',
    stage: '{{Opportunity.Field(Stage)}}',
    amount: '{{Opportunity.Field(Amount)}}',
  },
  campaignResponses: { id: '{{CampaignResponse.Id}}' },
  emailAddresses: { email: '{{Contact.Field(C_EmailAddress)}}' },
  phoneNumbers: { phone: '{{PhoneNumber.Field(PhoneNumber)}}' },
}

function definitionFor({ family = 'contacts', kind }: PathRow): Record<string, unknown> {
  const fields = FIELDS[family] ?? {}
  const name = `${family} ${kind} of the contract test`
  const filter = family === 'activities' ? { filter: "'{{Activity.Type}}' = 'EmailOpen'" } : {}
  if (kind === 'export') return { name, fields, ...filter }
  const identifierFieldName = Object.keys(fields)[0]
  if (kind === 'import') return { name, fields, identifierFieldName }
  const only: Readonly<Record<string, readonly [string, string]>> = {
    contacts: ['{{Contact.Id}}', '{{ContactList[1]}}'],
    accounts: ['{{Account.Id}}', '{{AccountList[1]}}'],
  }
  const [statement, destination] = only[family] ?? ['{{CustomObject[9].Id}}', '']
  const action = destination
    ? { action: 'add', destination }
    : {
        action: 'setStatus',
        destination: '{{DecisionInstance(da6ed61da73441dba1349582a4fa8a2c).Execution[12345]}}',
        status: 'yes',
      }
  return { name, fields: { Id: statement }, identifierFieldName: 'Id', syncActions: [action] }
}

const PARENTS: Readonly<Record<string, string>> = { customObjects: '9', events: '3' }

describe('the path table', () => {
  it('holds exactly the paths and methods of the published contract', () => {
    const table = PATH_TABLE.map(({ path, operations }) => `${path} ${Object.keys(operations).join(' ')}`)
    expect(table.toSorted()).toEqual(PUBLISHED_CONTRACT.toSorted())
  })
})

describe('every path', () => {
  let simulator: Simulator
  let send: TestClient

  beforeAll(async () => {
    simulator = await startSimulator({ contacts: 200, callbacks: 'none' })
    send = createTestClient(simulator)
  })
  afterAll(() => simulator.close())

  const collections = PATH_TABLE.filter(({ operations }) => operations.POST === 'createDefinition')

  it.each(collections.map((row) => [row.path, row] as const))(
    '%s creates, lists, reads, changes and deletes',
    async (_, row) => {
      const path = row.path.replace('{parentId}', PARENTS[row.family ?? ''] ?? '')
      const created = await send(path, { body: definitionFor(row) })
      expect(created.text).toContain('"uri"')
      expect(created.status).toBe(201)
      const { uri } = created.json
      expect(uri).toMatch(new RegExp(`^${path}/[1-9]\\d*$`))
      const listed = await send(`${path}?limit=1000`)
      expect(listed.json.items.map((item) => item.uri)).toContain(uri)
      expect((await send(uri)).json).toMatchObject({ uri, name: definitionFor(row).name })
      const renamed = await send(uri, { method: 'PUT', body: { ...definitionFor(row), name: 'Renamed' } })
      expect(renamed.status).toBe(200)
      expect(renamed.json).toMatchObject({ uri, name: 'Renamed' })
      const global = `/${row.kind === 'syncAction' ? 'syncActions' : `${row.kind}s`}`
      expect((await send(`${global}?q=name=Renamed`)).json.items.map((item) => item.uri)).toContain(uri)
      expect((await send(uri, { method: 'DELETE' })).status).toBe(204)
      expect((await send(uri)).status).toBe(404)
    },
  )

  it.each(collections.map((row) => [row.path, row] as const))('%s takes and gives data, and syncs', async (_, row) => {
    const path = row.path.replace('{parentId}', PARENTS[row.family ?? ''] ?? '')
    const { uri } = (await send(path, { body: definitionFor(row) })).json
    if (row.kind !== 'export') {
      const [name = ''] = Object.keys((definitionFor(row).fields ?? {}) as object)
      expect((await send(`${uri}/data`, { body: [{ [name]: 'x' }] })).status).toBe(204)
      expect((await send(`${uri}/data`, { body: `${name}\nx`, type: 'text/csv' })).status).toBe(204)
    }
    const sync = await send('/syncs', { body: { syncedInstanceUri: uri } })
    expect(sync.status).toBe(201)
    expect((await send(sync.json.uri)).json.status).toMatch(/^(success|warning)$/)
    expect((await send(`${sync.json.uri}/logs`)).json.totalResults).toBeGreaterThan(0)
    expect((await send(`${sync.json.uri}/rejects`)).json.items).toBeInstanceOf(Array)
    expect((await send(`${sync.json.uri}/data?limit=2`)).status).toBe(row.kind === 'export' ? 200 : 400)
    expect((await send(`${uri}/data`)).status).toBe(row.kind === 'export' ? 200 : 405)
    expect((await send(`${uri}/data`, { method: 'DELETE' })).status).toBe(204)
  })

  const catalogues = PATH_TABLE.filter(({ operations }) => operations.GET === 'listCatalogue')

  it.each(catalogues.map((row) => [row.path, row] as const))(
    '%s lists, and each entry can be read at its uri',
    async (_, row) => {
      const parent = row.path.startsWith('/events') ? '3' : '9'
      const listed = await send(row.path.replace('{parentId}', parent))
      expect(listed.status).toBe(200)
      expect(listed.json.totalResults).toBeGreaterThan(0)
      const first = listed.json.items[0]
      const isReadable = row.catalogue !== 'campaignResponses/fields' && row.catalogue !== 'campaigns/fields'
      if (isReadable && first?.uri) expect((await send(String(first.uri))).json).toEqual(first)
      expect((await send(`${row.path.replace('{parentId}', parent)}/999999`)).status).toBe(404)
    },
  )

  it('answers 405 to a method that a path does not have', async () => {
    const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'DELETE']
    for (const { path, operations } of PATH_TABLE) {
      const real = path.replace('{parentId}', path.startsWith('/events') ? '3' : '9').replace('{id}', '1')
      for (const method of methods.filter((one) => !operations[one])) {
        const reply = await send(real, { method, type: 'application/json' })
        expect([method, path, reply.status]).toEqual([method, path, 405])
      }
    }
  })

  it('tells what staging uses and may use', async () => {
    const before = (await send('/imports/data')).json.kbUsed
    await send('/contacts/imports/17/data', { body: [{ email: 'x'.repeat(4096) }] })
    const after = await send('/imports/data')
    expect(Object.keys(after.json)).toEqual(['kbUsed', 'kbAllowed'])
    expect(after.json.kbUsed).toBeGreaterThanOrEqual(before + 4)
    expect((await send('/exports/data')).json).toMatchObject({ kbAllowed: 500_000 })
  })

  it('does not know a custom object that does not exist, whatever is asked of it', async () => {
    for (const path of [
      '/customObjects/999',
      '/customObjects/999/fields',
      '/customObjects/999/imports',
      '/events/77/exports',
    ]) {
      expect((await send(path)).status).toBe(404)
    }
  })
})

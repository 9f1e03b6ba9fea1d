import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from './simulator.ts'
import { createTestClient, type TestClient } from './testing/test-client.ts'

const SEVEN_DIGITS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/
const FROM_DATABASE = /\.\d{3}0000Z$/

/** Recorded shapes: property by property, in the recorded order. */
describe('answers have the recorded shape', () => {
  let simulator: Simulator
  let send: TestClient

  beforeAll(async () => {
    simulator = await startSimulator({ contacts: 300, callbacks: 'none' })
    send = createTestClient(simulator)
  })
  afterAll(() => simulator.close())

  it('of discovery', async () => {
    const reply = await createTestClient(simulator, '')('/id')
    expect(reply.headers.get('content-type')).toBe('application/json; charset=utf-8')
    const { origin } = simulator
    expect(reply.text).toBe(
      `{"site":{"id":734972,"name":"APITest"},"user":{"id":222,"username":"API.User","displayName":"API User","firstName":"API","lastName":"User","emailAddress":"api.user@example.com"},"urls":{"base":"${origin}","apis":{"soap":{"standard":"${origin}/API/{version}/Service.svc","dataTransfer":"${origin}/API/{version}/DataTransferService.svc","email":"${origin}/API/{version}/EmailService.svc","externalAction":"${origin}/API/{version}/ExternalActionService.svc"},"rest":{"standard":"${origin}/API/REST/{version}/","bulk":"${origin}/API/Bulk/{version}/"}}}}`,
    )
  })

  it.each(['APITest\\API.User:wrong', 'Nobody\\API.User:practice', 'practice', ':', ''])(
    'of a failed discovery, which is a 200 (%j)',
    async (user) => {
      const reply = await createTestClient(simulator, '')('/id', { user })
      expect([reply.status, reply.text, reply.headers.get('content-length')]).toEqual([
        200,
        '"Not authenticated."',
        '20',
      ])
      const call = await send('/syncs', { user })
      expect([call.status, call.reason, call.text]).toEqual([401, 'Unauthorized', '"Not authenticated."'])
      expect(call.headers.get('www-authenticate')).toBeNull()
    },
  )

  it('of a new sync and of one that is read back', async () => {
    const created = await send('/syncs', { body: { syncedInstanceUri: '/contacts/exports/88' } })
    expect(Object.keys(created.json)).toEqual(['syncedInstanceUri', 'status', 'createdAt', 'createdBy', 'uri'])
    expect(created.json).toMatchObject({ status: 'pending', createdAt: expect.stringMatching(SEVEN_DIGITS) })
    const read = await send(created.json.uri)
    expect(Object.keys(read.json)).toEqual([
      'syncedInstanceUri',
      'syncStartedAt',
      'syncEndedAt',
      'status',
      'createdAt',
      'createdBy',
      'uri',
    ])
    expect(read.json.createdAt).toMatch(FROM_DATABASE)
    const ahead = Date.parse(created.json.createdAt) - Date.parse(read.json.createdAt)
    expect(ahead).toBeGreaterThanOrEqual(780)
    expect(ahead).toBeLessThan(900)
  })

  it('of a list of syncs', async () => {
    const list = await send('/syncs?limit=2')
    expect(Object.keys(list.json)).toEqual(['items', 'totalResults', 'limit', 'offset', 'count', 'hasMore'])
    expect(list.json).toMatchObject({ limit: 2, offset: 0, count: 2, hasMore: true })
    const without = await send('/syncs?limit=2&totalResults=false')
    expect(Object.keys(without.json)).toEqual(['items', 'limit', 'offset', 'count', 'hasMore'])
  })

  it('of the logs of an import with duplicates and a bad address, and of its rejects', async () => {
    const fields = {
      emailAddress: '{{Contact.Field(C_EmailAddress)}}',
      firstName: '{{Contact.Field(C_FirstName)}}',
      lastName: '{{Contact.Field(C_LastName)}}',
      mobilePhone: '{{Contact.Field(C_MobilePhone)}}',
    }
    const body = { name: 'My import', fields, identifierFieldName: 'emailAddress' }
    const { uri } = (await send('/contacts/imports', { body })).json
    const rows = [
      { emailAddress: 'first@conformance.example.com', firstName: 'Ann' },
      { emailAddress: 'bademail', firstName: 'William' },
      { emailAddress: 'FIRST@conformance.example.com', firstName: 'Bea' },
    ]
    expect((await send(`${uri}/data`, { body: rows })).status).toBe(204)
    const sync = (await send('/syncs', { body: { syncedInstanceUri: uri } })).json
    const logs = (await send(`${sync.uri}/logs`)).json
    for (const line of logs.items) {
      expect(Object.keys(line)).toEqual(['syncUri', 'count', 'severity', 'statusCode', 'message', 'createdAt'])
      expect(line).toMatchObject({ syncUri: sync.uri, createdAt: expect.stringMatching(FROM_DATABASE) })
    }
    const codes = logs.items.map((line) => String(line.statusCode))
    const recorded = [
      'ELQ-00130',
      'ELQ-00137',
      'ELQ-00101',
      'ELQ-00001',
      'ELQ-00026',
      'ELQ-00003',
      'ELQ-00004',
      'ELQ-00022',
    ]
    expect(codes.filter((code) => recorded.includes(code))).toEqual(recorded)
    const id = sync.uri.replace('/syncs/', '')
    expect(logs.items.map((line) => line.message)).toContain(
      `Sync processed for sync ${id}, resulting in Warning status.`,
    )
    const rejects = (await send(`${sync.uri}/rejects`)).json
    const bad = rejects.items.find((reject) => reject.statusCode === 'ELQ-00002')
    expect(JSON.stringify(bad)).toBe(
      '{"fieldValues":{"emailAddress":"bademail","firstName":"William","lastName":"","mobilePhone":""},"message":"Invalid email address.","statusCode":"ELQ-00002","recordIndex":2,"invalidFields":["emailAddress"]}',
    )
    expect((await send(sync.uri)).json.status).toBe('warning')
  })

  it('of no rejects at all: an empty list', async () => {
    const reply = await send('/syncs/1444/rejects')
    expect(reply.text).toBe('{"items":[],"totalResults":0,"limit":1000,"offset":0,"count":0,"hasMore":false}')
  })

  it('of contact fields', async () => {
    const page = await send('/contacts/fields?limit=2')
    expect(page.json.items[0]).toMatchObject({
      name: 'Email Address',
      internalName: 'C_EmailAddress',
      dataType: 'emailAddress',
      hasReadOnlyConstraint: false,
      hasNotNullConstraint: true,
      hasUniquenessConstraint: true,
      statement: '{{Contact.Field(C_EmailAddress)}}',
      uri: '/contacts/fields/100001',
    })
    expect(page.json.hasMore).toBe(true)
  })

  it('of an export definition', async () => {
    const fields = { ID: '{{Contact.Id}}', Email: '{{Contact.Field(C_EmailAddress)}}' }
    const filter = "'{{Contact.Field(C_Country)}}' = 'BE'"
    const body = {
      autoDeleteDuration: 'P3D',
      areSystemTimestampsInUTC: 'true',
      filter,
      fields,
      name: 'Belgian contacts',
    }
    const created = await send('/contacts/exports', { body })
    expect(Object.keys(created.json)).toEqual([
      'name',
      'fields',
      'filter',
      'areSystemTimestampsInUTC',
      'dataRetentionDuration',
      'autoDeleteDuration',
      'uri',
      'createdBy',
      'createdAt',
      'updatedBy',
      'updatedAt',
    ])
    expect(created.json).toMatchObject({ areSystemTimestampsInUTC: true, dataRetentionDuration: 'PT12H' })
  })

  it('of an import definition: what is unknown is dropped, what is unset is filled in', async () => {
    const fields = { emailAddress: '{{Contact.Field(C_EmailAddress)}}', firstName: '{{Contact.Field(C_FirstName)}}' }
    const body = { name: 'My import', fields, identifierFieldName: 'emailAddress', areSystemTimestampsInUTC: true }
    const created = await send('/contacts/imports', { body })
    const text = created.text.replace(/"uri".*/, '')
    expect(text).toBe(
      '{"name":"My import","fields":{"emailAddress":"{{Contact.Field(C_EmailAddress)}}","firstName":"{{Contact.Field(C_FirstName)}}"},"identifierFieldName":"emailAddress","isSyncTriggeredOnImport":false,"dataRetentionDuration":"P7D","isUpdatingMultipleMatchedRecords":false,',
    )
    expect(Object.keys(created.json).slice(-5)).toEqual(['uri', 'createdBy', 'createdAt', 'updatedBy', 'updatedAt'])
  })

  it('of a sync-action definition', async () => {
    const read = await send('/customObjects/9/syncActions/6')
    expect(Object.keys(read.json)).toEqual([
      'name',
      'fields',
      'identifierFieldName',
      'isSyncTriggeredOnImport',
      'syncActions',
      'uri',
      'createdBy',
      'createdAt',
      'updatedBy',
      'updatedAt',
    ])
    expect(read.text).toContain(
      '"syncActions":[{"action":"setStatus","destination":"{{DecisionInstance(da6ed61da73441dba1349582a4fa8a2c).Execution[12345]}}","status":"yes"}]',
    )
  })

  it('of data without rows: no items', async () => {
    const body = {
      name: 'Nobody',
      fields: { ID: '{{Contact.Id}}' },
      filter: "'{{Contact.Field(C_Country)}}' = 'Atlantis'",
    }
    const { uri } = (await send('/contacts/exports', { body })).json
    const sync = (await send('/syncs', { body: { syncedInstanceUri: uri } })).json
    const page = await send(`${sync.uri}/data`)
    expect(page.text).toBe('{"totalResults":0,"limit":1000,"offset":0,"count":0,"hasMore":false}')
  })

  it('of data as CSV: a header on every page, and no envelope', async () => {
    const all = await send('/syncs/1444/data', { headers: { Accept: 'text/csv' } })
    expect(all.headers.get('content-type')).toContain('text/csv')
    const lines = all.text.trim().split(/\r?\n/)
    expect(lines).toHaveLength(11)
    const last = await send('/syncs/1444/data?limit=5&offset=9', { headers: { Accept: 'text/csv' } })
    expect(last.text.trim().split(/\r?\n/)).toEqual([lines[0], lines[10]])
  })

  it('of every answer: an id to ask about, nothing to cache, no hint when to come again', async () => {
    for (const path of ['/syncs', '/syncs/999999', '/nothing']) {
      const { headers } = await send(path)
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}\/\d+$/)
      expect(headers.get('cache-control')).toBe('no-store')
      for (const name of ['retry-after', 'etag', 'www-authenticate']) expect(headers.get(name)).toBeNull()
    }
  })

  it('whatever the case of path and property names', async () => {
    const shouting = createTestClient(simulator, '/API/BULK/2.0')
    expect((await shouting('/Contacts/Exports/88')).json.uri).toBe('/contacts/exports/88')
    const made = await shouting('/SYNCS', { body: { SYNCEDINSTANCEURI: '/CONTACTS/exports/88' } })
    expect(made.json).toMatchObject({ syncedInstanceUri: '/contacts/exports/88' })
  })
})

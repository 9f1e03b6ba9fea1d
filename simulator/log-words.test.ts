import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isCode, logText, STATUS_CODES } from './engine/imports/status-codes.ts'
import { type Simulator, startSimulator } from './simulator.ts'
import { createTestClient, type TestClient } from './testing/test-client.ts'

const EMAIL = '{{Contact.Field(C_EmailAddress)}}'
const FIRST = '{{Contact.Field(C_FirstName)}}'
const DECISION = '{{DecisionInstance(da6ed61da73441dba1349582a4fa8a2c).Execution[12345]}}'

/** Clients match on these words: https://docs.oracle.com/en/cloud/saas/marketing/eloqua-develop/Developers/GettingStarted/APIRequests/eloqua-status-codes.htm */
describe('the words of a log', () => {
  let simulator: Simulator
  let send: TestClient

  beforeAll(async () => {
    simulator = await startSimulator({ contacts: 20, callbacks: 'none' })
    send = createTestClient(simulator)
  })
  afterAll(() => simulator.close())

  async function logsOf(path: string, body: object, rows: unknown, type?: string): Promise<Map<string, unknown>> {
    const { uri } = (await send(path, { body: { name: 'Words', ...body } })).json
    await send(`${uri}/data`, { body: rows, ...(type ? { type } : {}) })
    const sync = (await send('/syncs', { body: { syncedInstanceUri: uri } })).json
    const { items } = (await send(`${sync.uri}/logs`)).json
    return new Map(items.map(({ statusCode, message }) => [String(statusCode), message]))
  }

  const action = (family: string, statement: string, one: object, rows: unknown) =>
    logsOf(
      `/${family}/syncActions`,
      { fields: { Id: statement }, identifierFieldName: 'Id', syncActions: [{ action: 'setStatus', ...one }] },
      rows,
    )

  it.each([
    [
      'contacts',
      '{{Contact.Id}}',
      { action: 'add', destination: '{{ContactList[12345]}}' },
      'ELQ-00119',
      'Added members to Contact List 12345.',
    ],
    [
      'contacts',
      '{{Contact.Id}}',
      { action: 'remove', destination: '{{ContactList[12345]}}' },
      'ELQ-00118',
      'Removed members from Contact List 12345.',
    ],
    [
      'accounts',
      '{{Account.Id}}',
      { action: 'add', destination: '{{AccountList[7]}}' },
      'ELQ-00114',
      'Added members to Account List 7.',
    ],
    [
      'accounts',
      '{{Account.Id}}',
      { action: 'remove', destination: '{{AccountList[7]}}' },
      'ELQ-00117',
      'Removed members from Account List 7.',
    ],
    [
      'contacts',
      '{{Contact.Id}}',
      { destination: '{{EmailGroup[2]}}', status: 'subscribed' },
      'ELQ-00115',
      'Subscribed members to Email Group 2.',
    ],
    [
      'contacts',
      '{{Contact.Id}}',
      { destination: '{{EmailGroup[2]}}', status: 'unsubscribed' },
      'ELQ-00116',
      'Unsubscribed members from Email Group 2.',
    ],
    [
      'contacts',
      '{{Contact.Id}}',
      { destination: '{{GlobalSubscribe}}', status: 'unsubscribed' },
      'ELQ-00017',
      'Contacts email marked as unsubscribed.',
    ],
    [
      'contacts',
      '{{Contact.Id}}',
      { destination: '{{GlobalSubscribe}}', status: 'subscribed' },
      'ELQ-00138',
      'Contacts email marked as subscribed.',
    ],
    [
      'contacts',
      '{{Contact.Id}}',
      { destination: DECISION, status: 'yes' },
      'ELQ-00128',
      `Updated members status to yes in service instance ${DECISION}.`,
    ],
  ])('are those of Oracle for an action on %s (%s %j)', async (family, statement, one, code, words) => {
    const logs = await action(family, statement, one, [{ Id: '1' }])
    expect(logs.get(code)).toBe(words)
    expect(logs.get('ELQ-00140')).toBe('Records staged for sync actions.')
  })

  it('name the field and the file where a file lacks a field or has one too many', async () => {
    const fields = { email: EMAIL, first: FIRST }
    const logs = await logsOf('/contacts/imports', { fields, identifierFieldName: 'email' }, [
      { email: 'words@example.com', shoe: '43' },
    ])
    expect(logs.get('ELQ-00111')).toBe('Field shoe is not part of import definition, and will be ignored.')
    expect(logs.get('ELQ-00121')).toMatch(
      /^Field first is part of import definition, but not included in file \d+\.json\.$/,
    )
  })

  it('name the sync and its user where the staged file cannot be read', async () => {
    const body = { fields: { email: EMAIL }, identifierFieldName: 'email' }
    const logs = await logsOf('/contacts/imports', body, 'email\n"open@example.com\n', 'text/csv')
    expect(logs.get('ELQ-00105')).toMatch(/^Error processing import staging file .+ on sync \d+ for user API\.User\.$/)
  })

  it('say of custom object rows that their data was created or updated', async () => {
    const body = { fields: { key: '{{CustomObject[9].Field[53]}}' }, identifierFieldName: 'key' }
    const logs = await logsOf('/customObjects/9/imports', body, [{ key: 'a' }])
    expect(logs.get('ELQ-00007')).toBe('CustomObject data created.')
    expect(logs.get('ELQ-00012')).toBe('CustomObject data updated.')
  })

  it('can be missing altogether: a line with a code alone', async () => {
    const lines = simulator.control.sql("SELECT body FROM bulk_logs WHERE body LIKE '%ELQ-00071%'")
    expect(lines.length).toBeGreaterThan(0)
    const line = JSON.parse(String(lines[0]?.body)) as { syncUri: string }
    const { items } = (await send(`${line.syncUri}/logs`)).json
    expect(items.find(({ statusCode }) => statusCode === 'ELQ-00071')).not.toHaveProperty('message')
  })

  /** The numbers of Oracle's page, as printed there, and 40, which recordings have. */
  const PAGE = '1-5 7 11-14 16 17 22 23 25 26 32-35 39 40 48 49 55 59-62 67-70 72 77-82 84 85 101-107 109-112 114-146'

  const numbers = PAGE.split(' ').flatMap((range) => {
    const [from = 0, to = from] = range.split('-').map(Number)
    return Array.from({ length: to - from + 1 }, (_, more) => from + more)
  })

  /** As printed on Oracle's page; in braces what a log fills in. */
  const PRINTED = {
    'ELQ-00004': 'Contacts created.',
    'ELQ-00007': 'CustomObject data created.',
    'ELQ-00012': 'CustomObject data updated.',
    'ELQ-00016': 'Contacts email marked as bounced.',
    'ELQ-00017': 'Contacts email marked as unsubscribed.',
    'ELQ-00025': 'CustomObject data linked.',
    'ELQ-00034': 'Total unmatched records.',
    'ELQ-00048': 'Contact already exists.',
    'ELQ-00055': 'Campaign not found.',
    'ELQ-00061': 'Rejected records (missing fields).',
    'ELQ-00070': 'Activity Type not found.',
    'ELQ-00072': 'Asset Type not found.',
    'ELQ-00077': 'Event data created.',
    'ELQ-00078': 'Event data linked.',
    'ELQ-00079': 'Event data updated.',
    'ELQ-00084': 'Opportunity does not exist.',
    'ELQ-00085': 'Contact does not exist.',
    'ELQ-00102': 'Successfully exported members to csv file.',
    'ELQ-00105': 'Error processing import staging file {file} on sync {syncId} for user {userId}.',
    'ELQ-00107': 'There was an error processing the {type}.',
    'ELQ-00111': 'Field {field} is not part of import definition, and will be ignored.',
    'ELQ-00114': 'Added members to Account List {listId}.',
    'ELQ-00115': 'Subscribed members to Email Group {groupId}.',
    'ELQ-00116': 'Unsubscribed members from Email Group {groupId}.',
    'ELQ-00117': 'Removed members from Account List {listId}.',
    'ELQ-00118': 'Removed members from Contact List {listId}.',
    'ELQ-00119': 'Added members to Contact List {listId}.',
    'ELQ-00120': 'Updated members status to {status} in Cloud Connector Instance {instanceId}.',
    'ELQ-00121': 'Field {field} is part of import definition, but not included in file {file}.',
    'ELQ-00124': 'There was no data available to process.',
    'ELQ-00128': 'Updated members status to {status} in service instance {instanceML}.',
    'ELQ-00135': 'Multiple matched record limit exceeded.',
    'ELQ-00138': 'Contacts email marked as subscribed.',
    'ELQ-00140': 'Records staged for sync actions.',
    'ELQ-00143':
      'Sync Recovery Worker could not recover from sync error. {syncProductType} definition for id {syncReferenceId} has been deleted.',
    'ELQ-00146': 'The sync failed because of a temporary error.',
  } as const

  it('are printed on the page of Oracle like this', () => {
    const ours = Object.keys(PRINTED).map((code) => [code, isCode(code) ? STATUS_CODES[code].log : undefined])
    expect(Object.fromEntries(ours)).toEqual(PRINTED)
  })

  it('are there for every code of the page, in what a sync of that end is logged with', async () => {
    const codes = numbers.map((number) => `ELQ-${String(number).padStart(5, '0')}`)
    expect(Object.keys(STATUS_CODES)).toEqual(codes)
    const { uri } = (await send('/contacts/exports', { body: { name: 'Every code', fields: { email: EMAIL } } })).json
    for (const statusCode of codes) {
      const effect = { kind: 'sync', outcome: 'error', statusCode } as const
      simulator.control.faults.add({ method: 'POST', path: '*/syncs', effect })
      const sync = (await send('/syncs', { body: { syncedInstanceUri: uri } })).json
      const { items } = (await send(`${sync.uri}/logs`)).json
      const line = items.find((item) => item.statusCode === statusCode)
      expect(line?.message, statusCode).toMatch(/^\S.*\.$/)
      expect(line?.message, statusCode).not.toMatch(/[{}]/)
    }
  })

  it('leave no place of a text unfilled, nor a code of a past sync unknown', () => {
    const lines = simulator.control.sql('SELECT body FROM bulk_logs').map(({ body }) => JSON.parse(String(body)))
    for (const { statusCode, message = '' } of lines as { statusCode: string; message?: string }[]) {
      expect(message).not.toMatch(/[{]\w+[}]/)
      expect(isCode(statusCode) || statusCode === 'ELQ-00071').toBe(true)
    }
    for (const code of Object.keys(STATUS_CODES)) if (isCode(code)) expect(logText(code)).not.toMatch(/[{}]/)
  })
})

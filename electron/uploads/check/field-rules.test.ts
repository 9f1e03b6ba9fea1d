import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../../simulator/simulator.ts'
import { createTestClient } from '../../eloqua/http/testing/test-client.ts'
import { createMemoryLog, SILENT_LOG } from '../../testing/memory-log.ts'
import { createFieldRuleBook } from './field-rules.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ speed: 'instant', contacts: 1, rows: 1 })
})
afterAll(() => simulator.close())

const signal = new AbortController().signal
const PURCHASES = {
  kind: 'import',
  family: 'customObjects',
  parentId: 9,
  fields: {
    order: '{{CustomObject[9].Field[53]}}',
    amount: '{{CustomObject[9].Field(Amount1)}}',
    on: '{{ customobject[9].field[57] }}',
    renewal: '{{CustomObject[9].Field[58]}}',
    unknown: '{{CustomObject[9].Field[999]}}',
  },
} as const

describe('the rules of a definition’s fields', () => {
  it('come from Eloqua’s list, however a statement names its field', async () => {
    const book = createFieldRuleBook(SILENT_LOG)
    expect(await book.rulesOf(createTestClient(simulator.origin), PURCHASES, signal)).toEqual({
      order: { type: 'text', smallLimit: 250 },
      amount: { type: 'number', mayBeWhole: true },
      on: { type: 'date' },
      renewal: { type: 'boolean' },
    })
  })

  it('know the special fields, and leave alone what only finds another record', async () => {
    const book = createFieldRuleBook(SILENT_LOG)
    const client = createTestClient(simulator.origin)
    const contacts = { subscribed: '{{Contact.Email.IsSubscribed}}', email: '{{Contact.Field(C_EmailAddress)}}' }
    expect(await book.rulesOf(client, { kind: 'import', family: 'contacts', fields: contacts }, signal)).toEqual({
      subscribed: { type: 'boolean' },
      email: { type: 'email' },
    })
    const activities = {
      when: '{{Activity.CreatedAt}}',
      campaign: '{{Activity.Campaign.Id}}',
      birthday: '{{Activity.Contact.Field(C_Birthday1)}}',
    }
    expect(await book.rulesOf(client, { kind: 'import', family: 'activities', fields: activities }, signal)).toEqual({
      when: { type: 'date' },
    })
  })

  it('are none for a sync action, whose one field names records', async () => {
    const action = { kind: 'syncAction', family: 'contacts', fields: { id: '{{Contact.Id}}' } } as const
    const client = createTestClient('http://127.0.0.1:9')
    expect(await createFieldRuleBook(SILENT_LOG).rulesOf(client, action, signal)).toEqual({})
  })

  it('are read once in five minutes', async () => {
    let time = 0
    const asked: string[] = []
    const client = createTestClient(simulator.origin, {
      fetch: (url, init) => {
        asked.push(String(url))
        return fetch(url, init)
      },
    })
    const book = createFieldRuleBook(SILENT_LOG, () => time)
    await book.rulesOf(client, PURCHASES, signal)
    const first = asked.length
    await book.rulesOf(client, PURCHASES, signal)
    expect(asked.length).toBe(first)
    time = 5 * 60_000
    await book.rulesOf(client, PURCHASES, signal)
    expect(asked.length).toBe(first * 2)
  })

  it('are not known where the list cannot be read or the check is canceled: the check goes on without', async () => {
    const { log, entries } = createMemoryLog()
    const book = createFieldRuleBook(log)
    const nowhere = createTestClient(simulator.origin, {
      fetch: async () => new Response('', { status: 403 }),
    })
    expect(await book.rulesOf(nowhere, PURCHASES, signal)).toBeUndefined()
    const stuck = createTestClient(simulator.origin, { fetch: () => new Promise(() => undefined) })
    const abort = new AbortController()
    const rules = book.rulesOf(stuck, PURCHASES, abort.signal)
    abort.abort()
    expect(await rules).toBeUndefined()
    expect(entries).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import type { SyncAction } from '../../../shared/eloqua/eloqua.ts'
import type { DefinitionInput } from '../data-engine.ts'
import { contactImport, countsOf, type TriedEngine, tryEngine } from '../try-engine.ts'

const DECISION = '{{DecisionInstance(da6ed61da73441dba1349582a4fa8a2c).Execution[12345]}}'
const ID = { Id: '{{Contact.Id}}' }

function action(...syncActions: SyncAction[]): DefinitionInput {
  return { kind: 'syncAction', family: 'contacts', name: 'Tried', fields: ID, identifierFieldName: 'Id', syncActions }
}

async function people(count: number): Promise<TriedEngine> {
  const tried = tryEngine()
  const rows = Array.from({ length: count }, (_, index) => ({ EmailAddress: `p${index + 1}@example.com` }))
  await tried.stage(contactImport(['EmailAddress']), rows)
  return tried
}

function members(tried: TriedEngine, filter: string): Promise<readonly string[]> {
  return tried.rows({ family: 'contacts', fields: ID, filter }).then((rows) => rows.map(({ Id }) => Id ?? ''))
}

describe('a sync action', () => {
  it('adds contacts to a list and removes them again, which an export filtered by the list shows', async () => {
    const tried = await people(4)
    const onList = "EXISTS('{{ContactList[12345]}}')"
    const add = action({ action: 'add', destination: '{{ContactList[12345]}}' })
    expect(countsOf(await tried.stage(add, [{ Id: '1' }, { Id: '3' }, { Id: '4' }]))).toMatchObject({
      'ELQ-00140': 3,
      'ELQ-00119': 3,
    })
    expect(countsOf(await tried.stage(add, [{ Id: '3' }]))).toMatchObject({ 'ELQ-00119': 0 })
    expect(await members(tried, onList)).toEqual(['1', '3', '4'])
    const remove = action({ action: 'remove', destination: '{{ContactList[12345]}}' })
    expect(countsOf(await tried.stage(remove, [{ Id: '3' }, { Id: '2' }]))).toMatchObject({ 'ELQ-00118': 1 })
    expect(await members(tried, onList)).toEqual(['1', '4'])
    expect(tried.engine.catalogue('contacts/lists').find(({ uri }) => uri === '/contacts/lists/12345')?.count).toBe(2)
  })

  it('finds contacts by address and by external id as well', async () => {
    const tried = await people(3)
    const add = action({ action: 'add', destination: '{{ContactList[12345]}}' })
    await tried.stage({ ...add, fields: { Id: '{{Contact.Field(C_EmailAddress)}}' } }, [{ Id: ' P2@example.com' }])
    await tried.stage({ ...add, fields: { Id: '{{Contact.Field(ContactIDExt)}}' } }, [{ Id: 'CMYCO000000000003' }])
    expect(await members(tried, "EXISTS('{{ContactList[12345]}}')")).toEqual(['2', '3'])
  })

  it('rejects ids that match nothing, are missing, or come twice', async () => {
    const tried = await people(2)
    const add = action({ action: 'add', destination: '{{ContactList[12345]}}' })
    const outcome = await tried.stage(add, [{ Id: '9' }, { Id: '' }, { Id: '1' }, { Id: 'abc' }, { Id: '1' }])
    expect(outcome.rejects.map(({ recordIndex, statusCode }) => [recordIndex, statusCode])).toEqual([
      [1, 'ELQ-00034'],
      [2, 'ELQ-00061'],
      [3, 'ELQ-00026'],
      [4, 'ELQ-00061'],
    ])
    expect(countsOf(outcome)).toMatchObject({ 'ELQ-00119': 1 })
  })

  it.each([
    ['unsubscribed', 'ELQ-00017', ['False', 'True']],
    ['subscribed', 'ELQ-00138', ['True', 'True']],
  ])('sets the global status %s', async (status, code, flags) => {
    const tried = await people(2)
    const outcome = await tried.stage(action({ action: 'setStatus', destination: '{{GlobalSubscribe}}', status }), [
      { Id: '1' },
    ])
    expect(countsOf(outcome)).toMatchObject({ [code]: 1 })
    const rows = await tried.rows({ family: 'contacts', fields: { flag: '{{Contact.Email.IsSubscribed}}' } })
    expect(rows.map(({ flag }) => flag)).toEqual(flags)
  })

  it.each([
    ['subscribed', 'ELQ-00115', 1],
    ['unsubscribed', 'ELQ-00116', 0],
  ])('sets the status %s in an e-mail group', async (status, code, kept) => {
    const tried = await people(1)
    const outcome = await tried.stage(action({ action: 'setStatus', destination: '{{EmailGroup[2]}}', status }), [
      { Id: '1' },
    ])
    expect(countsOf(outcome)).toMatchObject({ [code]: 1 })
    const row = tried.database
      .prepare('SELECT is_subscribed FROM group_subscriptions WHERE group_id = 2 AND contact_id = 1')
      .get()
    expect(row?.is_subscribed).toBe(kept)
  })

  it('sets member statuses that a STATUS filter then finds, for one record or for all of an execution', async () => {
    const tried = await people(3)
    const one = action({ action: 'setStatus', destination: DECISION, status: 'yes' })
    expect(countsOf(await tried.stage(one, [{ Id: '2' }, { Id: '3' }]))).toMatchObject({ 'ELQ-00128': 2 })
    expect(await members(tried, `STATUS('${DECISION}') = 'yes'`)).toEqual(['2', '3'])
    const all = action({ action: 'setStatus', destination: DECISION, status: 'no', updateAll: true })
    expect(countsOf(await tried.stage(all, [{ Id: '2' }]))).toMatchObject({ 'ELQ-00128': 2 })
    expect(await members(tried, `STATUS('${DECISION}') = 'no'`)).toEqual(['2', '3'])
  })

  it('rides along with an import and with an export', async () => {
    const tried = tryEngine()
    const add = { action: 'add', destination: '{{ContactList[12345]}}' } as const
    const remove = { action: 'remove', destination: '{{ContactList[12345]}}' } as const
    const imported = await tried.stage(contactImport(['EmailAddress'], { syncActions: [add] }), [
      { EmailAddress: 'a@example.com' },
      { EmailAddress: 'bad' },
    ])
    expect(imported.logs.at(-1)).toMatchObject({ statusCode: 'ELQ-00119', count: 1 })
    const onList = "EXISTS('{{ContactList[12345]}}')"
    const exported = await tried.export({ family: 'contacts', fields: ID, filter: onList, syncActions: [remove] })
    expect(exported.data.rowCount).toBe(1)
    expect(countsOf(exported)).toMatchObject({ 'ELQ-00118': 1 })
    expect(await members(tried, onList)).toEqual([])
  })
})

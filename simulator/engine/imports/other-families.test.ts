import { describe, expect, it } from 'vitest'
import type { DefinitionInput } from '../data-engine.ts'
import { contactImport, countsOf, tryEngine } from '../try-engine.ts'

const ACTIVITY: DefinitionInput = {
  kind: 'import',
  family: 'activities',
  name: 'Tried',
  fields: {
    email: '{{Activity.Contact.Field(C_EmailAddress)}}',
    campaign: '{{Activity.Campaign.Id}}',
    type: '{{Activity.Type}}',
    assetType: '{{Activity.Asset.Type}}',
    asset: '{{Activity.Asset.Name}}',
    at: '{{Activity.CreatedAt}}',
  },
}
const VISIT = {
  email: 'a@example.com',
  campaign: '',
  type: 'Attended',
  assetType: 'Webinar',
  asset: 'Spring',
  at: '2026-03-01 10:00:00',
}
const PURCHASE: DefinitionInput = {
  kind: 'import',
  family: 'customObjects',
  parentId: 9,
  name: 'Tried',
  identifierFieldName: 'order',
  fields: {
    order: '{{CustomObject[9].Field[53]}}',
    email: '{{CustomObject[9].Field[52]}}',
    renewal: '{{CustomObject[9].Field[58]}}',
  },
}

describe('an activity import', () => {
  it('only ever adds: the same row twice makes two activities', async () => {
    const tried = tryEngine()
    await tried.stage(contactImport(['EmailAddress']), [{ EmailAddress: 'a@example.com' }])
    const outcome = await tried.stage({ ...ACTIVITY, identifierFieldName: 'email' }, [VISIT, VISIT], [VISIT])
    expect(countsOf(outcome)).toMatchObject({ 'ELQ-00069': 3, 'ELQ-00123': 0 })
    const rows = await tried.rows({
      family: 'activities',
      filter: "'{{Activity.Type}}' = 'External'",
      areSystemTimestampsInUTC: true,
      fields: {
        who: '{{Activity.Contact.Field(C_EmailAddress)}}',
        name: '{{Activity.Asset.Name}}',
        at: '{{Activity.CreatedAt}}',
        type: '{{Activity.Field(ExternalActivityType)}}',
      },
    })
    expect(rows).toEqual(
      Array.from({ length: 3 }, () => ({
        who: 'a@example.com',
        name: 'Spring',
        at: '2026-03-01 10:00:00.000',
        type: 'Attended',
      })),
    )
  })

  it.each([
    [{ type: 'Danced' }, 'ELQ-00070', 'type'],
    [{ assetType: 'Zeppelin' }, 'ELQ-00072', 'assetType'],
    [{ campaign: '9999' }, 'ELQ-00055', 'campaign'],
    [{ email: 'nobody@example.com' }, 'ELQ-00085', 'email'],
    [{ email: '' }, 'ELQ-00061', 'email'],
  ])('rejects %j with %s', async (change, code, field) => {
    const tried = tryEngine()
    await tried.stage(contactImport(['EmailAddress']), [{ EmailAddress: 'a@example.com' }])
    const outcome = await tried.stage(ACTIVITY, [VISIT, { ...VISIT, ...change }])
    expect(
      outcome.rejects.map(({ statusCode, recordIndex, invalidFields }) => [statusCode, recordIndex, invalidFields]),
    ).toEqual([[code, 2, [field]]])
    expect(countsOf(outcome)).toMatchObject({ 'ELQ-00069': 1, [code]: 1 })
  })
})

describe('a custom-object import', () => {
  it('creates, updates and links records to contacts by the mapped field', async () => {
    const tried = tryEngine()
    await tried.stage(contactImport(['EmailAddress']), [{ EmailAddress: 'a@example.com' }])
    const linking: DefinitionInput = {
      ...PURCHASE,
      mapDataCards: true,
      mapDataCardsEntityType: 'Contact',
      mapDataCardsEntityField: '{{Contact.Field(C_EmailAddress)}}',
      mapDataCardsSourceField: 'email',
    }
    const first = await tried.stage(linking, [
      { order: 'PO-1', email: 'A@example.com', renewal: 'yes' },
      { order: 'PO-2', email: 'nobody@example.com', renewal: '0' },
    ])
    expect(countsOf(first)).toMatchObject({ 'ELQ-00007': 2, 'ELQ-00012': 0, 'ELQ-00025': 1 })
    expect(
      countsOf(await tried.stage(PURCHASE, [{ order: 'po-1', email: 'b@example.com', renewal: '' }])),
    ).toMatchObject({ 'ELQ-00007': 0, 'ELQ-00012': 1 })
    const fields = {
      id: '{{CustomObject[9].ExternalId}}',
      contact: '{{CustomObject[9].Contact.Field(C_EmailAddress)}}',
      renewal: '{{CustomObject[9].Field(Is_Renewal1)}}',
    }
    expect(await tried.rows({ family: 'customObjects', parentId: 9, fields })).toEqual([
      { id: 'DLPSB000000000001', contact: 'a@example.com', renewal: '' },
      { id: 'DLPSB000000000002', contact: '', renewal: 'False' },
    ])
  })

  it('by an identifier Eloqua gives out updates but never creates', async () => {
    const tried = tryEngine()
    await tried.stage(PURCHASE, [{ order: 'PO-1', email: '', renewal: '' }])
    const byId = {
      ...PURCHASE,
      identifierFieldName: 'id',
      fields: { id: '{{CustomObject[9].ExternalId}}', email: '{{CustomObject[9].Field[52]}}' },
    }
    const outcome = await tried.stage(byId, [
      { id: 'DLPSB000000000001', email: 'x' },
      { id: 'DLPSB000000000009', email: 'y' },
    ])
    expect(outcome.rejects.map(({ statusCode, recordIndex }) => [statusCode, recordIndex])).toEqual([['ELQ-00034', 2]])
    expect(countsOf(outcome)).toMatchObject({ 'ELQ-00007': 0, 'ELQ-00012': 1 })
  })
})

describe('the other imports', () => {
  it('create accounts by name and reject one without', async () => {
    const tried = tryEngine()
    const definition: DefinitionInput = {
      kind: 'import',
      family: 'accounts',
      name: 'Tried',
      identifierFieldName: 'crm',
      fields: { crm: '{{Account.Field(M_SFDCAccountID)}}', name: '{{Account.Field(M_CompanyName)}}' },
    }
    const outcome = await tried.stage(definition, [
      { crm: '1', name: 'Acme' },
      { crm: '2', name: '' },
    ])
    expect(countsOf(outcome)).toMatchObject({ 'ELQ-00005': 1, 'ELQ-00061': 1 })
  })

  it('unsubscribe an address without making a contact, and the contact that has it', async () => {
    const tried = tryEngine()
    await tried.stage(contactImport(['EmailAddress']), [{ EmailAddress: 'a@example.com' }])
    const outcome = await tried.stage(
      {
        kind: 'import',
        family: 'emailAddresses',
        name: 'Tried',
        identifierFieldName: 'email',
        fields: { email: '{{EmailAddress.Field(EmailAddress)}}' },
        syncActions: [{ action: 'setStatus', destination: '{{GlobalSubscribe}}', status: 'unsubscribed' }],
      },
      [{ email: 'A@example.com' }, { email: 'stranger@example.com' }],
    )
    expect(countsOf(outcome)).toMatchObject({ 'ELQ-00033': 2, 'ELQ-00017': 2 })
    const rows = await tried.rows({ family: 'contacts', fields: { isSubscribed: '{{Contact.Email.IsSubscribed}}' } })
    expect(rows).toEqual([{ isSubscribed: 'False' }])
    await tried.stage(contactImport(['EmailAddress']), [
      { EmailAddress: 'stranger@example.com' },
      { EmailAddress: 'new@example.com' },
    ])
    const later = await tried.rows({ family: 'contacts', fields: { isSubscribed: '{{Contact.Email.IsSubscribed}}' } })
    expect(later.map(({ isSubscribed }) => isSubscribed)).toEqual(['False', 'False', 'True'])
  })

  it('create opportunities of a known stage and link them to contacts', async () => {
    const tried = tryEngine()
    await tried.stage(contactImport(['EmailAddress']), [{ EmailAddress: 'a@example.com' }])
    const path = (name: string): string => `{{Opportunity.Field(${name})}}`
    const opportunities: DefinitionInput = {
      kind: 'import',
      family: 'opportunities',
      name: 'Tried',
      identifierFieldName: 'id',
      fields: { id: '{{Opportunity.Id}}', name: path('Name'), stage: path('Stage'), amount: path('Amount') },
    }
    const made = await tried.stage(opportunities, [
      { id: 'O1', name: 'Deal', stage: 'Proposal', amount: '5' },
      { id: 'O2', name: 'Deal', stage: 'Dreaming', amount: '5' },
    ])
    expect(countsOf(made)).toMatchObject({ 'ELQ-00049': 1, 'ELQ-00039': 1 })
    const links: DefinitionInput = {
      ...opportunities,
      family: 'opportunities/contacts',
      fields: { id: '{{Opportunity.Id}}', email: '{{Opportunity.Contact.Field(C_EmailAddress)}}' },
    }
    const linked = await tried.stage(links, [
      { id: 'O1', email: 'a@example.com' },
      { id: 'O2', email: 'a@example.com' },
      { id: 'O1', email: 'b@example.com' },
    ])
    expect(countsOf(linked)).toMatchObject({ 'ELQ-00049': 1, 'ELQ-00084': 1, 'ELQ-00085': 1 })
  })
})

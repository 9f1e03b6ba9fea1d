import { describe, expect, it } from 'vitest'
import type { Definition } from '../eloqua/definition.ts'
import { describeDefinition, describeUpdateRule } from './definition-rules.ts'

const contactImport: Definition = {
  kind: 'import',
  family: 'contacts',
  id: 12,
  uri: '/contacts/imports/12',
  name: 'Webinar attendees',
  fields: { email: '{{Contact.Field(C_EmailAddress)}}', city: '{{Contact.Field(C_City)}}' },
  identifierFieldName: 'email',
  dataRetentionDuration: 'P7D',
}
const contactExport: Definition = {
  kind: 'export',
  family: 'contacts',
  id: 7,
  uri: '/contacts/exports/7',
  name: 'Belgian contacts',
  fields: { email: '{{Contact.Field(C_EmailAddress)}}' },
  dataRetentionDuration: 'PT12H',
}
const all = (definition: Definition) => {
  const { headline, sentences } = describeDefinition(definition)
  return [headline, ...sentences].join('\n')
}

describe('describeDefinition', () => {
  it('says of an export what it reads, whether it filters and how long the result is kept', () => {
    expect(describeDefinition(contactExport).headline).toBe('Exports contacts with 1 field')
    expect(all(contactExport)).toContain('exports all contacts')
    expect(all(contactExport)).toContain('Changes nothing in Eloqua')
    expect(all(contactExport)).toContain('12 hours after the sync')
    const filtered = { ...contactExport, filter: "'{{Contact.Field(C_Country)}}' = 'Belgium'", maxRecords: 5_000_000 }
    expect(all(filtered)).toContain('Filter: {{Contact.Field(C_Country)}} is “Belgium”')
    expect(all(filtered)).toContain('up to 5,000,000 records')
    expect(all(filtered)).not.toContain('exports all contacts')
  })

  it('does not claim that an export changes nothing when it carries sync actions', () => {
    const acting = { ...contactExport, syncActions: [{ action: 'remove', destination: '{{ContactList[3]}}' }] as const }
    expect(all(acting)).toContain('Also removes each contact from contact list 3.')
    expect(all(acting)).not.toContain('Changes nothing in Eloqua')
  })

  it('says of an import how rows are matched and what blanks do', () => {
    expect(describeDefinition(contactImport).headline).toBe('Creates and updates contacts')
    expect(all(contactImport)).toContain('Matches records by email.')
    expect(all(contactImport)).toContain('blank cells clear the field')
    expect(all(contactImport)).toContain('until you start the sync')
    expect(all(contactImport)).toContain('staged for up to 7 days')
  })

  it('warns that an import may start by itself, and names fields with another rule', () => {
    const risky: Definition = {
      ...contactImport,
      importRule: 'updateOnly',
      updateRule: 'ifNewIsNotNull',
      updateRuleByField: { city: 'ifExistingIsNull' },
      isSyncTriggeredOnImport: true,
      isUpdatingMultipleMatchedRecords: true,
    }
    expect(describeDefinition(risky).headline).toBe('Updates existing contacts')
    expect(all(risky)).toContain('Starts syncing as soon as data arrives')
    expect(all(risky)).toContain('Exception: “city” is filled only where it’s empty.')
    expect(all(risky)).toContain('Eloqua updates all of them')
  })

  it('says that activities are only added, whatever the update rule', () => {
    const { headline, sentences } = describeDefinition({ ...contactImport, family: 'activities' })
    expect(headline).toBe('Adds activities')
    expect(sentences.join()).toContain('sending a row twice creates two activities')
    expect(sentences.join()).not.toContain('Matches')
  })

  it('says how custom object records are linked', () => {
    const linked: Definition = {
      ...contactImport,
      family: 'customObjects',
      parentId: 9,
      parentName: 'Orders',
      mapDataCards: true,
      mapDataCardsEntityType: 'Contact',
      mapDataCardsEntityField: '{{Contact.Field(C_EmailAddress)}}',
      mapDataCardsSourceField: 'email',
    }
    expect(describeDefinition(linked).headline).toBe('Creates and updates records of custom object “Orders”')
    expect(all(linked)).toContain(
      'Links each record to the contact whose {{Contact.Field(C_EmailAddress)}} equals its “email”',
    )
  })

  it('shows the names Eloqua gives to lists and import priorities, and ids without them', () => {
    const listed: Definition = {
      ...contactImport,
      importPriorityUri: '/imports/priorities/1',
      syncActions: [{ action: 'add', destination: '{{ContactList[5]}}' }],
    }
    const names = new Map([
      ['/imports/priorities/1', 'CRM'],
      ['{{ContactList[5]}}', 'Tradeshow 2026'],
    ])
    expect(describeDefinition(listed, names).sentences).toContain('Import priority: CRM')
    expect(describeDefinition(listed, names).sentences).toContain(
      'Also adds each contact to the list “Tradeshow 2026”.',
    )
    expect(all(listed)).toContain('Import priority: /imports/priorities/1')
    expect(all(listed)).toContain('Also adds each contact to contact list 5.')
  })

  it('makes the action the headline of a sync action', () => {
    const action: Definition = {
      ...contactImport,
      kind: 'syncAction',
      fields: { Id: '{{Contact.Id}}' },
      identifierFieldName: 'Id',
      syncActions: [{ action: 'add', destination: '{{ContactList[12]}}' }],
      autoDeleteDuration: 'P1D',
    }
    expect(describeDefinition(action).headline).toBe('Adds contacts to contact list 12')
    expect(all(action)).toContain('identifies one contact by Id.')
    expect(all(action)).toContain('lifetime: 1 day')
  })
})

describe('describeUpdateRule', () => {
  it('says of every rule what becomes of a blank or of what Eloqua holds', () => {
    const words = (['always', 'ifNewIsNotNull', 'ifExistingIsNull', 'useFieldRule'] as const).map(describeUpdateRule)
    expect(new Set(words).size).toBe(4)
    expect(describeUpdateRule()).toBe(words[0])
  })
})

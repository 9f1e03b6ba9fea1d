import { describe, expect, it } from 'vitest'
import type { Definition } from '../eloqua/definition.ts'
import { describeDefinition, describeUpdateRule } from './definition-words.ts'

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
    expect(describeDefinition(contactExport).headline).toBe('Reads contacts with 1 field')
    expect(all(contactExport)).toContain('all contacts are exported')
    expect(all(contactExport)).toContain('Nothing in Eloqua is changed')
    expect(all(contactExport)).toContain('12 hours after the sync')
    const filtered = { ...contactExport, filter: "'{{Contact.Field(C_Country)}}' = 'Belgium'", maxRecords: 5_000_000 }
    expect(all(filtered)).toContain("'{{Contact.Field(C_Country)}}' = 'Belgium'")
    expect(all(filtered)).toContain('at most 5,000,000')
    expect(all(filtered)).not.toContain('all contacts are exported')
  })

  it('does not claim that an export changes nothing when it carries sync actions', () => {
    const acting = { ...contactExport, syncActions: [{ action: 'remove', destination: '{{ContactList[3]}}' }] as const }
    expect(all(acting)).toContain('it removes contacts from contact list 3.')
    expect(all(acting)).not.toContain('Nothing in Eloqua is changed')
  })

  it('says of an import how rows are matched and what blanks do', () => {
    expect(describeDefinition(contactImport).headline).toBe('Creates and updates contacts')
    expect(all(contactImport)).toContain('matched by its “email”')
    expect(all(contactImport)).toContain('A blank cell empties the field')
    expect(all(contactImport)).toContain('wait until a sync is started')
    expect(all(contactImport)).toContain('7 days')
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
    expect(all(risky)).toContain('starts a sync at once')
    expect(all(risky)).toContain('For “city” instead: Only fields that are empty')
    expect(all(risky)).toContain('all of them are updated')
  })

  it('says that activities are only added, whatever the update rule', () => {
    const { headline, sentences } = describeDefinition({ ...contactImport, family: 'activities' })
    expect(headline).toBe('Adds activities')
    expect(sentences.join()).toContain('sending a row twice makes two activities')
    expect(sentences.join()).not.toContain('matched')
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
    expect(all(linked)).toContain('linked to the contact whose {{Contact.Field(C_EmailAddress)}} equals its “email”')
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
    expect(all(action)).toContain('named by its “Id”')
    expect(all(action)).toContain('lifetime is 1 day')
  })
})

describe('describeUpdateRule', () => {
  it('says of every rule what becomes of a blank or of what Eloqua holds', () => {
    const words = (['always', 'ifNewIsNotNull', 'ifExistingIsNull', 'useFieldRule'] as const).map(describeUpdateRule)
    expect(new Set(words).size).toBe(4)
    expect(describeUpdateRule()).toBe(words[0])
  })
})

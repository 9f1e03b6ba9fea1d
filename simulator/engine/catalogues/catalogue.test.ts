import { describe, expect, it } from 'vitest'
import type { CatalogueResource, DefinitionInput } from '../data-engine.ts'
import { tryEngine } from '../try-engine.ts'

const { engine } = tryEngine({ contacts: 50 })

describe('a catalogue', () => {
  it('of contact fields has the recorded 150: one address, 124 strings, 16 dates, 9 numbers', () => {
    const recorded = engine.catalogue('contacts/fields').filter(({ uri }) => uri !== undefined)
    const types = recorded.map(({ dataType }) => dataType)
    const count = (type: string): number => types.filter((dataType) => dataType === type).length
    expect([types.length, count('emailAddress'), count('string'), count('date'), count('number')]).toEqual([
      150, 1, 124, 16, 9,
    ])
    const ids = recorded.map(({ uri, internalName }) => `${uri} ${internalName}`)
    expect(new Set(ids).size).toBe(150)
    expect(ids).toContain('/contacts/fields/100011 C_Zip_Postal')
  })

  it('gives the recorded shape and order of a contact field', () => {
    const [email, first] = engine.catalogue('contacts/fields')
    expect(JSON.stringify(email)).toBe(
      '{"name":"Email Address","internalName":"C_EmailAddress","dataType":"emailAddress","hasReadOnlyConstraint":false,"hasNotNullConstraint":true,"hasUniquenessConstraint":true,"statement":"{{Contact.Field(C_EmailAddress)}}","uri":"/contacts/fields/100001","createdAt":"1900-01-01T05:00:00.0000000Z","updatedAt":"1900-01-01T05:00:00.0000000Z"}',
    )
    expect(Object.keys(first ?? {}).slice(-3)).toEqual(['createdAt', 'updatedBy', 'updatedAt'])
  })

  it('gives custom-object fields their statement by id, and a default where there is one', () => {
    const fields = engine.catalogue('customObjects/fields', 9)
    expect(fields.find(({ name }) => name === 'Quantity')).toEqual({
      name: 'Quantity',
      internalName: 'Quantity1',
      dataType: 'number',
      defaultValue: '1',
      hasReadOnlyConstraint: false,
      hasNotNullConstraint: false,
      hasUniquenessConstraint: false,
      statement: '{{CustomObject[9].Field[54]}}',
      uri: '/customObjects/9/fields/54',
    })
    expect(engine.catalogue('customObjects/fields', 99)).toEqual([])
  })

  it('counts who is on a list and who meets a segment', async () => {
    const listed = engine.catalogue('contacts/lists').find(({ uri }) => uri === '/contacts/lists/1')
    const segment = engine.catalogue('contacts/segments').find(({ uri }) => uri === '/contacts/segments/1')
    const count = async (filter: string): Promise<number> =>
      (
        await engine.runExport({
          definition: { kind: 'export', family: 'contacts', name: 'x', fields: { id: '{{Contact.Id}}' }, filter },
          user: 'u',
          now: 0,
        })
      ).data.rowCount
    expect(listed?.count).toBe(await count("EXISTS('{{ContactList[1]}}')"))
    expect(segment?.count).toBe(await count("'{{Contact.Field(C_Country)}}' = 'Germany'"))
    expect(Number(segment?.count)).toBeGreaterThan(0)
  })

  it.each([
    ['contacts/fields', 'contacts', undefined],
    ['accounts/fields', 'accounts', undefined],
    ['customObjects/fields', 'customObjects', 12],
    ['events/fields', 'events', 3],
    ['campaignResponses/fields', 'campaignResponses', undefined],
  ] as const)('of %s lists only statements that an export takes', (resource, family, parentId) => {
    const fields = Object.fromEntries(
      engine.catalogue(resource, parentId).map(({ name, statement }) => [name, String(statement)]),
    )
    const definition: DefinitionInput = { kind: 'export', name: 'x', family, fields, ...(parentId ? { parentId } : {}) }
    expect(engine.validate(definition)).toEqual([])
  })

  it('of activity fields narrows to one type, and an export of it takes them all', () => {
    const bounced = engine.activityFields('bounceback')
    expect(bounced.map(({ name }) => name)).toContain('SmtpErrorCode')
    expect(bounced.map(({ name }) => name)).not.toContain('SubjectLine')
    expect(engine.activityFields().length).toBeGreaterThan(bounced.length)
    const fields = Object.fromEntries(bounced.map(({ name, statement }) => [name, String(statement)]))
    expect(
      engine.validate({
        kind: 'export',
        name: 'x',
        family: 'activities',
        fields,
        filter: "'{{Activity.Type}}'='Bounceback'",
      }),
    ).toEqual([])
    expect(engine.activityFields('Nap')).toEqual([])
  })

  it('exists for every resource', () => {
    const resources: readonly CatalogueResource[] = [
      'contacts/filters',
      'contacts/scoring/models',
      'accounts/lists',
      'customObjects',
      'events',
      'activities/fields',
      'opportunities/fields',
      'campaigns/fields',
      'emailGroups',
      'imports/priorities',
    ]
    for (const resource of resources) expect(engine.catalogue(resource).length, resource).toBeGreaterThan(0)
  })
})

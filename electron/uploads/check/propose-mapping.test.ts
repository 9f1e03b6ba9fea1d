import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { proposeMapping } from './propose-mapping.ts'

const target = {
  fields: {
    email: '{{Contact.Field(C_EmailAddress)}}',
    firstName: '{{Contact.Field(C_FirstName)}}',
    City: '{{Contact.Field(C_City)}}',
  },
  identifierFieldName: 'email',
}
const columns = (proposal: ReturnType<typeof proposeMapping>) =>
  Object.fromEntries(
    proposal.mapping.fields.map(({ field, source }) => [
      field,
      source.from === 'column' ? source.column : source.value,
    ]),
  )

describe('proposeMapping', () => {
  test('matches equal names first, whatever their case, spaces and hyphens', () => {
    const proposal = proposeMapping(target, ['CITY', 'first name', 'E-mail'])
    expect(columns(proposal)).toEqual({ email: 2, firstName: 1, City: 0 })
    expect(proposal.unsure).toEqual([])
  })

  test('says which fields it matched by a near name only', () => {
    const proposal = proposeMapping(target, ['E-Mail Address', 'Vorname'])
    expect(columns(proposal)).toEqual({ email: 0, firstName: 1 })
    expect(proposal.unsure).toEqual(['email', 'firstName'])
  })

  test('feeds the one field of a sync action from the one column of a file', () => {
    const proposal = proposeMapping({ fields: { Id: '{{Contact.Id}}' }, identifierFieldName: 'Id' }, ['Eloqua number'])
    expect(columns(proposal)).toEqual({ Id: 0 })
  })

  test('finds remembered columns again where they moved to, and says what changed', () => {
    const remembered = {
      headers: ['mail', 'Name', 'Town'],
      mapping: {
        fields: [
          { field: 'email', source: { from: 'column' as const, column: 0 } },
          { field: 'firstName', source: { from: 'column' as const, column: 1 } },
          { field: 'City', source: { from: 'constant' as const, value: 'Ghent' } },
        ],
      },
    }
    const proposal = proposeMapping(target, ['Name', 'Age', 'Mail'], remembered)
    expect(columns(proposal)).toEqual({ email: 2, firstName: 0, City: 'Ghent' })
    expect(proposal.from).toBe('remembered')
    expect(proposal.drift).toEqual(['New in this file: Age.'])
    expect(proposeMapping(target, ['Name'], remembered).drift.join(' ')).toContain(
      'Missing: mail (was mapped to email).',
    )
  })

  test('names the first of many new columns, and says how many more there are', () => {
    const remembered = { headers: ['email'], mapping: { fields: [] } }
    const headers = ['email', ...Array.from({ length: 99 }, (_, column) => `C${column}`)]
    expect(proposeMapping(target, headers, remembered).drift).toEqual([
      'New in this file: C0, C1, C2, C3, C4, C5, and 93 more.',
    ])
  })

  test('a column that was left out on purpose stays out', () => {
    const remembered = {
      headers: ['email', 'City'],
      mapping: { fields: [{ field: 'email', source: { from: 'column' as const, column: 0 } }] },
    }
    expect(columns(proposeMapping(target, ['email', 'City'], remembered))).toEqual({ email: 0 })
  })

  test('never names an unknown field, a column outside the file, or one column twice', () => {
    const name = fc.oneof(
      fc.constantFrom('email', 'E-mail', 'mail', 'first_name', 'city', '', '__proto__', 'constructor'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(name), fc.array(name), (fieldNames, headers) => {
        const fields = Object.fromEntries(fieldNames.map((field) => [field, '{{Contact.Id}}']))
        const used = proposeMapping({ fields }, headers).mapping.fields
        const sources = used.flatMap(({ source }) => (source.from === 'column' ? [source.column] : []))
        expect(new Set(sources).size).toBe(sources.length)
        expect(sources.every((column) => column >= 0 && column < headers.length)).toBe(true)
        expect(used.every(({ field }) => Object.hasOwn(fields, field))).toBe(true)
      }),
    )
  })
})

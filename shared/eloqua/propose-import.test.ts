import { describe, expect, it } from 'vitest'
import type { FieldChoice } from './field-choice.ts'
import { proposeImport } from './propose-import.ts'

const field = (name: string, internalName: string, more: Partial<FieldChoice> = {}): FieldChoice => ({
  name,
  internalName,
  statement: `{{Contact.Field(${internalName})}}`,
  dataType: 'string',
  of: 'record',
  isReadOnly: false,
  isRequired: false,
  isUnique: false,
  ...more,
})
const FIELDS = [
  field('Email Address', 'C_EmailAddress', { dataType: 'emailAddress' }),
  field('First Name', 'C_FirstName'),
  field('Zip or Postal Code', 'C_Zip_Postal'),
  field('Date Created', 'C_DateCreated', { isReadOnly: true, dataType: 'date' }),
  field('Contact Email', 'C_EmailAddress', { of: 'contact', statement: '{{Activity.Contact.Field(C_EmailAddress)}}' }),
]
const statements = (headers: readonly string[], rows: readonly (readonly string[])[] = []) =>
  Object.fromEntries(proposeImport(headers, rows, FIELDS).fields.map(({ name, statement }) => [name, statement]))

describe('proposeImport', () => {
  it.each([
    ['Email Address', '{{Contact.Field(C_EmailAddress)}}'],
    ['C_FirstName', '{{Contact.Field(C_FirstName)}}'],
    ['first_name', '{{Contact.Field(C_FirstName)}}'],
    ['Vorname', '{{Contact.Field(C_FirstName)}}'],
    ['PLZ', '{{Contact.Field(C_Zip_Postal)}}'],
  ])('finds %s', (header, statement) => {
    expect(statements([header])).toEqual({ [header]: statement })
  })

  it('finds an email column by the look of its values, and says that it is not sure', () => {
    const proposal = proposeImport(
      ['Kontakt', 'Note'],
      [
        ['a@b.example', 'x'],
        ['c@d.example', 'y'],
      ],
      FIELDS,
    )
    expect(proposal).toEqual({
      fields: [{ name: 'Kontakt', statement: '{{Contact.Field(C_EmailAddress)}}' }],
      identifier: 'Kontakt',
      unsure: ['Kontakt'],
      left: ['Note'],
    })
  })

  it('proposes no field twice and none that Eloqua fills by itself', () => {
    const { fields, left } = proposeImport(['Email', 'E-mail', 'Date Created'], [], FIELDS)
    expect(fields).toHaveLength(1)
    expect(left).toEqual(['E-mail', 'Date Created'])
  })
})

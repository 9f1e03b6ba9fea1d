import { describe, expect, it } from 'vitest'
import type { DefinitionDraft } from './definition-draft.ts'
import { checkDraft } from './definition-limits.ts'
import { failureIssues } from './draft-failures.ts'
import type { FieldChoice } from './field-choice.ts'

const field = (name: string, more: Partial<FieldChoice> = {}): FieldChoice => ({
  name,
  internalName: `C_${name}`,
  statement: `{{Contact.Field(C_${name})}}`,
  dataType: 'string',
  of: 'record',
  isReadOnly: false,
  isRequired: false,
  isUnique: false,
  ...more,
})
const FIELDS = [
  field('Email', { dataType: 'emailAddress' }),
  field('City'),
  field('Born', { dataType: 'date' }),
  field('Made', { isReadOnly: true }),
]
const EMAIL = { name: 'Email', statement: '{{Contact.Field(C_Email)}}' }
const IMPORT: DefinitionDraft = {
  kind: 'import',
  family: 'contacts',
  name: 'People',
  fields: [EMAIL],
  rules: { identifierFieldName: 'Email' },
}
const EXPORT: DefinitionDraft = { kind: 'export', family: 'contacts', name: 'People', fields: [EMAIL], rules: {} }
const ACTIVITIES: DefinitionDraft = {
  ...EXPORT,
  family: 'activities',
  fields: [{ name: 'Id', statement: '{{Activity.Id}}' }],
}
const many = (count: number) =>
  Array.from({ length: count }, (_one, at) => ({ name: `f${at}`, statement: `{{Contact.Field(C_${at})}}` }))
const filtered = (filter: string, draft = EXPORT) => ({ ...draft, rules: { filter } })
const codes = (draft: DefinitionDraft) => checkDraft(draft, FIELDS).map(({ code }) => code)

describe('checkDraft', () => {
  it.each<[string, DefinitionDraft]>([
    ['name-missing', { ...IMPORT, name: ' ' }],
    ['name-long', { ...IMPORT, name: 'x'.repeat(101) }],
    ['object-missing', { ...IMPORT, family: 'customObjects' }],
    ['no-fields', { ...EXPORT, fields: [] }],
    ['too-many-fields', { ...EXPORT, fields: many(251) }],
    ['too-many-fields', { ...IMPORT, fields: many(101) }],
    ['one-field-only', { ...IMPORT, kind: 'syncAction', fields: many(2) }],
    ['field-name-missing', { ...EXPORT, fields: [{ ...EMAIL, name: '' }] }],
    ['field-name-twice', { ...EXPORT, fields: [EMAIL, { ...EMAIL, statement: '{{Contact.Field(C_City)}}' }] }],
    ['statement-twice', { ...EXPORT, fields: [EMAIL, { ...EMAIL, name: 'Again' }] }],
    ['field-unknown', { ...EXPORT, fields: [{ name: 'x', statement: '{{Contact.Field(C_Gone)}}' }] }],
    ['field-read-only', { ...IMPORT, fields: [EMAIL, { name: 'Made', statement: '{{Contact.Field(C_Made)}}' }] }],
    ['consent', { ...IMPORT, fields: [EMAIL, { name: 'b', statement: '{{Contact.Email.IsBounced}}' }] }],
    ['identifier-missing', { ...IMPORT, rules: {} }],
    ['identifier-not-a-field', { ...IMPORT, rules: { identifierFieldName: 'Other' } }],
    [
      'identifier-type',
      {
        ...IMPORT,
        fields: [{ name: 'Born', statement: '{{Contact.Field(C_Born)}}' }],
        rules: { identifierFieldName: 'Born' },
      },
    ],
    ['filter-fault', filtered("'{{Contact.Field(C_City)}}' = ")],
    ['filter-long', filtered('x'.repeat(10_001))],
    ['filter-maybe-long', filtered(`'{{Contact.Field(C_City)}}' = '${'x'.repeat(1_000)}'`)],
    ['filter-open', filtered("EXISTS('{{ContactList[]}}')")],
    ['filter-two-exists', filtered("EXISTS('{{ContactList[1]}}') AND EXISTS('{{ContactList[2]}}')")],
    ['filter-segment', filtered("EXISTS('{{ContactSegment[1]}}') AND '{{Contact.Field(C_City)}}' = 'a'")],
    ['filter-field-unknown', filtered("'{{Contact.Field(C_Gone)}}' = 'a'")],
    ['filter-quote', filtered("'{{Contact.Field(C_City)}}' = 'it''s'")],
    ['filter-activity-type', ACTIVITIES],
    [
      'filter-activity-contact',
      filtered("'{{Activity.Type}}' = 'EmailOpen' AND '{{Activity.Contact.Id}}' = '1'", ACTIVITIES),
    ],
    [
      'too-many-contact-fields',
      {
        ...ACTIVITIES,
        fields: many(11).map(({ name }) => ({ name, statement: `{{Activity.Contact.Field(${name})}}` })),
      },
    ],
    ['max-records', { ...EXPORT, rules: { maxRecords: 0 } }],
    ['retention', { ...EXPORT, rules: { dataRetentionDuration: 'P15D' } }],
    ['auto-delete', { ...EXPORT, rules: { autoDeleteDuration: 'PT30M' } }],
    ['auto-delete', { ...IMPORT, kind: 'syncAction', rules: { autoDeleteDuration: 'P366D' } }],
    ['no-sync-action', { ...IMPORT, kind: 'syncAction' }],
    [
      'destination-missing',
      { ...IMPORT, rules: { ...IMPORT.rules, syncActions: [{ action: 'add', destination: '{{ContactList[]}}' }] } },
    ],
    [
      'status-missing',
      {
        ...IMPORT,
        rules: { ...IMPORT.rules, syncActions: [{ action: 'setStatus', destination: '{{GlobalSubscribe}}' }] },
      },
    ],
    ['link-users', { ...IMPORT, family: 'accounts', rules: { ...IMPORT.rules, linkUsers: true } }],
    [
      'cards-incomplete',
      { ...IMPORT, family: 'customObjects', parentId: 9, rules: { ...IMPORT.rules, mapDataCards: true } },
    ],
    ['auto-sync', { ...IMPORT, rules: { ...IMPORT.rules, isSyncTriggeredOnImport: true } }],
  ])('says %s', (code, draft) => {
    expect(codes(draft)).toContain(code)
  })

  it.each([IMPORT, EXPORT])('has nothing to say of a good one', (draft) => {
    expect(codes(draft)).toEqual([])
  })

  it('takes a segment with one or two dates', () => {
    const text = "EXISTS('{{ContactSegment[1]}}') AND '{{Contact.CreatedAt}}' > '2026-01-01'"
    expect(checkDraft(filtered(text)).map(({ code }) => code)).toEqual([])
  })
})

describe('failureIssues', () => {
  it('puts each failure of Eloqua on its control, known sentences in our words and others in Eloqua’s', () => {
    const draft = { ...IMPORT, fields: [EMAIL, { name: 'x', statement: '{{Contact.Field(C_Gone)}}' }] }
    const issues = failureIssues(draft, [
      { field: 'fields', value: '{{Contact.Field(C_Gone)}}', constraint: 'Must reference an existing field.' },
      { field: 'name', constraint: 'Must be unusual.' },
      { field: 'somethingNew', constraint: 'Must be set.' },
    ])
    expect(issues).toMatchObject([
      { place: 'fields', index: 1, code: 'field-unknown' },
      { place: 'name', code: 'said-by-eloqua', fact: 'Eloqua says: Must be unusual.' },
      { place: 'other', code: 'said-by-eloqua', fact: 'Eloqua says: somethingNew Must be set.' },
    ])
  })
})

import { describe, expect, it } from 'vitest'
import type { SyncAction } from '../../../shared/eloqua/eloqua.ts'
import type { DefinitionInput } from '../data-engine.ts'
import { contactImport, tryEngine } from '../try-engine.ts'

const { engine } = tryEngine()
const ID = { id: '{{Contact.Id}}' }

function exportOf(filter: string, more: Partial<DefinitionInput> = {}): DefinitionInput {
  return { kind: 'export', family: 'contacts', name: 'x', fields: ID, filter, ...more }
}

function actionOf(action: SyncAction, family: 'contacts' | 'accounts' = 'contacts'): DefinitionInput {
  const fields = { id: family === 'contacts' ? '{{Contact.Id}}' : '{{Account.Id}}' }
  return { kind: 'syncAction', family, name: 'x', fields, identifierFieldName: 'id', syncActions: [action] }
}

const SEGMENT = "EXISTS('{{ContactSegment[1]}}')"
const DATE = "'{{Contact.UpdatedAt}}' > '2026-01-01'"
const ACTIVITY: Partial<DefinitionInput> = { family: 'activities', fields: { id: '{{Activity.Id}}' } }
const OPENED = "'{{Activity.Type}}' = 'EmailOpen'"

describe('a filter is taken', () => {
  it.each([
    ['', {}],
    [`${SEGMENT} AND ${DATE}`, {}],
    [`${SEGMENT} AND ${DATE} AND '{{Contact.Field(C_DateCreated)}}' < '2026-02-01'`, {}],
    [`${SEGMENT} AND (${DATE} OR '{{Contact.CreatedAt}}' < '2026-02-01')`, {}],
    [`EXISTS('{{ContactFilter[1]}}') AND '{{Contact.Field(C_City)}}' = 'Paris'`, {}],
    ["EXISTS('{{AccountList[1]}}')", { family: 'accounts', fields: { id: '{{Account.Id}}' } }],
    ["STATUS('{{ActionInstance(7BE704D3-AF60-4775-AD41-6E8D0A5AB212).Execution[12345]}}') = 'pending'", {}],
    ["STATUS('{{CloudConnectorStatus(1)}}') = 'pending'", {}],
    [OPENED, ACTIVITY],
    [`${OPENED} AND ('{{Activity.Campaign.Id}}' = '1' OR '{{Activity.CreatedAt}}' > '2026-01-01')`, ACTIVITY],
  ] as const)('%j', (filter, more) => {
    expect(engine.validate(exportOf(filter, more as Partial<DefinitionInput>))).toEqual([])
  })
})

describe('a filter is refused on the field filter, with its text', () => {
  it.each([
    [
      `${SEGMENT} AND '{{Contact.Field(C_City)}}' = 'Paris'`,
      {},
      'Must combine a ContactSegment only with one or two system date criteria.',
    ],
    [`${SEGMENT} OR ${DATE}`, {}, 'Must combine a ContactSegment only with one or two system date criteria.'],
    [
      `${SEGMENT} AND ${DATE} AND ${DATE} AND ${DATE}`,
      {},
      'Must combine a ContactSegment only with one or two system date criteria.',
    ],
    ["EXISTS('{{ContactList[1]}}') OR EXISTS('{{ContactList[2]}}')", {}, 'Must have at most one EXISTS.'],
    ["EXISTS('{{constructor[1]}}')", {}, 'Must reference a list, segment or filter, such as {{ContactList[1]}}.'],
    ["EXISTS('{{ContactList[77]}}')", {}, 'Must reference an existing ContactList.'],
    ["EXISTS('{{AccountList[1]}}')", {}, 'Must not use AccountList in an export of contacts.'],
    [
      "STATUS('{{ActionInstance(00000000000000000000000000000000)}}') = 'pending'",
      {},
      'Must reference service instance within a workflow',
    ],
    ["'{{Contact.Field(C_Nothing)}}' = 'x'", {}, 'Must reference an existing field.'],
    ["'{{Account.Id}}' = '1'", {}, 'Must reference Contact or an object related to it.'],
    ["'{{Contact.Id}}' = 'x'", {}, 'Must compare a number field with a number.'],
    ["'{{Contact.CreatedAt}}' > 'today'", {}, "Must compare a date with a date, such as '2019-02-10 13:00:00'."],
    ["'{{Contact.Email.IsSubscribed}}' = 'maybe'", {}, 'Must compare a true-or-false field with True or False.'],
    ["'{{Contact.Id}}' = '1' AND", {}, 'Must be a valid filter: a text in single quotes is missing.'],
    ["'{{Contact.Id}}' = '1' '2'", {}, 'Must be a valid filter: text follows its end.'],
    ["'{{Activity.Type}}' = 'Nap'", ACTIVITY, expect.stringMatching(/^Must name an activity type: EmailSend/)],
    [
      `${OPENED} OR '{{Activity.Campaign.Id}}' = '1'`,
      ACTIVITY,
      "Must contain exactly one '{{Activity.Type}}' = '<type>' that every row meets.",
    ],
    [
      `${OPENED} AND '{{Activity.Contact.Field(C_City)}}' = 'Paris'`,
      ACTIVITY,
      'Must not filter activities on contact fields.',
    ],
  ] as const)('%j', (filter, more, constraint) => {
    expect(engine.validate(exportOf(filter, more as Partial<DefinitionInput>))).toEqual([
      { field: 'filter', value: filter, constraint },
    ])
  })

  it('without a text where an activity export has none', () => {
    const failures = engine.validate({ ...exportOf(''), ...ACTIVITY })
    expect(failures).toEqual([
      { field: 'filter', constraint: "Must contain exactly one '{{Activity.Type}}' = '<type>' that every row meets." },
    ])
  })
})

describe('fields are refused', () => {
  it.each([
    ['{{Contact.Nothing}}', 'Must reference an existing field.'],
    ['{{Contact.Field[1]}}', 'Must reference an existing field.'],
    ['{{Contact.Field(C_City)', 'Must be a valid Eloqua markup statement, such as {{Contact.Field(C_EmailAddress)}}.'],
    ['C_City', 'Must be a valid Eloqua markup statement, such as {{Contact.Field(C_EmailAddress)}}.'],
    ['{{CustomObject[9].Id}}', 'Must reference Contact or an object related to it.'],
  ])('%s', (statement, constraint) => {
    const failures = engine.validate(exportOf('', { fields: { ...ID, x: statement } }))
    expect(failures).toEqual([{ field: 'fields', value: statement, constraint }])
  })

  it('beyond ten contact fields in an activity export', () => {
    const contact = Array.from({ length: 11 }, (_, at) => [`c${at}`, '{{Activity.Contact.Field(C_City)}}'])
    const failures = engine.validate(exportOf(OPENED, { family: 'activities', fields: Object.fromEntries(contact) }))
    expect(failures).toEqual([{ field: 'fields', constraint: 'Must have at most 10 contact fields.' }])
  })
})

describe('an import is refused', () => {
  it.each([
    [contactImport(['FirstName']), 'identifierFieldName', 'Must be contained within fields.'],
    [
      contactImport(['EmailAddress', 'Birthday1'], { identifierFieldName: 'Birthday1' }),
      'identifierFieldName',
      'Must not be a large text, date or boolean field of Contact.',
    ],
    [contactImport(['EmailAddress', 'DateCreated']), 'fields', 'Must reference a field that is not read-only.'],
    [
      contactImport(['EmailAddress'], {
        fields: { EmailAddress: '{{Contact.Field(C_EmailAddress)}}', a: '{{Contact.Account.Field(M_CompanyName)}}' },
      }),
      'fields',
      'Must reference the imported object itself.',
    ],
    [
      contactImport(['EmailAddress'], { updateRuleByField: { other: 'always' } }),
      'updateRuleByField',
      'Must be contained within fields.',
    ],
    [
      contactImport(['EmailAddress', 'Company'], {
        identifierFieldName: 'Company',
        isUpdatingMultipleMatchedRecords: true,
      }),
      'isUpdatingMultipleMatchedRecords',
      'Must be false when the email address is changed.',
    ],
    [
      { ...contactImport(['EmailAddress']), family: 'customObjects', parentId: 77 },
      'parentId',
      'Must be an existing object.',
    ],
  ] as const)('for %#', (definition, field, constraint) => {
    expect(engine.validate(definition)).toEqual([expect.objectContaining({ field, constraint })])
  })
})

describe('a sync action is refused', () => {
  it.each<[SyncAction, string, string]>([
    [
      { action: 'add', destination: '{{ContactList[99]}}' },
      'syncActions.destination',
      'Must reference an existing ContactList.',
    ],
    [
      { action: 'add', destination: '{{AccountList[1]}}' },
      'syncActions.destination',
      'Must reference a destination that suits contacts.',
    ],
    [
      { action: 'setStatus', destination: '{{ContactList[1]}}', status: 'yes' },
      'syncActions.action',
      'Must be one of add, remove for ContactList.',
    ],
    [
      { action: 'setStatus', destination: '{{EmailGroup[1]}}', status: 'yes' },
      'syncActions.status',
      'Must be one of subscribed, unsubscribed for EmailGroup.',
    ],
    [
      { action: 'setStatus', destination: '{{DecisionInstance(aa)}}', status: 'yes' },
      'syncActions.destination',
      'Must reference service instance within a workflow',
    ],
  ])('%j', (action, field, constraint) => {
    expect(engine.validate(actionOf(action))).toEqual([expect.objectContaining({ field, constraint })])
  })

  it('when its field is not one that names a record', () => {
    const definition = {
      ...actionOf({ action: 'add', destination: '{{ContactList[1]}}' }),
      fields: { id: '{{Contact.Field(C_City)}}' },
    }
    expect(engine.validate(definition).map(({ field }) => field)).toEqual(['fields'])
  })

  it('not when it is one of the documented ones', () => {
    expect(engine.validate(actionOf({ action: 'add', destination: '{{ContactList[12345]}}' }))).toEqual([])
    expect(engine.validate(actionOf({ action: 'remove', destination: '{{AccountList[1]}}' }, 'accounts'))).toEqual([])
  })
})

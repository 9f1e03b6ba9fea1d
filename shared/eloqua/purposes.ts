import type { DefinitionKind, Family } from './definition.ts'
import type { DefinitionDraft, DraftField, Rules } from './definition-draft.ts'
import { printFilter } from './filter/print-filter.ts'

/** What people want a definition for. Each opens the same form, filled in. */
export const PURPOSES = [
  'contacts-of-list',
  'contacts-of-segment',
  'contacts-changed-since',
  'activities-of-period',
  'custom-object',
  'accounts',
  'import-contacts',
  'import-accounts',
  'import-records',
  'import-activities',
  'list-add',
  'list-remove',
  'subscribe',
  'unsubscribe',
  'mark-bounced',
] as const

export type Purpose = (typeof PURPOSES)[number]

const EMAIL: DraftField = { name: 'Email Address', statement: '{{Contact.Field(C_EmailAddress)}}' }
const PERSON: readonly DraftField[] = [
  EMAIL,
  { name: 'First Name', statement: '{{Contact.Field(C_FirstName)}}' },
  { name: 'Last Name', statement: '{{Contact.Field(C_LastName)}}' },
]
const CONTACTS: readonly DraftField[] = [
  { name: 'Contact ID', statement: '{{Contact.Id}}' },
  ...PERSON,
  { name: 'Company', statement: '{{Contact.Field(C_Company)}}' },
  { name: 'Country', statement: '{{Contact.Field(C_Country)}}' },
]
const ACTIVITIES: readonly DraftField[] = [
  { name: 'Activity ID', statement: '{{Activity.Id}}' },
  { name: 'Activity Type', statement: '{{Activity.Type}}' },
  { name: 'Activity Date', statement: '{{Activity.CreatedAt}}' },
  { name: 'Contact ID', statement: '{{Activity.Contact.Id}}' },
  { name: 'Asset Name', statement: '{{Activity.Asset.Name}}' },
]
const ACCOUNTS: readonly DraftField[] = [
  { name: 'Account ID', statement: '{{Account.Id}}' },
  { name: 'Company', statement: '{{Account.Field(M_CompanyName)}}' },
  { name: 'Country', statement: '{{Account.Field(M_Country)}}' },
]
const ACTIVITY_ROWS: readonly DraftField[] = [
  { name: 'Email Address', statement: '{{Activity.Contact.Field(C_EmailAddress)}}' },
  { name: 'Activity Type', statement: '{{Activity.Type}}' },
  { name: 'Asset Type', statement: '{{Activity.Asset.Type}}' },
  { name: 'Asset Name', statement: '{{Activity.Asset.Name}}' },
  { name: 'Activity Date', statement: '{{Activity.CreatedAt}}' },
]
const IN_UTC: Rules = { areSystemTimestampsInUTC: true }
const STAGED: Rules = { identifierFieldName: EMAIL.name, isSyncTriggeredOnImport: false }

/** The draft each purpose starts with. What only the user can choose, such as the list, is left empty. */
export function startFor(purpose: Purpose, today: Date): DefinitionDraft {
  switch (purpose) {
    case 'contacts-of-list':
      return contactExport('Contacts of a list', exists('{{ContactList[]}}'))
    case 'contacts-of-segment':
      return contactExport('Contacts of a segment', exists('{{ContactSegment[]}}'))
    case 'contacts-changed-since':
      return contactExport('Contacts changed since', since('{{Contact.UpdatedAt}}', today))
    case 'activities-of-period':
      return draft('export', 'activities', 'Activities of a period', ACTIVITIES, { ...IN_UTC, filter: period(today) })
    case 'custom-object':
      return draft('export', 'customObjects', 'Records', [], IN_UTC)
    case 'accounts':
      return draft('export', 'accounts', 'All accounts', ACCOUNTS, IN_UTC)
    case 'import-contacts':
      return draft('import', 'contacts', 'Contact import', PERSON, { ...STAGED, updateRule: 'ifNewIsNotNull' })
    case 'import-accounts':
      return draft('import', 'accounts', 'Account import', ACCOUNTS.slice(1), {
        ...STAGED,
        identifierFieldName: 'Company',
        updateRule: 'ifNewIsNotNull',
      })
    case 'import-records':
      return draft('import', 'customObjects', 'Record import', [], startRules('import', 'customObjects'))
    case 'import-activities':
      return draft('import', 'activities', 'Activity import', ACTIVITY_ROWS, { isSyncTriggeredOnImport: false })
    default:
      return actionFor(purpose)
  }
}

function actionFor(purpose: Purpose): DefinitionDraft {
  const listed = (action: 'add' | 'remove') => [{ action, destination: '{{ContactList[]}}' }] as const
  switch (purpose) {
    case 'list-remove':
      return draft('syncAction', 'contacts', 'Remove from a list', [EMAIL], {
        ...STAGED,
        syncActions: listed('remove'),
      })
    case 'subscribe':
      return draft('syncAction', 'contacts', 'Subscribe', [EMAIL], subscription('subscribed'))
    case 'unsubscribe':
      return draft('syncAction', 'contacts', 'Unsubscribe', [EMAIL], subscription('unsubscribed'))
    case 'mark-bounced':
      return draft(
        'import',
        'contacts',
        'Mark as bounced',
        [EMAIL, { name: 'Is Bounced', statement: '{{Contact.Email.IsBounced}}' }],
        {
          ...STAGED,
          importRule: 'updateOnly',
          updateRule: 'always',
        },
      )
    default:
      return draft('syncAction', 'contacts', 'Add to a list', [EMAIL], { ...STAGED, syncActions: listed('add') })
  }
}

function subscription(status: 'subscribed' | 'unsubscribed'): Rules {
  return { ...STAGED, syncActions: [{ action: 'setStatus', destination: '{{GlobalSubscribe}}', status }] }
}

function draft(
  kind: DefinitionKind,
  family: Family,
  name: string,
  fields: readonly DraftField[],
  rules: Rules,
): DefinitionDraft {
  return { kind, family, name, fields, rules }
}

function contactExport(name: string, filter: string): DefinitionDraft {
  return draft('export', 'contacts', name, CONTACTS, { ...IN_UTC, filter })
}

function exists(statement: string): string {
  return printFilter({ kind: 'exists', statement })
}

function since(statement: string, today: Date): string {
  return printFilter({ kind: 'compare', statement, operator: '>=', value: dayBefore(today, 7) })
}

/** One type of activity, of the last seven days: Eloqua exports one type at a time, and at most five million rows. */
function period(today: Date): string {
  const date = (operator: '>=' | '<', days: number) =>
    ({ kind: 'compare', statement: '{{Activity.CreatedAt}}', operator, value: dayBefore(today, days) }) as const
  const type = { kind: 'compare', statement: '{{Activity.Type}}', operator: '=', value: 'EmailOpen' } as const
  return printFilter({ kind: 'and', parts: [type, date('>=', 7), date('<', 0)] })
}

function dayBefore(today: Date, days: number): string {
  return `${new Date(today.getTime() - days * 86_400_000).toISOString().slice(0, 10)} 00:00:00`
}

/** What a new definition starts with: blank cells clear nothing unless the user asks for that. */
export function startRules(kind: DefinitionKind, family: Family): Rules {
  if (kind === 'export') return IN_UTC
  const hasRule = kind === 'import' && family !== 'activities' && family !== 'opportunities/contacts'
  const link = family === 'opportunities/contacts' ? { linkOpportunitiesEntityType: 'Contact' } : {}
  return { isSyncTriggeredOnImport: false, ...(hasRule ? { updateRule: 'ifNewIsNotNull' } : {}), ...link }
}

/** The draft an empty form starts with. */
export function blankDraft(kind: DefinitionKind, family: Family): DefinitionDraft {
  return draft(kind, family, '', [], startRules(kind, family))
}

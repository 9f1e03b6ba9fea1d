import type { ActionKind } from '../eloqua/action-kinds.ts'
import type { UpdateRule } from '../eloqua/eloqua.ts'
import { formatCount, formatCounted, formatList, plural } from './numbers.ts'

/** How rows find their record, and what becomes of the values Eloqua holds. */
export const importWords = {
  identifier: 'Identifier field',
  chooseIdentifier: 'Choose the identifier field',
  rule: 'When values differ',
  rules: {
    always: 'Always update',
    ifNewIsNotNull: 'Update, skip blanks',
    ifExistingIsNull: 'Fill blank fields only',
    useFieldRule: 'Each field’s own rule',
  } satisfies Record<UpdateRule, string>,
  byField: 'Rules for single fields',
  byFieldFor: (name: string) => `Rule for ${name}`,
  same: 'As above',
  importRule: 'New and existing records',
  importRules: {
    createAndUpdate: 'Create and update',
    updateOnly: 'Update existing only',
    createOnly: 'Create new only',
  },
  several: 'Update every matching record, not just one',
  caseSensitive: 'Match upper and lower case exactly',
  cards: 'Link each record to a contact or account',
  cardEntity: 'Link to',
  cardEntities: { Contact: 'Contact', Company: 'Account' },
  cardField: 'Its field',
  cardSource: 'Column to compare',
  linkUsers: 'Link accounts to CRM users',
  priority: 'Import priority',
  noPriority: 'Eloqua’s default',
  autoSync: 'Start a sync as soon as data arrives',
  example: 'Example',
  exampleColumns: { before: 'In Eloqua', sent: 'In the file', after: 'Afterwards' },
  blank: '(blank)',
  linkEntity: 'Link opportunities to',
  linkEntities: { Contact: 'Contacts', Account: 'Accounts, and all contacts of each' },
  linkOpportunity: 'Column with the opportunity ID',
  linkSource: 'Column that names the contact or account',
  linkSeveral: 'Link to every match, not just one',
  linkCaseOpportunity: 'Match upper and lower case of the opportunity ID exactly',
  linkCaseSource: 'Match upper and lower case of the contact or account exactly',
}

/** What became of a CSV file's columns in the import made from it. */
export const csvColumnWords = {
  title: 'Columns of the file',
  all: (file: string) => `Every column of ${file} has a field.`,
  left: (count: number, file: string) =>
    `${plural(count, 'One column', `${formatCount(count)} columns`)} of ${file} ${plural(count, 'has', 'have')} no field. Choose one for each column to import.`,
  choose: 'Choose a field, or leave out',
  fieldFor: (column: string) => `Field for column ${column}`,
  unsure: (pairs: readonly string[]) => `Matched by a similar name or by values, so check: ${formatList(pairs)}.`,
  pair: (column: string, field: string) => `“${column}” is ${field}`,
  propose: (count: number) => `Add fields for ${formatCounted(count, 'column')}`,
  more: (count: number) => `${formatCounted(count, 'more column')}`,
}

const STEP_HINTS: Readonly<Partial<Record<ActionKind, string>>> = {
  decision: '{{DecisionInstance(…).Execution[…]}}',
  feeder: '{{FeederInstance(…)}}',
  content: '{{ContentInstance(…).Execution[…]}}',
  connector: '{{CloudConnectorStatus(…)}}',
}

/** Sync actions: what happens to the records. */
export const actionWords = {
  add: 'Add an action',
  remove: (place: number) => `Remove action ${place}`,
  what: (place: number) => `Action ${place}`,
  destination: (place: number) => `Destination of action ${place}`,
  status: (place: number) => `Status of action ${place}`,
  step: (place: number) => `Program step of action ${place}`,
  stepHint: (kind: ActionKind) => STEP_HINTS[kind] ?? '{{ActionInstance(…).Execution[…]}}',
  choose: 'Choose…',
  chooseStatus: 'Choose a status',
  all: 'For every record of the step',
  none: 'Nothing else happens to the records.',
  statuses: {
    bounced: 'Bounced',
    subscribed: 'Subscribed',
    unsubscribed: 'Unsubscribed',
    active: 'Active',
    complete: 'Complete',
    pending: 'Pending',
    errored: 'Errored',
    yes: 'Yes',
    no: 'No',
    invalid: 'Invalid',
    permission: 'No permission',
  } as Readonly<Record<string, string>>,
  kinds: {
    'list-add': 'Add to a list',
    'list-remove': 'Remove from a list',
    group: 'Set email group subscription',
    global: 'Set global subscription or bounce',
    decision: 'Answer a decision step',
    action: 'Report to an action step',
    feeder: 'Report to a feeder step',
    content: 'Report to a content step',
    connector: 'Report to a cloud connector',
    other: 'Another destination',
  },
}

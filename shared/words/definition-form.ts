import type { DefinitionDraft } from '../eloqua/definition-draft.ts'
import type { UpdateRule } from '../eloqua/eloqua.ts'
import type { FieldOwner } from '../eloqua/field-choice.ts'
import type { Operator } from '../eloqua/filter/filter.ts'
import type { Purpose } from '../eloqua/purposes.ts'
import { FAMILY_WORDS, KIND_WORDS } from './definitions.ts'
import { formatCount, formatCounted, formatList } from './numbers.ts'

/** What a new definition is for, as the menu says it. */
export const PURPOSE_WORDS: Readonly<Record<Purpose, string>> = {
  'contacts-of-list': 'Export contacts of a list',
  'contacts-of-segment': 'Export contacts of a segment',
  'contacts-changed-since': 'Export contacts changed since a date',
  'activities-of-period': 'Export opens, clicks or form submits of a period',
  'custom-object': 'Export a custom object',
  accounts: 'Export accounts',
  'import-contacts': 'Import contacts',
  'import-accounts': 'Import accounts',
  'import-records': 'Import custom object records',
  'import-activities': 'Import activities',
  'list-add': 'Add contacts to a list',
  'list-remove': 'Remove contacts from a list',
  subscribe: 'Subscribe contacts',
  unsubscribe: 'Unsubscribe contacts',
  'mark-bounced': 'Mark contacts as bounced',
}

export const newDefinitionWords = {
  button: 'New definition',
  export: 'Export',
  import: 'Import',
  act: 'Change lists and subscriptions',
  others: 'Other',
  fromCsv: 'Import from a CSV file…',
  fromFile: 'Open a saved definition…',
  unfinished: 'Unfinished drafts',
  create: 'Create a definition',
  discard: (name: string) => `Discard the draft “${name}”`,
}

/** The form of one definition. */
export const formWords = {
  title: (draft: DefinitionDraft) =>
    draft.of
      ? `Edit ${draft.name}`
      : `New ${KIND_WORDS[draft.kind].toLowerCase()} of ${FAMILY_WORDS[draft.family].toLowerCase()}`,
  context: 'Nothing changes in Eloqua until you choose the button.',
  create: 'Create definition',
  save: 'Save changes',
  discard: 'Discard draft',
  fix: (count: number) => `Fix ${formatCounted(count, 'problem')} first.`,
  sections: {
    about: 'Name and object',
    fields: 'Fields',
    filter: 'Filter',
    rules: 'How records are matched and updated',
    actions: 'What happens to the records',
    also: 'Also do this with each record',
    options: 'Options',
    problems: 'To fix',
    json: 'Request body',
    words: 'What it does',
  },
  kind: 'Kind',
  object: 'Object',
  parent: { customObjects: 'Custom object', events: 'Event' },
  name: 'Name',
  nameHint: 'Up to 100 characters',
  noDraft: 'This draft is gone',
  noDraftHint: 'The definition was created, or the draft was discarded.',
  loading: 'Loading draft',
  loadingFields: 'Loading fields',
  missing: (names: readonly string[]) =>
    `Not in this Eloqua: ${formatList(names)}. Choose something else for each, or remove it.`,
}

/** The list of fields and the search that adds to it. */
export const fieldWords = {
  add: 'Add a field',
  addHint: 'Search by name or statement',
  addAll: (count: number) => `Add all ${formatCount(count)}`,
  none: 'No fields yet. Search above to add some.',
  count: (count: number, most: number) => `${formatCount(count)} of at most ${formatCount(most)}`,
  list: 'Chosen fields',
  column: (place: number) => `Column name ${place}`,
  moveUp: (name: string) => `Move ${name} up`,
  moveDown: (name: string) => `Move ${name} down`,
  remove: (name: string) => `Remove ${name}`,
  grip: 'Drag to move. With the keyboard: Alt and an arrow key.',
  consent: 'changes consent',
  unknown: 'not in Eloqua’s list',
  moved: (name: string, place: number) => `${name} is now field ${place}`,
}

export const OWNER_WORDS: Readonly<Record<FieldOwner, string>> = {
  record: '',
  system: 'system',
  contact: 'contact',
  account: 'account',
  campaign: 'campaign',
  score: 'lead score',
}

export const filterWords = {
  all: 'All records are exported.',
  join: 'Match',
  joins: { and: 'all of these', or: 'any of these' },
  groupJoins: { and: 'or any of these together', or: 'and any of these' },
  addCondition: 'Add condition',
  addList: 'Add list or segment',
  addGroup: 'Add group',
  text: 'As text',
  textHint: (length: number) => `${formatCount(length)} of 1,000 characters`,
  textOnly: 'This filter nests too deep for rows. Edit the text.',
  unreadable: 'The rows show the filter again when the text is complete.',
  field: (place: number) => `Field of condition ${place}`,
  operator: (place: number) => `Operator of condition ${place}`,
  value: (place: number) => `Value of condition ${place}`,
  not: 'not',
  negate: (place: number) => `Negate condition ${place}`,
  remove: (place: number) => `Remove condition ${place}`,
  member: 'is in',
  asset: (place: number) => `List or segment of condition ${place}`,
  chooseField: 'Choose a field',
  chooseAsset: 'Choose a list, segment or filter',
  date: 'YYYY-MM-DD HH:MM:SS',
  like: '% stands for any text',
  tryIt: 'Count with a limited run…',
  tryMeans: (limit: number) =>
    `Bulkdesk creates a temporary export, runs it for up to ${formatCount(limit)} records, and counts them. Eloqua deletes the export after an hour.`,
  tryRuns: 'Eloqua is counting…',
  tried: (rows: number, limit: number) =>
    rows >= limit ? `${formatCount(limit)} records or more` : formatCounted(rows, 'record'),
}

export const OPERATOR_WORDS: Readonly<Record<Operator, string>> = {
  '=': 'is',
  '!=': 'is not',
  '>': 'is after or above',
  '>=': 'is at or above',
  '<': 'is before or below',
  '<=': 'is at or below',
  '~': 'is like',
}

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
  exampleColumns: { field: '', before: 'In Eloqua', sent: 'In the file', after: 'Afterwards' },
}

export const actionWords = {
  add: 'Add an action',
  remove: (place: number) => `Remove action ${place}`,
  what: (place: number) => `Action ${place}`,
  destination: (place: number) => `Destination of action ${place}`,
  status: (place: number) => `Status of action ${place}`,
  step: (place: number) => `Program step of action ${place}`,
  stepHint: '{{ActionInstance(…).Execution[…]}}',
  choose: 'Choose…',
  chooseStatus: 'Choose a status',
  all: 'For every record of the step',
  kinds: {
    'list-add': 'Add to a list',
    'list-remove': 'Remove from a list',
    group: 'Set email group subscription',
    global: 'Set global subscription',
    decision: 'Answer a decision step',
    action: 'Report to an action step',
    content: 'Report to a content step',
    connector: 'Report to a cloud connector',
    other: 'Another destination',
  },
}

export const optionWords = {
  utc: 'System timestamps in UTC',
  most: 'Record limit',
  mostHint: 'Blank for all records',
  kept: { export: 'Keep results for', import: 'Keep staged data for' },
  lifetime: 'Delete this definition',
  never: 'Never',
  keptDefault: { export: 'Eloqua’s default (12 hours)', import: 'Eloqua’s default (7 days)' },
  other: (duration: string) => `After ${duration}`,
}

export const saveWords = {
  conflict: 'Someone else changed this definition',
  conflictMeans: (properties: string) =>
    `Since you opened it, these changed in Eloqua: ${properties}. Nothing was saved.`,
  theirs: 'In Eloqua now',
  yours: 'Yours',
  useMine: 'Replace with mine',
  useTheirs: 'Start over from Eloqua’s',
  inUse: 'This definition is in use',
  saveAnyway: 'Save changes',
  doubt:
    'Bulkdesk couldn’t confirm that Eloqua created the definition. Choose Create definition to look for it again. Bulkdesk doesn’t create a second one while one may exist.',
}

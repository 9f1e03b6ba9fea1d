import type { DefinitionDraft } from '../eloqua/definition-draft.ts'
import type { FieldOwner } from '../eloqua/field-choice.ts'
import type { Purpose } from '../eloqua/purposes.ts'
import { KIND_WORDS, nameRecords } from './definitions.ts'
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
  fromCsv: 'Import from a CSV file…',
  fromFile: 'Open a saved definition…',
  files: 'From a file',
  another: 'Another object or kind…',
  unfinished: 'Unfinished drafts',
  create: 'Create a definition',
  unnamed: (draft: DefinitionDraft) => `${KIND_WORDS[draft.kind]} of ${nameRecords(draft)}`,
}

/** The form of one definition. */
export const formWords = {
  title: (draft: DefinitionDraft) =>
    draft.of
      ? `Edit ${draft.name}`
      : `New ${KIND_WORDS[draft.kind].toLowerCase()} ${draft.kind === 'syncAction' ? 'for' : 'of'} ${nameRecords(draft)}`,
  context: (draft: DefinitionDraft) =>
    draft.of
      ? 'Nothing changes in Eloqua until you save. Your changes are kept as a draft.'
      : 'Nothing is created in Eloqua until you choose Create definition. Your entries are kept as a draft.',
  create: 'Create definition',
  save: 'Save changes',
  discard: 'Discard draft',
  /** Told where the user went elsewhere while Eloqua answered. */
  savedMeanwhile: (name: string) => `Definition ${name} is saved in Eloqua.`,
  fix: (count: number) => `Fix ${formatCounted(count, 'problem')} first.`,
  sections: {
    about: 'Name and object',
    fields: 'Fields',
    identify: 'How records are found',
    filter: 'Filter',
    rules: 'How records are matched and updated',
    actions: 'What happens to the records',
    also: 'Also do this with each record',
    options: 'Options',
    problems: 'To fix',
    warnings: 'To check',
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
  moreIssues: (count: number) => `${formatCount(count)} more. All are listed on the right.`,
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

/** The one field of a sync action, which finds the records. */
export const identifyWords = {
  field: 'Find each record by',
  choose: 'Choose a field',
  column: 'Column name',
}

export const optionWords = {
  utc: 'System timestamps in UTC',
  most: 'Record limit',
  mostHint: 'Blank for all records',
  kept: { export: 'Keep results for', import: 'Keep staged data for' },
  lifetime: 'Delete automatically',
  never: 'Never',
  keptDefault: { export: 'Eloqua’s default (at least 6 hours)', import: 'Eloqua’s default (7 days)' },
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
    'Bulkdesk couldn’t confirm that Eloqua created the definition. Choose Create definition again: Bulkdesk looks for the definition first and creates it only if Eloqua doesn’t list it.',
}

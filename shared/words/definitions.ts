import type { Definition, DefinitionKind, Family } from '../eloqua/definition.ts'
import { formatCount, formatCounted, plural } from './numbers.ts'

/** The words for a kind of definition. */
export const KIND_WORDS: Readonly<Record<DefinitionKind, string>> = {
  export: 'Export',
  import: 'Import',
  syncAction: 'Sync action',
}

/** The words for the object of a definition. */
export const FAMILY_WORDS: Readonly<Record<Family, string>> = {
  contacts: 'Contacts',
  accounts: 'Accounts',
  customObjects: 'Custom object',
  activities: 'Activities',
  events: 'Event',
  opportunities: 'Opportunities',
  'opportunities/contacts': 'Opportunity contacts',
  campaignResponses: 'Campaign responses',
  emailAddresses: 'Email addresses',
  phoneNumbers: 'Phone numbers',
}

/** `Contacts`, `Custom object “Orders”`; undefined where it is not known. */
export function describeFamily(
  of: Pick<Definition, 'family' | 'parentId' | 'parentName'> | undefined,
): string | undefined {
  if (!of) return undefined
  const family = FAMILY_WORDS[of.family]
  if (of.parentName) return `${family} “${of.parentName}”`
  return of.parentId === undefined ? family : `${family} ${of.parentId}`
}

/** `1 field`, `12 fields`. */
export function countFields(definition: Pick<Definition, 'fields'>): string {
  return formatCounted(Object.keys(definition.fields).length, 'field')
}

/** The list of definitions, wherever one is picked. */
export const definitionListWords = {
  title: 'Definitions',
  search: 'Search definitions',
  searchHint: 'Search by name, object or URI',
  kind: 'Kind',
  kinds: { all: 'All', export: 'Exports', import: 'Imports', syncAction: 'Sync actions' },
  loading: 'Loading definitions',
  noneMatch: 'No definitions match your search',
  noneMatchHint: 'Try part of a name, object or URI. Your Eloqua user may not see every definition.',
  noneOfKind: 'No definitions of this kind',
  noneOfKindHint: 'Definitions created in Eloqua or by other programs appear here.',
  first: (count: number) => `Showing the first ${formatCount(count)}. Narrow your search to see others.`,
  columns: { name: 'Name', object: 'Object', kind: 'Kind', lastRun: 'Last run' },
  notInLatest: (syncs: number) => `Not in the latest ${formatCounted(syncs, 'sync')}`,
}

/** The screen with all definitions, and one of them beside the list. */
export const definitionsWords = {
  context: 'Exports, imports and sync actions saved in Eloqua',
  pane: 'Definition',
  loadingOne: 'Loading definition',
  newSync: 'New sync…',
  upload: 'Upload a CSV…',
  fields: 'Fields',
  fieldsHeading: (count: number) => `Fields (${formatCount(count)})`,
  fieldColumns: { name: 'Column', statement: 'Eloqua field' },
  identifier: 'identifier',
  created: 'Created',
  changed: 'Changed',
  by: (user: string) => `by ${user}`,
  json: 'Definition JSON',
}

export const recentSyncsWords = {
  title: 'Recent syncs',
  unreadable: 'Bulkdesk couldn’t read recent syncs.',
  loading: 'Loading…',
  found: (found: number, latest: number) =>
    found === 0
      ? definitionListWords.notInLatest(latest)
      : `${formatCount(found)} of the latest ${formatCounted(latest, 'sync')}`,
  columns: { id: '#', status: 'Status', started: 'Started', duration: 'Duration', by: 'By' },
}

/** The records of a family as a plural noun: `contacts`. A custom object goes by its name. */
export function nameRecords(definition: Pick<Definition, 'family' | 'parentId' | 'parentName'>): string {
  return nameFor(definition, 2)
}

/** One record of a family: `contact`, `record of custom object “Orders”`. */
export function nameRecord(definition: Pick<Definition, 'family' | 'parentId' | 'parentName'>): string {
  return nameFor(definition, 1)
}

function nameFor(
  { family, parentId, parentName }: Pick<Definition, 'family' | 'parentId' | 'parentName'>,
  count: number,
) {
  const parent = parentName ? `“${parentName}”` : parentId === undefined ? '' : String(parentId)
  const [one, other] = RECORDS[family]
  const noun = plural(count, one, other)
  if (family === 'customObjects') return parent ? `${noun} of custom object ${parent}` : `custom object ${noun}`
  if (family === 'events') return parent ? `${noun} of event ${parent}` : `event ${noun}`
  return noun
}

const RECORDS: Readonly<Record<Family, readonly [one: string, other: string]>> = {
  contacts: ['contact', 'contacts'],
  accounts: ['account', 'accounts'],
  customObjects: ['record', 'records'],
  activities: ['activity', 'activities'],
  events: ['registrant', 'registrants'],
  opportunities: ['opportunity', 'opportunities'],
  'opportunities/contacts': ['link between an opportunity and a contact', 'links between opportunities and contacts'],
  campaignResponses: ['campaign response', 'campaign responses'],
  emailAddresses: ['email address', 'email addresses'],
  phoneNumbers: ['phone number', 'phone numbers'],
}

import type { Definition, Family } from '../eloqua/definition.ts'
import type { ImportRule, UpdateRule } from '../eloqua/eloqua.ts'
import { describeDuration } from '../eloqua/retention.ts'
import { describeSyncAction } from './sync-action-words.ts'

/** What a definition will do when it is synced, for people who never saw its JSON. */
export interface DefinitionWords {
  /** One line: `Creates and updates contacts`. */
  readonly headline: string
  /** Everything else worth knowing before it runs, most important first. */
  readonly sentences: readonly string[]
}

/** The records of a family as a plural noun: `contacts`. A custom object goes by its name. */
export function nameRecords(definition: Pick<Definition, 'family' | 'parentId' | 'parentName'>): string {
  const { family, parentId, parentName } = definition
  const parent = parentName ? `“${parentName}”` : parentId === undefined ? '' : String(parentId)
  if (family === 'customObjects') return parent ? `records of custom object ${parent}` : 'custom object records'
  if (family === 'events') return parent ? `registrants of event ${parent}` : 'event registrants'
  return RECORDS[family]
}

const RECORDS: Readonly<Record<Exclude<Family, 'customObjects' | 'events'>, string>> = {
  contacts: 'contacts',
  accounts: 'accounts',
  activities: 'activities',
  opportunities: 'opportunities',
  'opportunities/contacts': 'links between opportunities and contacts',
  campaignResponses: 'campaign responses',
  emailAddresses: 'e-mail addresses',
  phoneNumbers: 'phone numbers',
}

/** Says in words what a definition will do. Rests on section 2 of the Bulk API: its properties and their defaults. */
export function describeDefinition(definition: Definition): DefinitionWords {
  const describe = { export: describeExport, import: describeImport, syncAction: describeSyncActions }[definition.kind]
  const words = describe(definition)
  const { autoDeleteDuration } = definition
  if (!autoDeleteDuration) return words
  const lifetime = `Eloqua deletes this definition by itself: its lifetime is ${describeDuration(autoDeleteDuration)}.`
  return { ...words, sentences: [...words.sentences, lifetime] }
}

function describeExport(definition: Definition): DefinitionWords {
  const { filter, maxRecords, areSystemTimestampsInUTC, dataRetentionDuration, syncActions = [] } = definition
  const records = nameRecords(definition)
  const fields = countFields(definition)
  const most = maxRecords === undefined ? '' : `, at most ${maxRecords.toLocaleString('en-US')} of them`
  return {
    headline: `Reads ${records} with ${fields}${most}`,
    sentences: [
      filter ? `Only those that fit its filter: ${filter}` : `It has no filter: all ${records} are exported.`,
      ...(syncActions.length === 0 ? ['Nothing in Eloqua is changed by reading them.'] : []),
      ...syncActions.map(
        (action) => `Besides, for everything exported, it ${lowerFirst(describeSyncAction(action, records))}`,
      ),
      areSystemTimestampsInUTC
        ? 'System times are given in UTC.'
        : 'System times are given in Eloqua’s own time zone (US Eastern), not in UTC.',
      `Eloqua keeps the result for ${describeDuration(dataRetentionDuration ?? 'PT12H')} after the sync has ended.`,
    ],
  }
}

function describeImport(definition: Definition): DefinitionWords {
  const { family, identifierFieldName, updateRuleByField = {}, syncActions = [] } = definition
  const records = nameRecords(definition)
  const isAddOnly = family === 'activities'
  return {
    headline: isAddOnly ? `Adds ${records}` : `${describeImportRule(definition.importRule)} ${records}`,
    sentences: [
      ...(isAddOnly
        ? ['Activities are only ever added: sending a row twice makes two activities.']
        : [
            `A row is matched by its “${identifierFieldName ?? 'identifier, which the definition does not name'}”.`,
            describeUpdateRule(definition.updateRule),
            ...describeFieldRules(updateRuleByField),
            describeMatches(definition, records),
          ]),
      ...describeCards(definition),
      ...syncActions.map((action) => `Besides, for every row, it ${lowerFirst(describeSyncAction(action, records))}`),
      describeTrigger(definition),
      ...(definition.importPriorityUri ? [`It runs with the import priority ${definition.importPriorityUri}.`] : []),
    ],
  }
}

function describeSyncActions(definition: Definition): DefinitionWords {
  const records = nameRecords(definition)
  const [first, ...others] = (definition.syncActions ?? []).map((action) => describeSyncAction(action, records))
  const identifier = definition.identifierFieldName ?? Object.keys(definition.fields)[0]
  return {
    headline: first ? first.replace(/\.$/, '') : `A sync action on ${records} that names no action`,
    sentences: [
      ...others.map((other) => `Besides, it ${lowerFirst(other)}`),
      `Each row is one of the ${records}, named by its “${identifier ?? 'identifier'}”.`,
      describeTrigger(definition),
    ],
  }
}

/** What an import does when the record exists already, and when it does not. Absent means create and update. */
export function describeImportRule(rule: ImportRule = 'createAndUpdate'): string {
  switch (rule) {
    case 'createAndUpdate':
      return 'Creates and updates'
    case 'updateOnly':
      return 'Updates existing'
    case 'createOnly':
      return 'Creates new'
    default:
      return `Imports (rule “${rule satisfies never}”)`
  }
}

/** What happens to a value that Eloqua already holds. Absent means `always`, Eloqua's default. */
export function describeUpdateRule(rule: UpdateRule = 'always'): string {
  switch (rule) {
    case 'always':
      return 'What is sent replaces what Eloqua holds. A blank cell empties the field.'
    case 'ifNewIsNotNull':
      return 'What is sent replaces what Eloqua holds. A blank cell changes nothing.'
    case 'ifExistingIsNull':
      return 'Only fields that are empty in Eloqua are filled. What Eloqua holds stays.'
    case 'useFieldRule':
      return 'Each field follows the update rule that is set on it in Eloqua, which Bulkdesk cannot see.'
    default:
      return `It has an update rule Bulkdesk does not know: “${rule satisfies never}”.`
  }
}

function describeFieldRules(rules: Readonly<Record<string, UpdateRule>>): readonly string[] {
  return Object.entries(rules).map(([field, rule]) => `For “${field}” instead: ${describeUpdateRule(rule)}`)
}

function describeMatches(definition: Definition, records: string): string {
  return definition.isUpdatingMultipleMatchedRecords
    ? `When several ${records} match a row, all of them are updated.`
    : `When several ${records} match a row, one that Eloqua chooses is updated.`
}

function describeCards(definition: Definition): readonly string[] {
  const { mapDataCards, mapDataCardsEntityType, mapDataCardsSourceField, mapDataCardsEntityField } = definition
  if (!mapDataCards) return []
  const entity = mapDataCardsEntityType === 'Company' ? 'account' : 'contact'
  const source = mapDataCardsSourceField ? `its “${mapDataCardsSourceField}”` : 'a field'
  return [`Each record is linked to the ${entity} whose ${mapDataCardsEntityField ?? 'field'} equals ${source}.`]
}

function describeTrigger(definition: Definition): string {
  if (definition.isSyncTriggeredOnImport) return 'Data sent to it starts a sync at once.'
  const kept = definition.dataRetentionDuration
    ? ` Eloqua keeps them for ${describeDuration(definition.dataRetentionDuration)}.`
    : ''
  return `Rows sent to it wait until a sync is started.${kept}`
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}

/** `1 field`, `12 fields`. */
export function countFields(definition: Pick<Definition, 'fields'>): string {
  const count = Object.keys(definition.fields).length
  return count === 1 ? '1 field' : `${count} fields`
}

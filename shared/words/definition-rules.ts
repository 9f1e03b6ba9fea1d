import type { Definition } from '../eloqua/definition.ts'
import type { Rules } from '../eloqua/definition-draft.ts'
import type { ImportRule, UpdateRule } from '../eloqua/eloqua.ts'
import { countFields, nameRecord, nameRecords } from './definitions.ts'
import { describeFilter } from './filters.ts'
import { formatCount } from './numbers.ts'
import { describeSyncAction, type EloquaNames } from './sync-actions.ts'
import { describeDuration } from './times.ts'

/** What a definition will do when it is synced, for people who never saw its JSON. */
export interface DefinitionWords {
  /** One line: `Creates and updates contacts`. */
  readonly headline: string
  /** Everything else worth knowing before it runs, most important first. */
  readonly sentences: readonly string[]
}

/**
 * Says in words what a definition will do. Rests on section 2 of the Bulk API: its properties and their defaults.
 * `names` gives lists, email groups and priorities their names in Eloqua; without one, an id is shown.
 */
export function describeDefinition(definition: Definition, names?: EloquaNames): DefinitionWords {
  const describe = { export: describeExport, import: describeImport, syncAction: describeSyncActions }[definition.kind]
  const words = describe(definition, names)
  const { autoDeleteDuration } = definition
  if (!autoDeleteDuration) return words
  const lifetime = `Eloqua deletes this definition automatically (lifetime: ${describeDuration(autoDeleteDuration)}).`
  return { ...words, sentences: [...words.sentences, lifetime] }
}

function describeExport(definition: Definition, names: EloquaNames | undefined): DefinitionWords {
  const { filter, maxRecords, areSystemTimestampsInUTC, dataRetentionDuration, syncActions = [] } = definition
  const records = nameRecords(definition)
  const most = maxRecords === undefined ? '' : `, up to ${formatCount(maxRecords)} records`
  return {
    headline: `Exports ${records} with ${countFields(definition)}${most}`,
    sentences: [
      filter ? `Filter: ${describeFilter(filter, names)}` : `No filter: exports all ${records}.`,
      ...(syncActions.length === 0 ? ['Changes nothing in Eloqua.'] : describeAlso(definition, names)),
      areSystemTimestampsInUTC
        ? 'System timestamps are in UTC.'
        : 'System timestamps are in Eloqua’s time zone (US Eastern), not UTC.',
      describeKept(dataRetentionDuration),
    ],
  }
}

/** Oracle's pages differ about what holds where an export does not say: 6 hours or 12. */
function describeKept(duration: string | undefined): string {
  const kept = duration === undefined ? 'at least 6 hours' : describeDuration(duration)
  return `Eloqua keeps the result for ${kept} after the sync ends.`
}

function describeImport(definition: Definition, names: EloquaNames | undefined): DefinitionWords {
  const { family, importPriorityUri } = definition
  const records = nameRecords(definition)
  const isAddOnly = family === 'activities'
  return {
    headline:
      isAddOnly || family === 'opportunities/contacts'
        ? `Adds ${records}`
        : `${describeImportRule(definition.importRule)} ${records}`,
    sentences: [
      ...(isAddOnly
        ? ['Activities are always added: sending a row twice creates two activities.']
        : family === 'opportunities/contacts'
          ? describeLinks(definition)
          : describeMatching(definition)),
      ...describeCards(definition),
      ...describeAlso(definition, names),
      describeTrigger(definition),
      ...(importPriorityUri ? [`Import priority: ${names?.get(importPriorityUri) ?? importPriorityUri}`] : []),
    ],
  }
}

function describeSyncActions(definition: Definition, names: EloquaNames | undefined): DefinitionWords {
  const records = nameRecords(definition)
  const [first, ...others] = definition.syncActions ?? []
  const identifier = definition.identifierFieldName ?? Object.keys(definition.fields)[0]
  return {
    headline: first
      ? describeSyncAction(first, { records, names }).replace(/\.$/, '')
      : `Sync action on ${records} with no action`,
    sentences: [
      ...describeAlso({ ...definition, syncActions: others }, names),
      `Each row identifies one ${nameRecord(definition)} by ${identifier ?? 'its identifier field'}.`,
      describeTrigger(definition),
    ],
  }
}

/** What happens to every record besides: `Also adds each contact to the list “Tradeshow 2026”.` */
function describeAlso(definition: Definition, names: EloquaNames | undefined): readonly string[] {
  const records = `each ${nameRecord(definition)}`
  const { syncActions = [] } = definition
  return syncActions.map((action) => `Also ${lowerFirst(describeSyncAction(action, { records, names }))}`)
}

/** What an import does when the record exists already, and when it does not. Absent means create and update. */
function describeImportRule(rule: ImportRule = 'createAndUpdate'): string {
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

function describeMatching(definition: Definition): readonly string[] {
  const { identifierFieldName, updateRule, updateRuleByField = {}, isUpdatingMultipleMatchedRecords } = definition
  return [
    identifierFieldName
      ? `Matches records by ${identifierFieldName}.`
      : 'Matches records by an identifier field that the definition doesn’t name.',
    describeUpdateRule(updateRule),
    ...Object.entries(updateRuleByField).map(([field, rule]) => describeException(field, rule)),
    `If several ${nameRecords(definition)} match, Eloqua updates ${isUpdatingMultipleMatchedRecords ? 'all' : 'one'} of them.`,
  ]
}

/** What happens to a value that Eloqua already holds. Absent means `always`, Eloqua's default. */
export function describeUpdateRule(rule: UpdateRule = 'always'): string {
  switch (rule) {
    case 'always':
      return 'Overwrites existing values; blank cells clear the field.'
    case 'ifNewIsNotNull':
      return 'Overwrites existing values; blank cells are ignored.'
    case 'ifExistingIsNull':
      return 'Fills empty fields only; existing values are kept.'
    case 'useFieldRule':
      return 'Each field follows its own update rule in Eloqua, which Bulkdesk can’t see.'
    default:
      return `Bulkdesk doesn’t know this update rule: “${rule satisfies never}”.`
  }
}

function describeException(field: string, rule: UpdateRule): string {
  switch (rule) {
    case 'always':
      return `Exception: “${field}” is overwritten; blank cells clear it.`
    case 'ifNewIsNotNull':
      return `Exception: “${field}” is overwritten; blank cells are ignored.`
    case 'ifExistingIsNull':
      return `Exception: “${field}” is filled only where it’s empty.`
    case 'useFieldRule':
      return `Exception: “${field}” follows its own update rule in Eloqua.`
    default:
      return `Exception: “${field}” has an update rule Bulkdesk doesn’t know: “${rule satisfies never}”.`
  }
}

function describeLinks(definition: Definition): readonly string[] {
  const { linkOpportunitiesEntityType, linkOpportunitiesMatchFieldName, linkOpportunitiesSourceField } =
    definition as Rules
  const entity = linkOpportunitiesEntityType === 'Account' ? 'account' : 'contact'
  if (!linkOpportunitiesMatchFieldName || !linkOpportunitiesSourceField) return []
  return [
    `Links the opportunity of “${linkOpportunitiesMatchFieldName}” to the ${entity} of “${linkOpportunitiesSourceField}”.`,
  ]
}

function describeCards(definition: Definition): readonly string[] {
  const { mapDataCards, mapDataCardsEntityType, mapDataCardsSourceField, mapDataCardsEntityField } = definition
  if (!mapDataCards) return []
  const entity = mapDataCardsEntityType === 'Company' ? 'account' : 'contact'
  const source = mapDataCardsSourceField ? `its “${mapDataCardsSourceField}”` : 'a field'
  return [`Links each record to the ${entity} whose ${mapDataCardsEntityField ?? 'field'} equals ${source}.`]
}

function describeTrigger({ isSyncTriggeredOnImport, dataRetentionDuration }: Definition): string {
  if (isSyncTriggeredOnImport) return 'Starts syncing as soon as data arrives.'
  const kept = dataRetentionDuration ? ` for up to ${describeDuration(dataRetentionDuration)}` : ''
  return `Rows stay staged${kept} until you start the sync.`
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}

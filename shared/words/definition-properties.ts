import { formWords, optionWords } from './definition-form.ts'
import { importWords } from './definition-import.ts'

/** The properties of a definition by the words their controls have. */
const PROPERTIES: Readonly<Record<string, string>> = {
  name: formWords.name,
  fields: formWords.sections.fields,
  filter: formWords.sections.filter,
  maxRecords: optionWords.most,
  areSystemTimestampsInUTC: optionWords.utc,
  dataRetentionDuration: 'Data retention',
  autoDeleteDuration: optionWords.lifetime,
  syncActions: 'Sync actions',
  identifierFieldName: importWords.identifier,
  updateRule: importWords.rule,
  updateRuleByField: importWords.byField,
  importRule: importWords.importRule,
  importPriorityUri: importWords.priority,
  isSyncTriggeredOnImport: importWords.autoSync,
  isUpdatingMultipleMatchedRecords: importWords.several,
  isIdentifierFieldCaseSensitive: importWords.caseSensitive,
  linkUsers: importWords.linkUsers,
  mapDataCards: importWords.cards,
  mapDataCardsEntityType: importWords.cardEntity,
  mapDataCardsEntityField: importWords.cardField,
  mapDataCardsSourceField: importWords.cardSource,
  linkOpportunitiesEntityType: importWords.linkEntity,
  linkOpportunitiesMatchFieldName: importWords.linkOpportunity,
  linkOpportunitiesSourceField: importWords.linkSource,
}

/** A property of a definition in words; one that Bulkdesk does not know by Eloqua's own name. */
export function nameProperty(property: string): string {
  return PROPERTIES[property] ?? property
}

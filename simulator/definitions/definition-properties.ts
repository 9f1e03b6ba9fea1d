import type { Family } from '../../shared/eloqua/definition.ts'
import type { DefinitionKind } from '../engine/data-engine.ts'

type PropertyType = 'name' | 'text' | 'boolean' | 'integer' | 'fields' | 'rules' | 'actions' | 'retention' | 'lifetime'

export interface Property {
  readonly name: string
  readonly type: PropertyType
  /** Answered although it was not sent. */
  readonly fallback?: string | boolean
  readonly values?: readonly string[]
  readonly families?: readonly Family[]
}

const UPDATE_RULES = ['always', 'ifNewIsNotNull', 'ifExistingIsNull', 'useFieldRule'] as const
const CARDS: readonly Family[] = ['customObjects', 'events']
const OPPORTUNITY_LINKS: readonly Family[] = ['opportunities/contacts']
const LIFETIME: Property = { name: 'autoDeleteDuration', type: 'lifetime' }

const EXPORT: readonly Property[] = [
  { name: 'name', type: 'name' },
  { name: 'fields', type: 'fields' },
  { name: 'filter', type: 'text' },
  { name: 'areSystemTimestampsInUTC', type: 'boolean' },
  { name: 'maxRecords', type: 'integer' },
  {
    name: 'syncActions',
    type: 'actions',
    families: ['contacts', 'accounts', 'customObjects', 'events', 'campaignResponses'],
  },
  { name: 'externalSystemId', type: 'integer' },
  { name: 'crmAccountIdField', type: 'text' },
  { name: 'productIdField', type: 'text' },
  { name: 'dataRetentionDuration', type: 'retention', fallback: 'PT12H' },
  LIFETIME,
]

const IMPORT: readonly Property[] = [
  { name: 'linkUsers', type: 'boolean', families: ['accounts'] },
  { name: 'mapDataCards', type: 'boolean', families: CARDS },
  { name: 'mapDataCardsEntityField', type: 'text', families: CARDS },
  { name: 'mapDataCardsSourceField', type: 'text', families: CARDS },
  { name: 'mapDataCardsEntityType', type: 'text', values: ['Contact', 'Company'], families: CARDS },
  { name: 'mapDataCardsCaseSensitiveMatch', type: 'boolean', families: CARDS },
  { name: 'name', type: 'name' },
  { name: 'updateRule', type: 'text', values: UPDATE_RULES },
  { name: 'updateRuleByField', type: 'rules', values: UPDATE_RULES },
  { name: 'importRule', type: 'text', values: ['createAndUpdate', 'updateOnly', 'createOnly'] },
  { name: 'fields', type: 'fields' },
  {
    name: 'syncActions',
    type: 'actions',
    families: ['contacts', 'accounts', 'customObjects', 'events', 'emailAddresses', 'phoneNumbers'],
  },
  { name: 'identifierFieldName', type: 'name' },
  { name: 'isSyncTriggeredOnImport', type: 'boolean', fallback: false },
  { name: 'nullIdentifierFieldName', type: 'boolean' },
  { name: 'importPriorityUri', type: 'text' },
  { name: 'isIdentifierFieldCaseSensitive', type: 'boolean', families: ['opportunities'] },
  { name: 'linkOpportunitiesEntityType', type: 'text', values: ['Contact', 'Account'], families: OPPORTUNITY_LINKS },
  { name: 'linkOpportunitiesMatchFieldName', type: 'text', families: OPPORTUNITY_LINKS },
  { name: 'linkOpportunitiesSourceField', type: 'text', families: OPPORTUNITY_LINKS },
  { name: 'linkOpportunitiesMultipleSourceMatches', type: 'boolean', families: OPPORTUNITY_LINKS },
  { name: 'linkOpportunitiesCaseSensitiveMatchField', type: 'boolean', families: OPPORTUNITY_LINKS },
  { name: 'linkOpportunitiesCaseSensitiveSourceField', type: 'boolean', families: OPPORTUNITY_LINKS },
  { name: 'serviceInstanceId', type: 'text', families: ['campaignResponses'] },
  { name: 'externalSystemId', type: 'integer' },
  { name: 'dataRetentionDuration', type: 'retention', fallback: 'P7D' },
  { name: 'isUpdatingMultipleMatchedRecords', type: 'boolean', fallback: false },
  LIFETIME,
]

const SYNC_ACTION: readonly Property[] = [
  { name: 'name', type: 'name' },
  { name: 'fields', type: 'fields' },
  { name: 'identifierFieldName', type: 'name' },
  { name: 'isSyncTriggeredOnImport', type: 'boolean', fallback: false },
  { name: 'syncActions', type: 'actions' },
  LIFETIME,
]

const BY_KIND: Readonly<Record<DefinitionKind, readonly Property[]>> = {
  export: EXPORT,
  import: IMPORT,
  syncAction: SYNC_ACTION,
}

/** The writable properties of a definition, in the order in which Eloqua echoes them. */
export function definitionProperties(kind: DefinitionKind, family: Family): readonly Property[] {
  return BY_KIND[kind].filter(({ families }) => !families || families.includes(family))
}

const READ_ONLY = ['kbUsed', 'uri', 'createdBy', 'createdAt', 'updatedBy', 'updatedAt'] as const

/** What `q` and `orderBy` may name in a list of definitions. */
export function definitionTerms(kind: DefinitionKind): readonly string[] {
  return [...BY_KIND[kind].map(({ name }) => name), ...READ_ONLY]
}

import { isOpenDestination, kindOfAction } from './action-kinds.ts'
import type { DefinitionKind } from './definition.ts'
import { type DefinitionDraft, MAX_NAME } from './definition-draft.ts'
import { blocks, type DraftIssue, type IssueCode, type KnownFields, warns } from './draft-issue.ts'
import {
  changesConsent,
  type FieldChoice,
  indexFields,
  isOnlyForMatching,
  mayIdentify,
  statementKey,
} from './field-choice.ts'
import { checkFilter } from './filter-limits.ts'
import { parseDuration } from './retention.ts'

export const MOST_FIELDS: Readonly<Record<DefinitionKind, number>> = { export: 250, import: 100, syncAction: 1 }
const MOST_ACTIONS = 10
const MOST_CONTACT_FIELDS = 10
const HOUR = 3_600_000
const FOURTEEN_DAYS = 14 * 24 * HOUR

/**
 * Everything about a draft that can be said before it is sent (fact sheet 2.5 to 2.7, 3.7). Without the object's fields
 * nothing is said of fields that may not exist.
 */
export function checkDraft(draft: DefinitionDraft, fields?: readonly FieldChoice[]): readonly DraftIssue[] {
  const known = fields && indexFields(fields)
  return [
    ...checkName(draft),
    ...checkFields(draft, known),
    ...(draft.kind === 'export' ? checkExport(draft, known) : []),
    ...(draft.kind === 'export' || draft.family === 'activities' ? [] : checkIdentifier(draft, known)),
    ...(draft.kind === 'import' ? checkImport(draft) : []),
    ...checkActions(draft),
    ...checkDurations(draft),
  ]
}

function checkName({ name, family, parentId }: DefinitionDraft): readonly DraftIssue[] {
  const length = name.trim().length
  return [
    ...((family === 'customObjects' || family === 'events') && parentId === undefined
      ? [blocks('object', 'object-missing', { fact: family === 'events' ? 'event' : 'custom object' })]
      : []),
    ...(length === 0 ? [blocks('name', 'name-missing')] : []),
    ...(length > MAX_NAME ? [blocks('name', 'name-long', { fact: String(length) })] : []),
  ]
}

function checkFields(draft: DefinitionDraft, known: KnownFields): readonly DraftIssue[] {
  const { fields, kind } = draft
  const most = MOST_FIELDS[kind]
  const names = countBy(fields.map(({ name }) => name.trim()))
  const statements = countBy(fields.map(({ statement }) => statementKey(statement)))
  const contacts = fields.filter(({ statement }) => /^\{\{Activity\.Contact\./i.test(statement))
  return [
    ...(fields.length === 0 ? [blocks('fields', 'no-fields')] : []),
    ...(fields.length > most
      ? [blocks('fields', most === 1 ? 'one-field-only' : 'too-many-fields', { fact: String(fields.length) })]
      : []),
    ...(draft.family === 'activities' && kind === 'export' && contacts.length > MOST_CONTACT_FIELDS
      ? [blocks('fields', 'too-many-contact-fields', { fact: String(contacts.length) })]
      : []),
    ...fields.flatMap((field, index) => checkField(draft, index, { field, names, statements, known })),
    ...(draft.family === 'opportunities' ? checkOpportunityFields(draft) : []),
  ]
}

interface FieldCheck {
  readonly field: DefinitionDraft['fields'][number]
  readonly names: ReadonlyMap<string, number>
  readonly statements: ReadonlyMap<string, number>
  readonly known: KnownFields
}

function checkField(draft: DefinitionDraft, index: number, check: FieldCheck): readonly DraftIssue[] {
  const { field, names, statements, known } = check
  const name = field.name.trim()
  const choice = known?.get(statementKey(field.statement))
  const isIdentifier = draft.rules.identifierFieldName === field.name
  const at = (code: IssueCode) => blocks('fields', code, { index, fact: name })
  return [
    ...(name === '' ? [at('field-name-missing')] : []),
    ...(name.length > MAX_NAME ? [at('field-name-long')] : []),
    ...(name !== '' && (names.get(name) ?? 0) > 1 ? [at('field-name-twice')] : []),
    ...(field.statement.trim() === '' ? [at('statement-missing')] : []),
    ...(field.statement.trim() !== '' && (statements.get(statementKey(field.statement)) ?? 0) > 1
      ? [warns('fields', 'statement-twice', { index, fact: name })]
      : []),
    ...(known && field.statement.trim() !== '' && !choice
      ? [warns('fields', 'field-unknown', { index, fact: name })]
      : []),
    ...(draft.kind === 'import' && choice && isOnlyForMatching(draft.family, choice) && !isIdentifier
      ? [at('field-read-only')]
      : []),
    ...(draft.kind === 'import' && changesConsent(field.statement)
      ? [warns('fields', 'consent', { index, fact: name })]
      : []),
  ]
}

const OPPORTUNITY_NEEDS = ['Id', 'Field(Name)', 'Field(Stage)', 'Field(Amount)'].map(
  (path) => `{{Opportunity.${path}}}`,
)

function checkOpportunityFields({ fields }: DefinitionDraft): readonly DraftIssue[] {
  const has = new Set(fields.map(({ statement }) => statementKey(statement)))
  const missing = OPPORTUNITY_NEEDS.filter((statement) => !has.has(statementKey(statement)))
  return missing.length > 0 ? [blocks('fields', 'opportunity-fields', { fact: missing.join(', ') })] : []
}

function checkIdentifier({ fields, rules }: DefinitionDraft, known: KnownFields): readonly DraftIssue[] {
  const name = rules.identifierFieldName
  if (!name) return [blocks('identifierFieldName', 'identifier-missing')]
  const field = fields.find((one) => one.name === name)
  if (!field) return [blocks('identifierFieldName', 'identifier-not-a-field', { fact: name })]
  const choice = known?.get(statementKey(field.statement))
  return choice && !mayIdentify(choice) ? [blocks('identifierFieldName', 'identifier-type', { fact: name })] : []
}

function checkExport(draft: DefinitionDraft, known: KnownFields): readonly DraftIssue[] {
  const { maxRecords } = draft.rules
  const isCount = maxRecords === undefined || (Number.isSafeInteger(maxRecords) && maxRecords >= 1)
  return [...checkFilter(draft, known), ...(isCount ? [] : [blocks('maxRecords', 'max-records')])]
}

function checkImport(draft: DefinitionDraft): readonly DraftIssue[] {
  const { rules, fields } = draft
  const changesEmail = fields.some(
    ({ name, statement }) => /Field\(C_EmailAddress\)/i.test(statement) && name !== rules.identifierFieldName,
  )
  const needsUser = !fields.some(({ statement }) => /^\{\{Account\.User\./i.test(statement))
  return [
    ...(rules.isUpdatingMultipleMatchedRecords && changesEmail && draft.family === 'contacts'
      ? [blocks('isUpdatingMultipleMatchedRecords', 'several-matches')]
      : []),
    ...(rules.mapDataCards && !(rules.mapDataCardsEntityType && rules.mapDataCardsEntityField && hasSource(draft))
      ? [blocks('mapDataCards', 'cards-incomplete')]
      : []),
    ...(rules.linkUsers && needsUser ? [blocks('linkUsers', 'link-users')] : []),
    ...(draft.family === 'opportunities/contacts' && !hasLinks(draft)
      ? [blocks('linkOpportunities', 'links-incomplete')]
      : []),
    ...(rules.isSyncTriggeredOnImport ? [warns('other', 'auto-sync')] : []),
  ]
}

function hasSource({ rules, fields }: DefinitionDraft): boolean {
  return fields.some(({ name }) => name === rules.mapDataCardsSourceField)
}

/** Links need the opportunity's ID, and a column of the contact or account that they go to (fact sheet 3.4). */
function hasLinks({ rules, fields }: DefinitionDraft): boolean {
  const has = (name: string | undefined) => fields.some((field) => field.name === name)
  const partner = new RegExp(`^\\{\\{Opportunity\\.${rules.linkOpportunitiesEntityType ?? 'Contact'}\\.`, 'i')
  return (
    fields.some(({ statement }) => statementKey(statement) === '{{opportunity.id}}') &&
    fields.some(({ statement }) => partner.test(statement)) &&
    has(rules.linkOpportunitiesMatchFieldName) &&
    has(rules.linkOpportunitiesSourceField)
  )
}

function checkActions({ kind, rules }: DefinitionDraft): readonly DraftIssue[] {
  const actions = rules.syncActions ?? []
  return [
    ...(kind === 'syncAction' && actions.length === 0 ? [blocks('syncActions', 'no-sync-action')] : []),
    ...(actions.length > MOST_ACTIONS ? [blocks('syncActions', 'too-many-sync-actions')] : []),
    ...actions.flatMap(({ action, destination, status }, index) => [
      ...(isOpenDestination(destination)
        ? [blocks('syncActions', 'destination-missing', { index, fact: kindOfAction({ action, destination }) })]
        : []),
      ...(action === 'setStatus' && !status ? [blocks('syncActions', 'status-missing', { index })] : []),
    ]),
  ]
}

/** Unsynced rows and results: an hour to 14 days. A definition: at least an hour; a sync action: at most a year (26C). */
function checkDurations({ kind, rules }: DefinitionDraft): readonly DraftIssue[] {
  const { dataRetentionDuration, autoDeleteDuration } = rules
  const mostKept = kind === 'syncAction' ? 365 * 24 * HOUR : Number.POSITIVE_INFINITY
  return [
    ...(isWithin(dataRetentionDuration, FOURTEEN_DAYS) ? [] : [blocks('dataRetentionDuration', 'retention')]),
    ...(isWithin(autoDeleteDuration, mostKept) ? [] : [blocks('autoDeleteDuration', 'auto-delete')]),
  ]
}

function isWithin(duration: string | undefined, most: number): boolean {
  if (duration === undefined || duration === '') return true
  const ms = parseDuration(duration)
  return ms !== undefined && ms >= HOUR && ms <= most
}

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

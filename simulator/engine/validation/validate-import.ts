import type { ValidationFailure } from '../../../shared/eloqua/eloqua.ts'
import type { DefinitionInput } from '../data-engine.ts'
import { ACCOUNT_USER_FIELDS } from '../records/account-fields.ts'
import type { RecordType } from '../records/record-type.ts'
import type { RecordTypes } from '../records/record-types.ts'
import { parseStatement } from '../statements/parse-statement.ts'
import { type Reference, resolveStatement } from '../statements/resolve-statement.ts'

type References = ReadonlyMap<string, Reference>

/** Families whose rows may name a related record, to be linked or to act. */
const WITH_RELATIONS: ReadonlySet<string> = new Set(['activities', 'opportunities/contacts'])
const WITH_CARDS: ReadonlySet<string> = new Set(['customObjects', 'events'])
const UPDATE_RULES: ReadonlySet<string> = new Set(['always', 'ifNewIsNotNull', 'ifExistingIsNull', 'useFieldRule'])

/** What an import's definition must meet beyond naming known fields. */
export function validateImport(
  types: RecordTypes,
  type: RecordType,
  definition: DefinitionInput,
  references: References,
): readonly ValidationFailure[] {
  return [
    ...(definition.family === 'activities' ? [] : validateIdentifier(type, definition, references)),
    ...validateWritable(definition, references),
    ...validateRules(definition),
    ...validateMultipleMatches(definition, references),
    ...validateCards(types, definition),
    ...validateFamily(type, definition, references),
  ]
}

/** The identifier is one of the fields, and of a kind that can identify. */
export function validateIdentifier(
  type: RecordType,
  definition: DefinitionInput,
  references: References,
): readonly ValidationFailure[] {
  const field = 'identifierFieldName'
  const name = definition.identifierFieldName
  if (name === undefined || name === '') {
    return [{ field, constraint: 'Must be a string value, at least 1 character and at most 100 characters long.' }]
  }
  if (!Object.hasOwn(definition.fields, name)) {
    return [{ field, value: name, constraint: 'Must be contained within fields.' }]
  }
  const attribute = references.get(name)?.attribute
  if (!attribute) return []
  const isUnfit = attribute.isLargeText || ['date', 'timestamp', 'boolean', 'flag'].includes(attribute.storage)
  return isUnfit
    ? [{ field, value: name, constraint: `Must not be a large text, date or boolean field of ${type.entity}.` }]
    : []
}

function validateWritable(definition: DefinitionInput, references: References): readonly ValidationFailure[] {
  const failures: ValidationFailure[] = []
  for (const [name, { attribute, via }] of references) {
    const value = Object.hasOwn(definition.fields, name) ? definition.fields[name] : undefined
    if (via !== '' && !WITH_RELATIONS.has(definition.family)) {
      failures.push({
        field: 'fields',
        ...(value ? { value } : {}),
        constraint: 'Must reference the imported object itself.',
      })
    } else if (attribute.isReadOnly && via === '' && name !== definition.identifierFieldName) {
      failures.push({
        field: 'fields',
        ...(value ? { value } : {}),
        constraint: 'Must reference a field that is not read-only.',
      })
    }
  }
  return failures
}

function validateRules({ updateRuleByField = {}, fields }: DefinitionInput): readonly ValidationFailure[] {
  return Object.entries(updateRuleByField).flatMap(([name, rule]) => {
    const field = 'updateRuleByField'
    if (!Object.hasOwn(fields, name)) return [{ field, value: name, constraint: 'Must be contained within fields.' }]
    return UPDATE_RULES.has(rule)
      ? []
      : [{ field, value: rule, constraint: `Must be one of ${[...UPDATE_RULES].join(', ')}.` }]
  })
}

/** Eloqua changes an e-mail address only where one record is matched. */
function validateMultipleMatches(definition: DefinitionInput, references: References): readonly ValidationFailure[] {
  const changesAddress = [...references].some(
    ([name, { attribute }]) => attribute.storage === 'email' && name !== definition.identifierFieldName,
  )
  if (!definition.isUpdatingMultipleMatchedRecords || !changesAddress) return []
  const constraint = 'Must be false when the email address is changed.'
  return [{ field: 'isUpdatingMultipleMatchedRecords', value: 'true', constraint }]
}

function validateCards(types: RecordTypes, definition: DefinitionInput): readonly ValidationFailure[] {
  if (!definition.mapDataCards || !WITH_CARDS.has(definition.family)) return []
  const { mapDataCardsEntityType: kind, mapDataCardsEntityField: field, mapDataCardsSourceField: source } = definition
  const failures: ValidationFailure[] = []
  if (kind !== 'Contact' && kind !== 'Company') {
    failures.push({
      field: 'mapDataCardsEntityType',
      ...(kind ? { value: kind } : {}),
      constraint: 'Must be Contact or Company.',
    })
  }
  const entity = kind === 'Company' ? types.accounts : types.contacts
  const reference = resolveStatement(entity, field ?? '')
  if (typeof reference === 'string') {
    failures.push({ field: 'mapDataCardsEntityField', ...(field ? { value: field } : {}), constraint: reference })
  }
  if (source === undefined || !Object.hasOwn(definition.fields, source)) {
    const constraint = 'Must be contained within fields.'
    failures.push({ field: 'mapDataCardsSourceField', ...(source ? { value: source } : {}), constraint })
  }
  return failures
}

const OPPORTUNITY_PATHS = ['Id', 'Field(Name)', 'Field(Stage)', 'Field(Amount)']

function validateFamily(
  type: RecordType,
  definition: DefinitionInput,
  references: References,
): readonly ValidationFailure[] {
  const paths = new Set([...references.values()].map(({ attribute, via }) => `${via}/${attribute.path}`))
  const need = (constraint: string): readonly ValidationFailure[] => [{ field: 'fields', constraint }]
  if (definition.family === 'opportunities') {
    const missing = OPPORTUNITY_PATHS.filter((path) => !paths.has(`/${path}`)).map((path) => `{{Opportunity.${path}}}`)
    if (missing.length > 0) return need(`Must contain ${missing.join(', ')}.`)
  }
  if (definition.family === 'opportunities/contacts') {
    const hasPartner = [...references.values()].some(({ via }) => via === 'Contact' || via === 'Account')
    if (!paths.has('/Id') || !hasPartner)
      return need('Must contain {{Opportunity.Id}} and a field of Opportunity.Contact.')
  }
  if (type.isDerived) return need('Must reference a custom object that takes imports.')
  if (type.key === 'accounts' && definition.linkUsers) {
    const users = Object.values(definition.fields).map((statement) => parseStatement(statement)?.[2]?.argument)
    if (!ACCOUNT_USER_FIELDS.some((name) => users.includes(name))) {
      return need(`Must contain one of ${ACCOUNT_USER_FIELDS.join(', ')} to link users.`)
    }
  }
  return []
}

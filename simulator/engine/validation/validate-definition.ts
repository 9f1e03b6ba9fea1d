import type { ValidationFailure } from '../../../shared/eloqua/eloqua.ts'
import type { DefinitionInput } from '../data-engine.ts'
import { checkFilter } from '../filters/check-filter.ts'
import { compileFilter } from '../filters/compile-filter.ts'
import { FilterError } from '../filters/filter.ts'
import { parseFilter } from '../filters/parse-filter.ts'
import { resolveImportStatement } from '../imports/plan-import.ts'
import type { RecordType } from '../records/record-type.ts'
import type { RecordTypes } from '../records/record-types.ts'
import { type Reference, resolveStatement } from '../statements/resolve-statement.ts'
import { createSelectSql } from '../statements/select-sql.ts'
import { validateActions } from './validate-actions.ts'
import { validateIdentifier, validateImport } from './validate-import.ts'

const MAX_CONTACT_FIELDS_OF_ACTIVITIES = 10

/** Everything about a definition that the data decide; see the seam. Empty: valid. */
export function validateDefinition(types: RecordTypes, definition: DefinitionInput): readonly ValidationFailure[] {
  const type = types.ofFamily(definition.family, definition.parentId)
  if (!type)
    return [{ field: 'parentId', value: String(definition.parentId), constraint: 'Must be an existing object.' }]
  const references = new Map<string, Reference>()
  const failures: ValidationFailure[] = []
  for (const [name, statement] of Object.entries(definition.fields)) {
    const reference =
      definition.kind === 'import' ? resolveImportStatement(type, statement) : resolveStatement(type, statement)
    if (typeof reference === 'string') failures.push({ field: 'fields', value: statement, constraint: reference })
    else references.set(name, reference)
  }
  if (definition.kind === 'export') failures.push(...validateExport(type, definition, references))
  if (definition.kind === 'import') failures.push(...validateImport(types, type, definition, references))
  if (definition.kind === 'syncAction') {
    failures.push(...validateSyncActionFields(type, definition), ...validateIdentifier(type, definition, references))
  }
  return [...failures, ...validateActions(definition)]
}

function validateExport(
  type: RecordType,
  definition: DefinitionInput,
  references: ReadonlyMap<string, Reference>,
): readonly ValidationFailure[] {
  const failures = [...validateFilter(type, definition)]
  const contactFields = [...references.values()].filter(({ via }) => via.startsWith('Contact'))
  if (type.key === 'activities' && contactFields.length > MAX_CONTACT_FIELDS_OF_ACTIVITIES) {
    const constraint = `Must have at most ${MAX_CONTACT_FIELDS_OF_ACTIVITIES} contact fields.`
    failures.push({ field: 'fields', constraint })
  }
  return failures
}

function validateFilter(type: RecordType, definition: DefinitionInput): readonly ValidationFailure[] {
  const text = definition.filter?.trim() ?? ''
  try {
    if (text !== '') {
      const filter = parseFilter(definition.filter ?? '')
      checkFilter(filter, type)
      const isUtc = definition.areSystemTimestampsInUTC === true
      compileFilter(filter, { type, select: createSelectSql(type), isUtc })
    } else if (type.key === 'activities') {
      throw new FilterError("Must contain exactly one '{{Activity.Type}}' = '<type>' that every row meets.")
    }
    return []
  } catch (error) {
    if (!(error instanceof FilterError)) throw error
    return [{ field: 'filter', ...(text ? { value: definition.filter } : {}), constraint: error.message }]
  }
}

const SYNC_ACTION_PATHS: Readonly<Record<string, readonly string[]>> = {
  contacts: ['Id', 'Field(C_EmailAddress)', 'Field(ContactIDExt)'],
  accounts: ['Id', 'Field(M_CompanyName)', 'Field(CompanyIDExt)'],
  customObjects: ['ExternalId', 'Id'],
}

/** A sync action names records by one of a few fields only. */
function validateSyncActionFields(type: RecordType, definition: DefinitionInput): readonly ValidationFailure[] {
  const allowed = (SYNC_ACTION_PATHS[definition.family] ?? []).map((path) => `{{${type.entity}.${path}}}`)
  return Object.values(definition.fields)
    .filter((statement) => !allowed.includes(statement.trim()))
    .map((statement) => ({ field: 'fields', value: statement, constraint: `Must be one of ${allowed.join(', ')}.` }))
}

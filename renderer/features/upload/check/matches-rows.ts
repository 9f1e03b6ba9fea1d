import type { Mapping } from '../../../../shared/csv/csv.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'

/** Rows are matched by an identifier that a column feeds. Activities are not: each row is a record of its own. */
export function matchesRows(definition: Definition, mapping: Mapping): boolean {
  const { identifierFieldName, family } = definition
  if (identifierFieldName === undefined || family === 'activities') return false
  return mapping.fields.some(({ field }) => field === identifierFieldName)
}

import type { Mapping } from '../../../../shared/csv.ts'
import type { Definition } from '../../../../shared/definition.ts'
import type { UpdateRule } from '../../../../shared/eloqua.ts'

/** Rows are matched by an identifier that a column feeds. Activities are not: each row is a record of its own. */
export function matchesRows(definition: Definition, mapping: Mapping): boolean {
  const { identifierFieldName, family } = definition
  if (identifierFieldName === undefined || family === 'activities') return false
  return mapping.fields.some(({ field }) => field === identifierFieldName)
}

const BLANKS: Readonly<Record<UpdateRule, string>> = {
  always: 'sent; each empties its field in Eloqua',
  ifNewIsNotNull: 'sent; they change nothing in Eloqua',
  ifExistingIsNull: 'sent; they change nothing in Eloqua',
  useFieldRule: 'sent; each field’s own rule decides',
}

/** What the blank cells of the columns that are sent will do. Absent means `always`, Eloqua's default. */
export function blankMeaning(definition: Definition): string {
  const { kind, family, updateRule = 'always', updateRuleByField = {} } = definition
  if (kind !== 'import' || family === 'activities') return 'in the columns that are sent'
  const others = Object.values(updateRuleByField).filter((rule) => rule !== updateRule)
  return others.length > 0 ? 'sent; what they do depends on the field' : BLANKS[updateRule]
}

import type { Mapping } from '../../../../shared/csv/csv.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import type { UpdateRule } from '../../../../shared/eloqua/eloqua.ts'

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

/**
 * What the blank cells of the columns that are sent will do, `blanks` of them in each field. Absent means `always`,
 * Eloqua's default.
 */
export function blankMeaning(definition: Definition, blanks: Readonly<Record<string, number>>): string {
  const { kind, family, updateRule = 'always', updateRuleByField = {} } = definition
  const fields = Object.keys(blanks).filter((field) => (blanks[field] ?? 0) > 0)
  const [rule, ...others] = new Set(fields.map((field) => updateRuleByField[field] ?? updateRule))
  if (rule === undefined || kind !== 'import' || family === 'activities') return 'in the columns that are sent'
  return others.length > 0 ? 'sent; what they do depends on the field' : BLANKS[rule]
}

import type { Mapping } from '../../../shared/csv/csv.ts'
import { type FieldRule, type FieldRules, LARGE_TEXT, LONGEST_CODE } from '../../../shared/eloqua/field-rule.ts'
import { findIdentifierField } from '../../../shared/eloqua/identifier.ts'
import type { CheckTarget } from '../engine.ts'

/** A column of the file whose values are judged against the field it feeds. */
export interface JudgedColumn {
  /** The column of the file. */
  readonly source: number
  readonly field: string
  readonly rule: FieldRule
  /** Rows whose address is malformed are held back anyway. */
  readonly isEmailIdentifier: boolean
  /** The field's values are the codes of custom object records. */
  readonly isCode: boolean
  /** Where its figures stand: the column's own, or behind all columns where the column feeds a field before this one. */
  readonly figures: number
}

// The values of assembly/values.ts
const TYPES = { date: 1, number: 2, boolean: 3, email: 4, text: 5 } as const satisfies Record<FieldRule['type'], number>
const MAY_BE_WHOLE = 8
const LIMIT_SHIFT = 8

/** Which columns are judged by which rules; `columns` is how many the file has. */
export function judgedColumns(
  mapping: Mapping,
  target: CheckTarget,
  rules: FieldRules | undefined,
  columns: number,
): readonly JudgedColumn[] {
  const identifier = findIdentifierField(target)
  const judged: JudgedColumn[] = []
  // The figures of the identifier's column are its own: the kernel counts addresses there without judging others.
  const ofIdentifier = mapping.fields.find(({ field }) => field === identifier)?.source
  const own = new Set(ofIdentifier?.from === 'column' ? [ofIdentifier.column] : [])
  let next = columns
  for (const { field, source } of mapping.fields) {
    const rule = rules && Object.hasOwn(rules, field) ? rules[field] : undefined
    if (source.from !== 'column' || !rule) continue
    const isIdentifier = field === identifier
    const isFirst = isIdentifier || !own.has(source.column)
    own.add(source.column)
    judged.push({
      source: source.column,
      field,
      rule,
      isEmailIdentifier: isIdentifier && rule.type === 'email',
      isCode: isIdentifier && target.family === 'customObjects' && rule.type === 'text',
      figures: isFirst ? source.column : next++,
    })
  }
  return judged
}

/** The rule as the kernel reads it. */
export function ruleWord({ rule, isCode }: JudgedColumn): number {
  const type = TYPES[rule.type]
  if (rule.type === 'number') return rule.mayBeWhole ? type | MAY_BE_WHOLE : type
  if (rule.type !== 'text') return type
  return type | ((isCode ? LONGEST_CODE : (rule.smallLimit ?? LARGE_TEXT)) << LIMIT_SHIFT)
}

import { VALUE_KINDS, type ValueProblem, type ValueProblemKind } from '../../../shared/csv/values.ts'
import { LARGE_TEXT, LONGEST_CODE, LONGEST_EMAIL, NUMBER_DIGITS } from '../../../shared/eloqua/field-rule.ts'
import type { ColumnFigures, Shape } from './column-figures.ts'
import type { JudgedColumn } from './judged-columns.ts'

interface Found {
  readonly kind: ValueProblemKind
  readonly shape: Shape
  readonly limit?: number
}

/** What the counts of a judged column mean for a field of its type, the graver outcome first. */
export function describeValues(judged: JudgedColumn, figures: ColumnFigures, header: string): readonly ValueProblem[] {
  return kindsOf(judged, figures).flatMap(({ kind, shape, limit }) => {
    const count = figures.counts[shape]
    if (count === 0) return []
    return {
      column: judged.source,
      header,
      field: judged.field,
      kind,
      count,
      ...VALUE_KINDS[kind],
      examples: (figures.examples[shape] ?? []).map(({ row = 0, line = 0, value = '' }) => ({ row, line, value })),
      ...(limit === undefined ? {} : { limit }),
    }
  })
}

function kindsOf(judged: JudgedColumn, figures: ColumnFigures): readonly Found[] {
  const { rule, isCode, isEmailIdentifier } = judged
  switch (rule.type) {
    case 'date':
      return dateKinds(figures)
    case 'number':
      return NUMBER_KINDS
    case 'boolean':
      return BOOLEAN_KINDS
    case 'email':
      return isEmailIdentifier ? LONG_ADDRESS : [{ kind: 'not-an-email', shape: 'notFit' }, ...LONG_ADDRESS]
    case 'text':
      return textKinds(isCode ? LONGEST_CODE : rule.smallLimit, isCode)
  }
}

const LONG_ADDRESS: readonly Found[] = [{ kind: 'too-long', shape: 'tooLong', limit: LONGEST_EMAIL }]

/** Beside dates whose day stands first for certain, those that may be read both ways are meant day first as well. */
function dateKinds({ counts }: ColumnFigures): readonly Found[] {
  const isDayFirst = counts.dayFirst > 0 && counts.dateMdy === 0
  const isMonthFirst = counts.dayFirst === 0 && counts.dateMdy > 0
  return [
    { kind: 'not-a-date', shape: 'notFit' },
    { kind: 'day-first', shape: 'dayFirst' },
    { kind: 'long-fraction', shape: 'longFraction' },
    ...(isDayFirst ? ([{ kind: 'day-month-swapped', shape: 'dayOrMonth' }] as const) : []),
    { kind: 'two-digit-year', shape: 'shortYear' },
    ...(isDayFirst || isMonthFirst ? [] : ([{ kind: 'day-month-unclear', shape: 'dayOrMonth' }] as const)),
    { kind: 'milliseconds', shape: 'milliseconds' },
    { kind: 'time-zone', shape: 'zoned' },
    { kind: 'month-name', shape: 'monthName' },
    { kind: 'far-year', shape: 'farYear' },
  ]
}

const NUMBER_KINDS: readonly Found[] = [
  { kind: 'not-a-number', shape: 'notFit' },
  { kind: 'number-form', shape: 'numberForm' },
  { kind: 'too-many-digits', shape: 'tooLong', limit: NUMBER_DIGITS.whole },
  { kind: 'more-decimals', shape: 'decimals', limit: NUMBER_DIGITS.decimals },
  { kind: 'zeros-lost', shape: 'zeros' },
  { kind: 'number-comma', shape: 'unsure' },
  { kind: 'not-whole', shape: 'overLimit' },
]

const BOOLEAN_KINDS: readonly Found[] = [
  { kind: 'not-a-boolean', shape: 'notFit' },
  { kind: 'boolean-word', shape: 'unsure' },
]

function textKinds(limit: number | undefined, isCode: boolean): readonly Found[] {
  const beyond: Found = { kind: 'too-long', shape: 'tooLong', limit: LARGE_TEXT }
  if (limit === undefined) return [beyond]
  return [beyond, { kind: isCode ? 'identifier-cut' : 'over-small-text', shape: 'overLimit', limit }]
}

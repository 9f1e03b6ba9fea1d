/**
 * What Eloqua does with a value that doesn't fit its field: `rejected` (Oracle says so, or no field of the type could
 * hold the value), `changed` (Eloqua stores something else), `unknown` (only Eloqua or the user can say).
 */
export type ValueOutcome = 'rejected' | 'changed' | 'unknown'

/** A way to change a whole column so that its values fit. */
export type ValueSuggestion = 'date-form' | 'number-form' | 'boolean-words' | 'replace-value'

interface KindFacts {
  readonly outcome: ValueOutcome
  readonly suggestion?: ValueSuggestion
}

/** Every way in which a value may not fit its field. Within one outcome the graver comes first. */
export const VALUE_KINDS = {
  'not-a-date': { outcome: 'rejected', suggestion: 'replace-value' },
  'day-first': { outcome: 'rejected', suggestion: 'date-form' },
  'long-fraction': { outcome: 'rejected', suggestion: 'date-form' },
  'not-a-number': { outcome: 'rejected', suggestion: 'replace-value' },
  'number-form': { outcome: 'rejected', suggestion: 'number-form' },
  'too-many-digits': { outcome: 'rejected', suggestion: 'replace-value' },
  'not-a-boolean': { outcome: 'rejected', suggestion: 'boolean-words' },
  'not-an-email': { outcome: 'rejected', suggestion: 'replace-value' },
  'too-long': { outcome: 'rejected', suggestion: 'replace-value' },
  /** The column has day-first dates, so these are probably too. Eloqua reads them as month first. */
  'day-month-swapped': { outcome: 'changed', suggestion: 'date-form' },
  'two-digit-year': { outcome: 'changed', suggestion: 'date-form' },
  'more-decimals': { outcome: 'changed', suggestion: 'number-form' },
  'zeros-lost': { outcome: 'changed' },
  'identifier-cut': { outcome: 'changed', suggestion: 'replace-value' },
  'day-month-unclear': { outcome: 'unknown', suggestion: 'date-form' },
  milliseconds: { outcome: 'unknown', suggestion: 'date-form' },
  'time-zone': { outcome: 'unknown', suggestion: 'date-form' },
  'month-name': { outcome: 'unknown', suggestion: 'date-form' },
  'far-year': { outcome: 'unknown', suggestion: 'replace-value' },
  'number-comma': { outcome: 'unknown', suggestion: 'number-form' },
  'not-whole': { outcome: 'unknown', suggestion: 'number-form' },
  'boolean-word': { outcome: 'unknown', suggestion: 'boolean-words' },
  'over-small-text': { outcome: 'unknown', suggestion: 'replace-value' },
} as const satisfies Readonly<Record<string, KindFacts>>

export type ValueProblemKind = keyof typeof VALUE_KINDS

/** Where a value stands. */
export interface ValueExample {
  /** 1-based data row (the header is not a row). */
  readonly row: number
  /** 1-based line in the file. */
  readonly line: number
  /** The cell, shortened. */
  readonly value: string
}

/** Values of one column that don't fit a field the column is mapped to, all for the same reason. */
export interface ValueProblem {
  /** 0-based. */
  readonly column: number
  /** The column's name in the file. */
  readonly header: string
  /** The definition's name of the field. */
  readonly field: string
  readonly kind: ValueProblemKind
  readonly outcome: ValueOutcome
  /** Values, in all rows whose cells are where they belong. */
  readonly count: number
  /** The first different values, at most five. */
  readonly examples: readonly ValueExample[]
  /** Most characters or digits, where the kind is about length. */
  readonly limit?: number
  readonly suggestion?: ValueSuggestion
}

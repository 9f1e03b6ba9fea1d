/**
 * A filter of an export in Eloqua's expression language: `'{{EML}}' op 'value'`, EXISTS, STATUS, AND, OR, NOT.
 * `and` and `or` are flat: no `and` directly inside an `and`.
 */
export type Filter = Condition | Joined | { readonly kind: 'not'; readonly part: Filter }

type Joined = JoinedBy<'and'> | JoinedBy<'or'>

interface JoinedBy<J extends Join> {
  readonly kind: J
  readonly parts: readonly Filter[]
}

export type Condition = Exists | Comparison

interface Exists {
  readonly kind: 'exists'
  /** `{{ContactList[12]}}` */
  readonly statement: string
}

export interface Comparison {
  /** `status` asks for the state of a step of a program, `compare` for the value of a field. */
  readonly kind: 'compare' | 'status'
  readonly statement: string
  readonly operator: Operator
  readonly value: string
}

export type Join = 'and' | 'or'

export const OPERATORS = ['=', '!=', '>', '>=', '<', '<=', '~'] as const
export type Operator = (typeof OPERATORS)[number]

/** Oracle documents no longer filter. Whether Eloqua takes one all the same is open: only its answer tells. */
export const DOCUMENTED_FILTER_LENGTH = 1_000

/** Bulkdesk reads no longer filter, nor one of more parentheses and NOTs within each other. */
export const MOST_FILTER_LENGTH = 10_000
export const MOST_FILTER_DEPTH = 100

/** Every condition of a filter, in the order of its text. */
export function conditionsOf(filter: Filter): readonly Condition[] {
  if (filter.kind === 'not') return conditionsOf(filter.part)
  if (filter.kind === 'and' || filter.kind === 'or') return filter.parts.flatMap(conditionsOf)
  return [filter]
}

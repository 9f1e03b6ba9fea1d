/** A parsed filter. `and` and `or` are flat: no `and` directly inside an `and`. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | { readonly kind: 'exists'; readonly statement: string }
  | Status
  | Comparison

export type Operator = '=' | '!=' | '>' | '>=' | '<' | '<=' | '~'

export interface Comparison {
  readonly kind: 'compare'
  readonly statement: string
  readonly operator: Operator
  readonly value: string
}

export interface Status {
  readonly kind: 'status'
  readonly statement: string
  readonly operator: Operator
  readonly value: string
}

/** A filter that cannot be used; the message is the constraint it breaks, starting with "Must". */
export class FilterError extends Error {
  override readonly name = 'FilterError'
}

/** Every node of a filter, outermost first. */
export function* nodesOf(filter: Filter): Generator<Filter> {
  yield filter
  if (filter.kind === 'not') yield* nodesOf(filter.part)
  if (filter.kind === 'and' || filter.kind === 'or') for (const part of filter.parts) yield* nodesOf(part)
}

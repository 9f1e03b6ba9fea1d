import type { ValidationFailure } from '../../shared/eloqua/eloqua.ts'
import { invalid } from './answer.ts'
import { type Criterion, compareValues, fitsCriterion, parseCriterion, readTerm } from './criterion.ts'

/** Query parameters by lower-case name; of a repeated one the last counts. */
export type Query = ReadonlyMap<string, string>

export interface Page {
  readonly limit: number
  readonly offset: number
  readonly totalResults: boolean
}

export interface ListQuery extends Page {
  readonly criterion?: Criterion
  readonly orderBy?: { readonly term: string; readonly descending: boolean }
}

type Item = Readonly<Record<string, unknown>>

const DEFAULT_LIMIT = 1_000

function readInteger(
  query: Query,
  field: string,
  fallback: number,
  min: number,
  max: number,
  failures: ValidationFailure[],
) {
  const text = query.get(field.toLowerCase())
  if (text === undefined || text === '') return fallback
  const value = /^[+-]?\d+$/.test(text.trim()) ? Number(text) : Number.NaN
  if (value >= min && value <= max) return value
  const range = max === Number.MAX_SAFE_INTEGER ? `greater than or equal to ${min}` : `between ${min} and ${max}`
  failures.push({ field, value: text, constraint: `Must be an integer value, ${range}.` })
  return fallback
}

function readBoolean(query: Query, field: string, fallback: boolean, failures: ValidationFailure[]): boolean {
  const text = query.get(field.toLowerCase())
  if (text === undefined || text === '') return fallback
  if (/^true$/i.test(text)) return true
  if (/^false$/i.test(text)) return false
  failures.push({ field, value: text, constraint: 'Must be a boolean value.' })
  return fallback
}

function readPageInto(query: Query, maxLimit: number, failures: ValidationFailure[]): Page {
  return {
    limit: readInteger(query, 'limit', DEFAULT_LIMIT, 1, maxLimit, failures),
    offset: readInteger(query, 'offset', 0, 0, Number.MAX_SAFE_INTEGER, failures),
    totalResults: readBoolean(query, 'totalResults', true, failures),
  }
}

/** `limit`, `offset` and `totalResults`; throws a 400 with `failures`. */
export function readPage(query: Query, maxLimit: number): Page {
  const failures: ValidationFailure[] = []
  const page = readPageInto(query, maxLimit, failures)
  if (failures.length > 0) throw invalid(failures)
  return page
}

function knownTerm(terms: readonly string[], term: string): string | undefined {
  return terms.find((one) => one.toLowerCase() === term.toLowerCase())
}

function readCriterion(query: Query, terms: readonly string[], failures: ValidationFailure[]): Criterion | undefined {
  const text = query.get('q')
  if (text === undefined || text.trim() === '') return undefined
  const criterion = parseCriterion(text)
  const term = criterion && knownTerm(terms, criterion.term)
  if (criterion && term) return { ...criterion, term }
  const constraint = criterion
    ? `Must search by one of: ${terms.join(', ')}.`
    : 'Must be a term, an operator (=, !=, >, <, >=, <=) and a value.'
  failures.push({ field: 'q', value: text, constraint })
  return undefined
}

function readOrder(query: Query, terms: readonly string[], failures: ValidationFailure[]): ListQuery['orderBy'] {
  const text = query.get('orderby')
  if (text === undefined || text.trim() === '') return undefined
  const match = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(text)
  const term = match?.[1] && knownTerm(terms, match[1])
  if (term) return { term, descending: match?.[2]?.toLowerCase() === 'desc' }
  failures.push({ field: 'orderBy', value: text, constraint: `Must order by one of: ${terms.join(', ')}.` })
  return undefined
}

/** All list parameters; `terms` are the properties that `q` and `orderBy` may name. Throws a 400 with `failures`. */
export function readListQuery(query: Query, terms: readonly string[]): ListQuery {
  const failures: ValidationFailure[] = []
  const page = readPageInto(query, DEFAULT_LIMIT, failures)
  const criterion = readCriterion(query, terms, failures)
  const orderBy = readOrder(query, terms, failures)
  if (failures.length > 0) throw invalid(failures)
  return { ...page, ...(criterion ? { criterion } : {}), ...(orderBy ? { orderBy } : {}) }
}

/** Filters and sorts as asked; the sort is stable. */
export function selectItems<T extends Item>(items: readonly T[], { criterion, orderBy }: ListQuery): readonly T[] {
  const fitting = criterion ? items.filter((item) => fitsCriterion(item, criterion)) : items
  if (!orderBy) return fitting
  const sign = orderBy.descending ? -1 : 1
  const keyed = fitting.map((item) => ({ item, key: readTerm(item, orderBy.term) }))
  return keyed.sort((left, right) => sign * compareValues(left.key, right.key)).map(({ item }) => item)
}

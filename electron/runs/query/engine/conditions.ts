import type { ColumnFilter, Reading, ViewRequest } from '../../../../shared/contract/run-questions.ts'
import { dateOf, digitsOf, numberOf } from './readings.ts'
import { allColumns, allOf, cell, folded, literal, literals } from './sql-text.ts'

type Test = ColumnFilter['test']
type TextTest = Extract<Test, { readonly kind: 'contains' | 'equals' | 'starts' | 'ends' }>
type RangeTest = Extract<Test, { readonly kind: 'range' }>

/** The rows of a view as an SQL condition; `true` for all. */
export function conditionOf({ filters, search }: Pick<ViewRequest, 'filters' | 'search'>, columns: number): string {
  const conditions = filters.map(({ column, test }) => testOf(cell(column), test))
  if (search !== undefined) conditions.push(`${countOfHits(search, false, allColumns(columns))} > 0`)
  return allOf(conditions)
}

/** How many cells of a row hold the text. */
export function countOfHits(text: string, matchCase: boolean, columns: readonly number[]): string {
  if (columns.length === 0) return '0'
  return columns.map((column) => `cast(${holds(cell(column), text, matchCase)} as integer)`).join(' + ')
}

export function holds(cells: string, text: string, matchCase: boolean): string {
  return matchCase ? `contains(${cells}, ${literal(text)})` : `contains(${folded(cells)}, ${folded(literal(text))})`
}

function testOf(cells: string, test: Test): string {
  const condition = positive(cells, test)
  return 'not' in test && test.not ? `not (${condition})` : condition
}

function positive(cells: string, test: Test): string {
  if (test.kind === 'blank') return `${cells} = ''`
  if (test.kind === 'one-of') return `${cells} in ${literals(test.values)}`
  if (test.kind === 'range') return rangeOf(cells, test)
  return textTest(cells, test)
}

const TEXT_TESTS = {
  contains: (cells, text) => `contains(${cells}, ${text})`,
  equals: (cells, text) => `${cells} = ${text}`,
  starts: (cells, text) => `starts_with(${cells}, ${text})`,
  ends: (cells, text) => `ends_with(${cells}, ${text})`,
} satisfies Record<TextTest['kind'], (cells: string, text: string) => string>

function textTest(cells: string, { kind, text, matchCase }: TextTest): string {
  return matchCase ? TEXT_TESTS[kind](cells, literal(text)) : TEXT_TESTS[kind](folded(cells), folded(literal(text)))
}

function rangeOf(cells: string, { as, from, to }: RangeTest): string {
  const conditions = [`${cells} <> ''`]
  if (from !== undefined) conditions.push(BOUNDS[as](cells, from, '>='))
  if (to !== undefined) conditions.push(BOUNDS[as](cells, to, '<='))
  if (from === undefined && to === undefined && as !== 'text') conditions.push(`${plainValue(cells, as)} is not null`)
  return conditions.map((condition) => `coalesce(${condition}, false)`).join(' and ')
}

type Bound = (cells: string, bound: string, sign: '>=' | '<=') => string

const BOUNDS: Readonly<Record<Reading, Bound>> = {
  text: (cells, bound, sign) => `${folded(cells)} ${sign} ${folded(literal(bound))}`,
  number: numberBound,
  date: dateBound('date'),
  'month-first': dateBound('month-first'),
  'day-first': dateBound('day-first'),
}

function plainValue(cells: string, as: Exclude<Reading, 'text'>): string {
  return as === 'number' ? numberOf(cells) : dateOf(cells, as)
}

/** Where two numbers are the same double, their digits decide. */
function numberBound(cells: string, bound: string, sign: '>=' | '<='): string {
  const [value, limit] = [numberOf(cells), numberOf(literal(bound))]
  const [digits, most] = [digitsOf(cells), digitsOf(literal(bound))]
  const exactly = `case when ${limit} >= 0 then ${digits} ${sign} ${most} else ${most} ${sign} ${digits} end`
  return `case when ${value} <> ${limit} then ${value} ${sign} ${limit} when ${value} = ${limit} then ${exactly} end`
}

/** A day without a time of day is the whole day. */
function dateBound(as: 'date' | 'month-first' | 'day-first'): Bound {
  return (cells, bound, sign) => {
    const limit = dateOf(literal(bound), 'date')
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(bound)
    if (sign === '<=' && isDay) return `${dateOf(cells, as)} < ${limit} + interval 1 day`
    return `${dateOf(cells, as)} ${sign} ${limit}`
  }
}

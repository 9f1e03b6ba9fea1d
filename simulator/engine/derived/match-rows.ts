import type { Comparison, Filter, Operator } from '../filters/filter.ts'
import { parseTimestamp } from '../records/dates.ts'
import type { RecordType } from '../records/record-type.ts'
import { canonicalValue } from '../records/values.ts'
import { resolveStatement } from '../statements/resolve-statement.ts'
import { DAY_ROWS, type Transactions } from './transactions.ts'

/** Whether a derived row meets the filter. */
export type RowTest = (index: number) => boolean

/** Turns a valid filter into a test of derived rows, with the meaning the SQL has for stored ones. */
export function createRowTest(filter: Filter, type: RecordType, transactions: Transactions, isUtc: boolean): RowTest {
  switch (filter.kind) {
    case 'and': {
      const tests = filter.parts.map((part) => createRowTest(part, type, transactions, isUtc))
      return (index) => tests.every((test) => test(index))
    }
    case 'or': {
      const tests = filter.parts.map((part) => createRowTest(part, type, transactions, isUtc))
      return (index) => tests.some((test) => test(index))
    }
    case 'not': {
      const test = createRowTest(filter.part, type, transactions, isUtc)
      return (index) => !test(index)
    }
    case 'compare':
      return comparisonTest(filter, type, transactions, isUtc)
    default:
      // No derived row is on a list or waits in a service.
      return () => false
  }
}

function holds(operator: Operator, order: number): boolean {
  if (operator === '=') return order === 0
  if (operator === '!=') return order !== 0
  if (operator === '>') return order > 0
  if (operator === '>=') return order >= 0
  return operator === '<' ? order < 0 : order <= 0
}

function orderOf<T extends string | number>(left: T, right: T): number {
  return left < right ? -1 : left > right ? 1 : 0
}

function foldCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

/** SQL's LIKE: % is any run of characters, _ any one. */
function likePattern(value: string): RegExp {
  const body = foldCase(value).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return new RegExp(`^${body.replaceAll('%', '[^]*').replaceAll('_', '[^]')}$`, 'u')
}

function textTest({ operator, value }: Comparison, storage: string): (cell: string) => boolean {
  if (operator === '~') {
    const pattern = likePattern(value)
    return (cell) => pattern.test(foldCase(cell))
  }
  const isNumeric = (storage === 'number' || storage === 'id') && value.trim() !== ''
  if (isNumeric) {
    const wanted = Number(canonicalValue('number', value))
    return (cell) => (cell === '' ? operator === '!=' : holds(operator, orderOf(Number(cell), wanted)))
  }
  const wanted = storage === 'boolean' ? (canonicalValue('boolean', value) ?? value) : value
  const folded = foldCase(wanted)
  return (cell) => holds(operator, orderOf(foldCase(cell), folded))
}

function comparisonTest(comparison: Comparison, type: RecordType, transactions: Transactions, isUtc: boolean): RowTest {
  const reference = resolveStatement(type, comparison.statement)
  if (typeof reference === 'string') throw new RangeError(reference)
  const { storage, path } = reference.attribute
  if (storage === 'timestamp') {
    const moment = parseTimestamp(comparison.value, isUtc) ?? 0
    return (index) => holds(comparison.operator, orderOf(transactions.createdAt(index), moment))
  }
  const column = transactions.column(path)
  if (!column) throw new RangeError(`transactions have no ${path}`)
  const test = textTest(comparison, storage)
  if (column.daily) return (index) => test(column.text(index, isUtc))
  // The same every day: one day's answers do for all.
  const answers = Array.from({ length: DAY_ROWS }, (_, row) => test(column.text(row, isUtc)))
  return (index) => answers[index % DAY_ROWS] === true
}

import { parseDate, parseTimestamp } from '../records/dates.ts'
import type { Storage } from '../records/record-type.ts'
import { canonicalValue } from '../records/values.ts'
import { type Comparison, FilterError, type Operator } from './filter.ts'

/** SQL of a condition with its bound values. */
export interface Sql {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

const SQL_OPERATOR: Readonly<Record<Operator, string>> = {
  '=': '=',
  '!=': '<>',
  '>': '>',
  '>=': '>=',
  '<': '<',
  '<=': '<=',
  '~': 'LIKE',
}

/**
 * Compares the SQL expression `read` as its storage asks: text without regard to case, numbers by value, dates by
 * time. An empty number, date or relation equals only '', and is neither greater nor smaller than anything.
 */
export function compileComparison(
  { operator, value }: Comparison,
  storage: Storage,
  read: string,
  isUtc: boolean,
): Sql {
  if (storage === 'timestamp') return compareTimestamp(read, operator, value, isUtc)
  if (storage === 'flag' || storage === 'boolean') return compareBoolean(read, storage, operator, value)
  if (storage === 'number' || storage === 'id') return compareNumber(read, operator, value)
  if (storage === 'date') return compareDate(read, operator, value)
  return { sql: `COALESCE(${read}, '') ${SQL_OPERATOR[operator]} ? COLLATE NOCASE`, values: [value] }
}

function compareEmpty(text: string, operator: Operator): Sql {
  if (operator !== '=' && operator !== '!=') throw new FilterError('Must compare with a value, not with nothing.')
  return { sql: `${text} ${SQL_OPERATOR[operator]} ''`, values: [] }
}

function compareNumber(read: string, operator: Operator, value: string): Sql {
  const text = `COALESCE(CAST(${read} AS TEXT), '')`
  if (operator === '~') return { sql: `${text} LIKE ?`, values: [value] }
  if (value.trim() === '') return compareEmpty(text, operator)
  const number = canonicalValue('number', value)
  if (number === undefined) throw new FilterError('Must compare a number field with a number.')
  const compared = `CAST(${text} AS REAL) ${SQL_OPERATOR[operator]} ?`
  const sql = operator === '!=' ? `(${text} = '' OR ${compared})` : `(${text} <> '' AND ${compared})`
  return { sql, values: [Number(number)] }
}

function compareDate(read: string, operator: Operator, value: string): Sql {
  const text = `COALESCE(${read}, '')`
  if (operator === '~') return { sql: `${text} LIKE ?`, values: [value] }
  if (value.trim() === '') return compareEmpty(text, operator)
  const date = parseDate(value)
  if (date === undefined) throw new FilterError("Must compare a date with a date, such as '2019-02-10 13:00:00'.")
  if (operator === '!=') return { sql: `${text} <> ?`, values: [date] }
  return { sql: `(${text} <> '' AND ${text} ${SQL_OPERATOR[operator]} ?)`, values: [date] }
}

function compareTimestamp(read: string, operator: Operator, value: string, isUtc: boolean): Sql {
  if (operator === '~') throw new FilterError('Must not use ~ with a system date.')
  const moment = parseTimestamp(value, isUtc)
  if (moment === undefined) throw new FilterError("Must compare a date with a date, such as '2019-02-10 13:00:00'.")
  if (operator === '!=') return { sql: `(${read} IS NULL OR ${read} <> ?)`, values: [moment] }
  return { sql: `(${read} IS NOT NULL AND ${read} ${SQL_OPERATOR[operator]} ?)`, values: [moment] }
}

function compareBoolean(read: string, storage: 'flag' | 'boolean', operator: Operator, value: string): Sql {
  if (operator !== '=' && operator !== '!=') throw new FilterError('Must compare a true-or-false field with = or !=.')
  const text =
    storage === 'flag' ? `CASE ${read} WHEN 1 THEN 'True' WHEN 0 THEN 'False' ELSE '' END` : `COALESCE(${read}, '')`
  const wanted = canonicalValue('boolean', value)
  if (wanted === undefined) throw new FilterError('Must compare a true-or-false field with True or False.')
  return { sql: `${text} ${SQL_OPERATOR[operator]} ?`, values: [wanted] }
}

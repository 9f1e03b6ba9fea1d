import type { DateReading, Reading } from '../../../../shared/contract/run-questions.ts'
import { literal } from './sql-text.ts'

/*
 * Cells read as numbers or dates, in SQL. A cell that does not match the pattern is never cast: a failed cast costs a hundred times
 * a failed match, and DuckDB's own casts accept more than a user would call a date ("epoch", "2026-3-2").
 */

const MOST_DIGITS = 40
const NUMBER = `[+-]?[0-9]{1,${MOST_DIGITS}}([.][0-9]+)?`
/** Numbers with at most so many characters are told apart by their doubles. */
const DOUBLE_LENGTH = 15

const TIME = '([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?'
/** A zone other than UTC is not read: its order among the others would need a conversion nobody asked for. */
const YEAR_FIRST = `[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]${TIME}Z?)?`
const CLOCK = '([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?( ?[AaPp][Mm])?'
const SLASHED = `[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}( ${CLOCK})?`
const FORMATS_OF_TIME = ['', ' %H:%M', ' %H:%M:%S', ' %I:%M %p', ' %I:%M:%S %p', ' %I:%M%p', ' %I:%M:%S%p']

/** The value that decides order: NULL for a cell that cannot be read so. Text is folded, and blank is NULL. */
export function orderValueOf(cells: string, reading: Reading): string {
  if (reading === 'text') return `nullif(lower(${cells}), '')`
  if (reading === 'number') return numberOf(cells)
  return dateOf(cells, reading)
}

/** The number as a double, which has the right order but makes long numbers equal that are not: see `digitsOf`. */
export function numberOf(cells: string): string {
  return `case when ${matches(cells, NUMBER)} then cast(${cells} as double) end`
}

/** The digits of a number, so that texts of the same sign compare as their amounts do. To be asked of numbers only. */
export function digitsOf(cells: string): string {
  const amount = `ltrim(${cells}, '+-')`
  const whole = `lpad(ltrim(split_part(${amount}, '.', 1), '0'), ${MOST_DIGITS}, '0')`
  return `${whole} || '.' || rtrim(split_part(${amount}, '.', 2), '0')`
}

/** Whether the doubles of some cells may hide a difference. */
export function hasLongNumber(cells: string): string {
  return `coalesce(bool_or(strlen(${cells}) > ${DOUBLE_LENGTH} and ${matches(cells, NUMBER)}), false)`
}

export function dateOf(cells: string, reading: DateReading): string {
  if (reading === 'date')
    return `case when ${matches(cells, YEAR_FIRST)} then try_cast(rtrim(${cells}, 'Z') as timestamp) end`
  const day = reading === 'month-first' ? '%m/%d/%Y' : '%d/%m/%Y'
  const formats = FORMATS_OF_TIME.map((time) => literal(day + time)).join(', ')
  return `case when ${matches(cells, SLASHED)} then try_strptime(translate(${cells}, '.-', '//'), [${formats}]) end`
}

/** Whether the cell looks like an email address. */
export function looksLikeEmail(cells: string): string {
  return matches(cells, '[^@\\s,;<>"]+@[^@\\s,;<>".]+([.][^@\\s,;<>".]+)+')
}

function matches(cells: string, pattern: string): string {
  return `regexp_full_match(${cells}, ${literal(pattern)})`
}

import type { dateOrder } from '../contract/schemas/fixes.ts'
import type { Shape } from '../contract/schemas/shape.ts'

const DATE =
  /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:(?:T| +)(\d{1,2}):(\d{2})(?::(\d{2})([.,]\d+)?)?(?: ?([AaPp])\.?[Mm]\.?)?)?$/
const NAMED =
  /^(?:(?<first>\d{1,2})(?:st|nd|rd|th)?[ .-]+(?<month>[a-z]{3,9})|(?<name>[a-z]{3,9})[ .]+(?<second>\d{1,2})(?:st|nd|rd|th)?)[ ,.-]+(?<year>\d{4})$/i
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/**
 * `2026-03-02` or `2026-03-02 14:05:00`, the form that Eloqua reads: whole seconds, and an English month as its number. A year
 * of two digits is not guessed.
 */
export function isoDate(text: string, order: Shape<typeof dateOrder>): string | undefined {
  const found = DATE.exec(text)
  if (!found) return namedDate(text)
  const [, first = '', , second = '', third = ''] = found
  const isYearFirst = first.length === 4
  if (!isYearFirst && (third.length !== 4 || order === 'year-first')) return undefined
  if (isYearFirst && order !== 'year-first' && !/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined
  const [year, month, day] = isYearFirst
    ? [first, second, third]
    : order === 'day-first'
      ? [third, second, first]
      : [third, first, second]
  if (!isDay(Number(year), Number(month), Number(day))) return undefined
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = timeOf(found)
  if (time === undefined) return undefined
  // What Eloqua reads already stays to the last character.
  return isYearFirst && text.startsWith(date) && !found[8] && !found[9] ? text : `${date}${time}`
}

/** `2026-03-31` of `31 March 2026`, `31-Mar-2026` or `Mar 31, 2026`, which can be read in one way only. */
function namedDate(text: string): string | undefined {
  const { first, month = '', name = '', second, year = '' } = NAMED.exec(text)?.groups ?? {}
  const day = first ?? second
  if (day === undefined) return undefined
  const written = (month || name).toLowerCase()
  const number = MONTHS.findIndex((one) => one.startsWith(written)) + 1
  if (!isDay(Number(year), number, Number(day))) return undefined
  return `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  return day <= new Date(Date.UTC(year < 100 ? 2000 : year, month, 0)).getUTCDate()
}

/** The time of a date with the space before it; blank where there is none. */
function timeOf([, , , , , hours, minutes = '', seconds = '00', , half]: RegExpExecArray): string | undefined {
  if (hours === undefined) return ''
  const hour = Number(hours)
  if (Number(minutes) > 59 || Number(seconds) > 59 || hour > (half ? 12 : 23) || (half && hour === 0)) return undefined
  const ofDay = half ? (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : hour
  return ` ${String(ofDay).padStart(2, '0')}:${minutes}:${seconds}`
}

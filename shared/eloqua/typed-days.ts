/** Days that a person typed among other words of a search. */
export interface TypedDays {
  /** The first and the last day, such as `2026-11-20`. Both are the same for one day. */
  readonly from: string
  readonly to: string
  /** The words that were understood, in lower case: `nov 20`. */
  readonly typed: string
}

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october'],
  ...['november', 'december'],
]
const LONGEST = 4

/**
 * Finds the first day or month among the words of a text, and gives the other words. Understood are `today`, `yesterday`,
 * `20 Nov`, `November 20th, 2026`, `Nov 2026`, `2026-11-20`, `2026-11`, `11/20`, `11/20/2026`, and `20.11.2026`. Where both
 * numbers can be the month, the month comes first, as in the US; with dots the day does. A day without a year is the last
 * such day until `today`.
 */
export function findTypedDays(
  text: string,
  today: Date,
): { readonly days?: TypedDays; readonly words: readonly string[] } {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  for (let from = 0; from < words.length; from += 1) {
    for (let length = Math.min(LONGEST, words.length - from); length > 0; length -= 1) {
      const typed = words.slice(from, from + length).join(' ')
      const days = readDays(typed, today)
      if (days) return { days: { ...days, typed }, words: [...words.slice(0, from), ...words.slice(from + length)] }
    }
  }
  return { words }
}

type Days = Pick<TypedDays, 'from' | 'to'>

function readDays(typed: string, today: Date): Days | undefined {
  if (typed === 'today') return oneDay(today)
  if (typed === 'yesterday') return oneDay(new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1))
  return readNumbers(typed, today) ?? readNamedMonth(typed, today)
}

function readNumbers(typed: string, today: Date): Days | undefined {
  const iso = /^(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?$/.exec(typed)
  if (iso) return iso[4] ? dayOf(iso[4], iso[3], iso[1], today) : monthOf(iso[3], iso[1])
  const month = /^(\d{1,2})[-/.](\d{4})$/.exec(typed)
  if (month) return monthOf(month[1], month[2])
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)?$/.exec(typed)
  if (dotted) return eitherOrder(dotted[1], dotted[2], dotted[3], today)
  // Two numbers with a hyphen are as likely a part of a name.
  const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d\d))?$/.exec(typed) ?? /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(typed)
  return slashed ? eitherOrder(slashed[2], slashed[1], slashed[3], today) : undefined
}

/** In the order that is usual, or the other way round where that is no day. */
function eitherOrder(day = '', month = '', year: string | undefined, today: Date): Days | undefined {
  return dayOf(day, month, year, today) ?? dayOf(month, day, year, today)
}

function readNamedMonth(typed: string, today: Date): Days | undefined {
  const parts = typed.split(/[\s,./-]+/).filter((part) => part !== '' && part !== 'of')
  const at = parts.findIndex((part) => numberOfMonth(part) !== undefined)
  if (at < 0 || at > 1 || parts.length > 3) return undefined
  const month = String(numberOfMonth(parts[at] ?? ''))
  const [first = '', year, ...more] = parts.toSpliced(at, 1)
  if (more.length > 0) return undefined
  if (/^\d{4}$/.test(first)) return year === undefined && at === 0 ? monthOf(month, first) : undefined
  const day = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(first)?.[1]
  const isYear = year === undefined || /^(\d{4}|\d\d)$/.test(year)
  return day && isYear ? dayOf(day, month, year, today) : undefined
}

function numberOfMonth(word: string): number | undefined {
  if (word.length < 3) return undefined
  const at = MONTHS.findIndex(
    (name) => name === word || name.slice(0, 3) === word || (word === 'sept' && name === 'september'),
  )
  return at < 0 ? undefined : at + 1
}

function monthOf(month = '', year = ''): Days | undefined {
  const [number, of] = [Number(month), Number(year)]
  if (number < 1 || number > 12 || of < 1000) return undefined
  return { from: spell(of, number, 1), to: spell(of, number, new Date(of, number, 0).getDate()) }
}

/** Leap days are four years apart, and once in a while eight. */
const MOST_YEARS_BACK = 8

function dayOf(day = '', month = '', year: string | undefined, today: Date): Days | undefined {
  const [date, number] = [Number(day), Number(month)]
  if (year !== undefined) return realDay(fullYear(year), number, date)
  for (let back = 0; back <= MOST_YEARS_BACK; back += 1) {
    const found = realDay(today.getFullYear() - back, number, date)
    if (found && found.from <= oneDay(today).from) return found
  }
  return undefined
}

function fullYear(year: string): number {
  return year.length === 2 ? 2000 + Number(year) : Number(year)
}

/** Undefined for a day that no calendar has, such as February 30. */
function realDay(year: number, month: number, day: number): Days | undefined {
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > new Date(year, month, 0).getDate()) return undefined
  const spelled = spell(year, month, day)
  return { from: spelled, to: spelled }
}

function oneDay(time: Date): Days {
  const day = spell(time.getFullYear(), time.getMonth() + 1, time.getDate())
  return { from: day, to: day }
}

function spell(year: number, month: number, day: number): string {
  return [String(year), two(month), two(day)].join('-')
}

function two(count: number): string {
  return String(count).padStart(2, '0')
}

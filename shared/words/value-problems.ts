import type { ValueExample, ValueOutcome, ValueProblem, ValueProblemKind } from '../csv/values.ts'
import { formatCount, formatCounted } from './numbers.ts'

interface OutcomeWords {
  readonly title: string
  readonly meaning: string
}

/** What Eloqua does with the values under each heading. */
export const valueList = {
  label: 'Values that don’t fit their field',
  outcome: {
    rejected: {
      title: 'Will be rejected',
      meaning: 'The field keeps its old value. Eloqua may still import the rest of the row.',
    },
    changed: { title: 'Will be changed by Eloqua', meaning: 'Eloqua stores something else than the file has.' },
    unknown: { title: 'Can’t be known before sending', meaning: 'Oracle’s pages don’t say enough to tell.' },
  } satisfies Readonly<Record<ValueOutcome, OutcomeWords>>,
  notJudged: {
    title: 'Values weren’t checked against their fields',
    advice: 'Bulkdesk couldn’t read the list of fields. Check the file again to retry.',
  },
  where: 'Where',
  /** `Birthday → C_Birthday1` */
  column: (header: string, field: string) => (header === field ? header : `${header} → ${field}`),
} as const

interface Words {
  readonly title: (count: number, limit: string) => string
  readonly advice: string
}

const counted =
  (one: string, many: string) =>
  (count: number): string =>
    formatCounted(count, one, many)

const DATES = {
  'not-a-date': {
    title: counted('value isn’t a date', 'values aren’t dates'),
    advice: 'Eloqua reads dates such as 2026-03-31 or 3/31/2026.',
  },
  'day-first': {
    title: counted('date has the day first', 'dates have the day first'),
    advice: 'Eloqua reads the month first, as in 3/31/2026. Better write 2026-03-31.',
  },
  'long-fraction': {
    title: counted('time has more than 3 decimals', 'times have more than 3 decimals'),
    advice: 'Write whole seconds, such as 10:30:00.',
  },
  'day-month-swapped': {
    title: counted('date will swap day and month', 'dates will swap day and month'),
    advice: 'Other dates in this column have the day first, but Eloqua reads 3/4/2026 as March 4.',
  },
  'two-digit-year': {
    title: counted('date has a two-digit year', 'dates have a two-digit year'),
    advice: 'Eloqua adds the century: 03 becomes 2003. Write four digits.',
  },
  'day-month-unclear': {
    title: counted('date can be read two ways', 'dates can be read two ways'),
    advice: 'Eloqua reads 3/4/2026 as March 4. Only you know which day the file means.',
  },
  milliseconds: {
    title: counted('time has milliseconds', 'times have milliseconds'),
    advice: 'Eloqua drops the milliseconds, or ignores the whole date. Write whole seconds.',
  },
  'time-zone': {
    title: counted('time has a time zone', 'times have a time zone'),
    advice: 'Eloqua may convert the time or leave out its zone.',
  },
  'month-name': {
    title: counted('date has the name of a month', 'dates have the name of a month'),
    advice: 'Eloqua may not read names. Write 2026-03-31.',
  },
  'far-year': {
    title: counted('date is before 1900 or after 2100', 'dates are before 1900 or after 2100'),
    advice: 'Eloqua accepts such years. Check these for typing errors.',
  },
} satisfies Partial<Record<ValueProblemKind, Words>>

const NUMBERS = {
  'not-a-number': {
    title: counted('value isn’t a number', 'values aren’t numbers'),
    advice: 'Eloqua reads digits with a decimal point, such as 1234.56.',
  },
  'number-form': {
    title: counted('number has signs that Eloqua doesn’t read', 'numbers have signs that Eloqua doesn’t read'),
    advice: 'Write 1234.56: no currency, percent sign, spaces, or separators.',
  },
  'too-many-digits': {
    title: (count: number, limit: string) =>
      `${formatCounted(count, 'number has', 'numbers have')} more than ${limit} digits before the decimal point`,
    advice: 'If these are IDs, map the column to a text field.',
  },
  'more-decimals': {
    title: (count: number, limit: string) =>
      `${formatCounted(count, 'number has', 'numbers have')} more than ${limit} decimals`,
    advice: 'Eloqua keeps four.',
  },
  'zeros-lost': {
    title: counted('number will lose its leading zeros', 'numbers will lose their leading zeros'),
    advice: 'Eloqua stores 007 as 7. If these are codes, map the column to a text field.',
  },
  'number-comma': {
    title: counted('number has a comma', 'numbers have commas'),
    advice: 'Eloqua may reject 0,75 or read another number. Write a decimal point and no commas.',
  },
  'not-whole': {
    title: counted('number is negative or has decimals', 'numbers are negative or have decimals'),
    advice: 'A field of type Number accepts positive whole numbers only; a Numeric field accepts these too.',
  },
} satisfies Partial<Record<ValueProblemKind, Words>>

const OTHERS = {
  'not-a-boolean': {
    title: counted('value is neither true nor false', 'values are neither true nor false'),
    advice: 'Write true or false.',
  },
  'boolean-word': {
    title: counted('value is another word for true or false', 'values are other words for true or false'),
    advice: 'Eloqua documents only true and false. It may reject words such as yes, y, or 1.',
  },
  'not-an-email': {
    title: counted('value isn’t an email address', 'values aren’t email addresses'),
    advice: 'Eloqua rejects the whole row.',
  },
  'too-long': {
    title: (count: number, limit: string) =>
      `${formatCounted(count, 'value is', 'values are')} longer than ${limit} characters`,
    advice: 'No field of this type holds more.',
  },
  'identifier-cut': {
    title: (count: number, limit: string) =>
      `${formatCounted(count, 'identifier is', 'identifiers are')} longer than ${limit} characters`,
    advice: 'Eloqua cuts off the rest, so identifiers that begin alike may become one record.',
  },
  'over-small-text': {
    title: (count: number, limit: string) =>
      `${formatCounted(count, 'value is', 'values are')} longer than ${limit} characters`,
    advice: 'That’s the limit of a small text field. Eloqua’s API doesn’t tell small text from large text.',
  },
} satisfies Partial<Record<ValueProblemKind, Words>>

const WORDS: Readonly<Record<ValueProblemKind, Words>> = { ...DATES, ...NUMBERS, ...OTHERS }

/** What is wrong with the values of a column, and what to do about them. */
export function valueWords({ kind, count, limit = 0 }: ValueProblem): {
  readonly title: string
  readonly advice: string
} {
  return { title: WORDS[kind].title(count, formatCount(limit)), advice: WORDS[kind].advice }
}

/** `row 12, line 14` */
export function valuePlace({ row, line }: ValueExample): string {
  return `row ${formatCount(row)}, line ${formatCount(line)}`
}

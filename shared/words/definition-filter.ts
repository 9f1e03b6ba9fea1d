import { DOCUMENTED_FILTER_LENGTH, type Operator } from '../eloqua/filter/filter.ts'
import { formatCount, formatCounted } from './numbers.ts'

/** The filter of an export, as rows and as text, and the count of what it finds. */
export const filterWords = {
  all: 'All records are exported.',
  join: 'Match',
  joins: { and: 'all of these', or: 'any of these' },
  groupJoins: { and: 'or any of these together', or: 'and any of these' },
  addCondition: 'Add condition',
  addList: 'Add list or segment',
  addGroup: 'Add group',
  text: 'As text',
  textHint: (length: number) =>
    length <= DOCUMENTED_FILTER_LENGTH
      ? `${formatCount(length)} of ${formatCounted(DOCUMENTED_FILTER_LENGTH, 'character')}`
      : formatCounted(length, 'character'),
  textOnly: 'This filter nests too deep for rows. Edit the text.',
  unreadable: 'The rows show the filter again when the text is complete.',
  field: (place: number) => `Field of condition ${place}`,
  operator: (place: number) => `Operator of condition ${place}`,
  value: (place: number) => `Value of condition ${place}`,
  not: 'not',
  negate: (place: number) => `Negate condition ${place}`,
  remove: (place: number) => `Remove condition ${place}`,
  member: 'is in',
  asset: (place: number) => `List or segment of condition ${place}`,
  chooseField: 'Choose a field',
  chooseAsset: 'Choose a list, segment or filter',
  date: 'YYYY-MM-DD HH:MM:SS',
  like: '% stands for any text',
  zone: (isUtc: boolean) => (isUtc ? 'Times are in UTC.' : 'Times are in Eloqua’s time zone (US Eastern).'),
  anyType: 'Choose a type',
  tryIt: 'Count with a limited run…',
  tryTitle: 'Count records with a limited run?',
  tryConfirm: 'Count records',
  tryMeans: (limit: number) =>
    `Bulkdesk creates a temporary export, runs it for up to ${formatCount(limit)} records, and counts them. Eloqua deletes the export after an hour.`,
  tryOff: 'Fix the problems first.',
  tryRuns: 'Eloqua is counting…',
  tried: (rows: number, limit: number) =>
    rows >= limit ? `${formatCount(limit)} records or more` : formatCounted(rows, 'record'),
}

const OPERATORS_OF_VALUES: Readonly<Record<Operator, string>> = {
  '=': 'is',
  '!=': 'is not',
  '>': 'is above',
  '>=': 'is at least',
  '<': 'is below',
  '<=': 'is at most',
  '~': 'is like',
}

const OPERATORS_OF_DATES: Readonly<Record<Operator, string>> = {
  ...OPERATORS_OF_VALUES,
  '>': 'is after',
  '>=': 'is on or after',
  '<': 'is before',
  '<=': 'is on or before',
}

/** The operators of a condition as people say them, for a date or for any other value. */
export function operatorWords(isDate: boolean): Readonly<Record<Operator, string>> {
  return isDate ? OPERATORS_OF_DATES : OPERATORS_OF_VALUES
}

/** `FormSubmit` as `Form submit`. */
export function activityTypeWords(type: string): string {
  const words = type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
  return words.replace(/^sms/, 'SMS').replace(/^[a-z]/, (letter) => letter.toUpperCase())
}

/** The name of the temporary export that counts what a filter selects. */
export function countingExportName(id: string): string {
  return `Bulkdesk count ${id}`
}

import type { ColumnShapes, RunColumnProfile, TimeUnit } from '../contract/run-questions.ts'
import { formatCount, formatCounted, formatNumber, formatShare } from './numbers.ts'

/** What a column holds. */
export const profileWords = {
  title: (name: string) => `Summary of ${name}`,
  loading: 'Reading the column',
  waiting: 'Rows are still loading',
  waitingHint: 'The summary appears when all rows are here.',
  filled: 'Filled',
  blank: 'Blank',
  distinct: 'Distinct values',
  lengths: 'Length',
  lengthRange: (least: number, most: number) =>
    least === most ? formatCounted(least, 'character') : `${formatCount(least)} to ${formatCounted(most, 'character')}`,
  shapeNames: {
    email: 'Email address',
    number: 'Number',
    date: 'Date (year first)',
    monthFirst: 'Date (month first)',
    dayFirst: 'Date (day first)',
    padded: 'Spaces at the start or end',
  } satisfies Record<keyof ColumnShapes, string>,
  numbers: 'Numbers',
  numberRange: (least: number, most: number, mean: number) =>
    `${formatNumber(least)} to ${formatNumber(most)}, average ${formatNumber(mean)}`,
  dates: 'Dates',
  dateRange: (first: string, last: string) => `${first.replace('T', ' ')} to ${last.replace('T', ' ')}`,
  top: 'Most frequent values',
  blankValue: 'blank',
  others: (values: number, rows: number) => `${formatCounted(values, 'other value')} in ${formatCounted(rows, 'row')}`,
  countAndShare: (part: number, all: number) => `${formatCount(part)} (${formatShare(all === 0 ? 0 : part / all)})`,
  share: 'Share',
  /** Under the picture in a header: `98.2% · 4,212 values`. */
  short: ({ filled, rows, distinct }: Pick<RunColumnProfile, 'filled' | 'rows' | 'distinct'>) =>
    `${formatShare(rows === 0 ? 0 : filled / rows)} · ${formatCounted(distinct, 'value')}`,
  percent: (part: number, all: number) => formatShare(all === 0 ? 0 : part / all),
  value: 'Value',
  rows: 'Rows',
  showOnly: (value: string) => `Show only rows with ${value}`,
  /** The small picture in a header, as a sentence. */
  picture: ({ filled, rows, distinct }: Pick<RunColumnProfile, 'filled' | 'rows' | 'distinct'>) =>
    `${formatShare(rows === 0 ? 0 : filled / rows)} filled, ${formatCounted(distinct, 'distinct value')}`,
  /** The name of the picture's button: what stands under the picture is in it. */
  open: (name: string, short: string) => `Show summary of ${name}: ${short}`,
}

/** Counting rows by what is in their cells. */
export const groupWords = {
  title: 'Count rows by',
  button: 'Count by…',
  first: 'First column',
  second: 'Then by (optional)',
  none: 'None',
  choose: 'Choose a column',
  loading: 'Counting rows',
  rows: 'Rows',
  share: 'Share',
  groups: (shown: number, total: number) =>
    shown < total
      ? `The ${formatCount(shown)} largest of ${formatCounted(total, 'group')}`
      : formatCounted(total, 'group'),
  chart: (name: string) => `Rows by ${name}`,
  showOnly: (words: string) => `Show only rows with ${words}`,
  join: (values: readonly string[]) => values.map((value) => value || 'blank').join(' · '),
}

/** Rows over time. */
export const timeWords = {
  title: (name: string) => `${name} over time`,
  loading: 'Reading dates',
  unit: 'Per',
  dates: 'Dates are written as',
  units: { day: 'Day', week: 'Week', month: 'Month', year: 'Year' } satisfies Record<TimeUnit, string>,
  none: 'No dates in this column',
  noneHint: 'Choose a column that holds dates.',
  chart: (name: string, unit: TimeUnit) => `Rows per ${unit} by ${name}`,
  notDates: (rows: number) => `${formatCounted(rows, 'row')} without a date not shown`,
  at: 'Time',
  rows: 'Rows',
}

import type { CopiedCells, CopyFormat, SaveForecast, SaveFormat } from '../contract/run.ts'
import type { ColumnFilter, Reading, ReadingCount, SortKey } from '../contract/run-questions.ts'
import { formatCount, formatCounted, plural } from './numbers.ts'

/** Searching all columns of a result. */
export const findWords = {
  find: 'Find in all columns',
  placeholder: 'Find',
  /** `3 of 4,212` */
  place: (ordinal: number, matches: number) => `${formatCount(ordinal)} of ${formatCount(matches)}`,
  matches: (matches: number) => formatCounted(matches, 'match', 'matches'),
  none: 'No matches',
  counting: '…',
  next: 'Next match',
  previous: 'Previous match',
  onlyMatching: 'Show only rows that match',
  foundIn: (row: number, place: string) => `Match ${place}, row ${formatCount(row)}`,
}

/** How cells are read when they are sorted or compared. */
export const readAsWords: Readonly<Record<Reading, string>> = {
  text: 'Text',
  number: 'Numbers',
  date: 'Dates (2026-11-28)',
  'month-first': 'Dates (11/28/2026)',
  'day-first': 'Dates (28/11/2026)',
}

const FROM_TO = { text: ['A', 'Z'], number: ['low', 'high'], date: ['old', 'new'] } as const

function endsOf(as: Reading): readonly [low: string, high: string] {
  return as === 'text' || as === 'number' ? FROM_TO[as] : FROM_TO.date
}

export const sortWords = {
  ascending: (as: Reading) => `Sort ${endsOf(as)[0]} to ${endsOf(as)[1]}`,
  descending: (as: Reading) => `Sort ${endsOf(as)[1]} to ${endsOf(as)[0]}`,
  addAscending: 'Then sort by this column',
  remove: 'Don’t sort by this column',
  /** `Country, A to Z` on the line of what is filtered and sorted. */
  chip: (name: string, { descending, as }: SortKey) => {
    const [low, high] = endsOf(as)
    return descending ? `${name}: ${high} to ${low}` : `${name}: ${low} to ${high}`
  },
  removeChip: (name: string) => `Stop sorting by ${name}`,
  /** Cells that the reading cannot read stand after the others. */
  unread: (name: string, { unread }: ReadingCount, as: Reading) =>
    `${formatCounted(unread, 'cell')} of ${name} ${plural(unread, 'is', 'are')} not ${as === 'number' ? 'a number' : 'a date'} and ${plural(unread, 'comes', 'come')} last`,
}

export const columnMenuWords = {
  label: (name: string) => `Menu of ${name}`,
  readAs: 'Read as',
  filter: 'Filter…',
  clearFilter: 'Clear filter',
  summary: 'Show summary',
  group: 'Count rows by this column',
  time: 'Show over time',
  pin: 'Pin to the left',
  unpin: 'Unpin',
  fit: 'Fit width',
  fitAll: 'Fit all columns',
  moveLeft: 'Move left',
  moveRight: 'Move right',
  hide: 'Hide column',
  select: 'Select column',
  copyName: 'Copy column name',
  isOnlyOne: 'the last column stays',
}

export const cellMenuWords = {
  label: 'Menu of the selected cells',
  open: 'Show row details',
  selectRow: 'Select rows',
  selectColumn: 'Select columns',
  only: (value: string) => `Only rows with ${value}`,
  without: (value: string) => `Only rows without ${value}`,
  blank: 'a blank',
  useInAction: 'Use in a sync action…',
  saveList: 'Save as a list of values…',
}

export const copyWords = {
  title: 'Copy',
  formats: {
    spreadsheet: 'Copy for a spreadsheet',
    csv: 'Copy as CSV',
    json: 'Copy as JSON',
    list: 'Copy as a list of values',
  } satisfies Record<CopyFormat, string>,
  withNames: 'Copy with column names',
  copied: ({ cells, rows, isPartial }: CopiedCells) =>
    isPartial
      ? `Only the first ${formatCounted(rows, 'row')} copied: the clipboard can’t hold more`
      : `${formatCounted(cells, 'cell')} copied`,
  partialTitle: 'Not all rows were copied',
  partial: (rows: number) =>
    `The clipboard holds the first ${formatCounted(rows, 'row')} of your selection. Save the rows as a file to get all of them.`,
}

export const saveWords = {
  title: 'Save',
  rows: 'Rows',
  all: (rows: number) => `All ${formatCounted(rows, 'row')}`,
  filtered: (rows: number) => `Filtered: ${formatCounted(rows, 'row')}`,
  selected: (rows: number) => `Selected: ${formatCounted(rows, 'row')}`,
  format: 'Format',
  formats: {
    raw: { title: 'Raw CSV', hint: 'Unchanged values. Use this for backups or re-importing.' },
    'excel-csv': {
      title: 'CSV for Excel',
      hint: 'Opens cleanly in Excel; formulas are disabled. Don’t re-import this file.',
    },
    xlsx: { title: 'Excel (.xlsx)', hint: 'All cells as text: leading zeros and long numbers stay.' },
    parquet: { title: 'Parquet', hint: 'For data tools. All columns as text.' },
  } satisfies Record<SaveFormat, { title: string; hint: string }>,
  checkTitle: 'Before you save',
  check: ({ sheets, longCells, rows }: SaveForecast): readonly string[] => [
    ...(sheets > 1
      ? [`${formatCounted(rows, 'row')} need ${formatCounted(sheets, 'sheet')}: an Excel sheet holds 1,048,576 rows.`]
      : []),
    ...(longCells > 0
      ? [
          `${formatCounted(longCells, 'cell')} ${plural(longCells, 'is', 'are')} longer than the 32,767 characters Excel allows and will be cut.`,
        ]
      : []),
  ],
  confirm: 'Save as Excel',
  cancel: 'Cancel',
}

/** The filters of a result. */
export const filterWords = {
  title: (name: string) => `Filter ${name}`,
  label: 'Filters and sort order',
  kinds: {
    'one-of': 'is one of',
    contains: 'contains',
    starts: 'starts with',
    ends: 'ends with',
    equals: 'is exactly',
    blank: 'is blank',
    range: 'is between',
  },
  not: 'Not',
  notHint: 'Show the rows that don’t match',
  kind: 'Rule',
  text: 'Text',
  from: 'From',
  to: 'To',
  fromHint: 'no lower limit',
  toHint: 'no upper limit',
  dateHint: 'YYYY-MM-DD',
  values: 'Most frequent values',
  searchValues: 'Search values',
  noValues: 'No values match',
  apply: 'Apply filter',
  clear: 'Clear filter',
  clearAll: 'Clear all',
  edit: (words: string) => `Change filter: ${words}`,
  remove: (name: string) => `Remove filter of ${name}`,
  search: (text: string) => `Any column contains “${text}”`,
  removeSearch: 'Show rows that don’t match again',
  none: 'No rows match these filters',
  noneHint: 'Change or clear the filters to see rows again.',
  chip: (name: string, filter: ColumnFilter) => `${name} ${describeTest(filter.test)}`,
  rowsFound: (rows: number) => formatCounted(rows, 'row'),
}

type FilterTest = ColumnFilter['test']

function describeTest(test: FilterTest): string {
  switch (test.kind) {
    case 'contains':
      return `${test.not ? 'doesn’t contain' : 'contains'} “${test.text}”`
    case 'starts':
      return `${test.not ? 'doesn’t start with' : 'starts with'} “${test.text}”`
    case 'ends':
      return `${test.not ? 'doesn’t end with' : 'ends with'} “${test.text}”`
    case 'equals':
      return `${test.not ? 'is not' : 'is'} “${test.text}”`
    case 'blank':
      return test.not ? 'is not blank' : 'is blank'
    case 'one-of':
      return `${test.not ? 'is not' : 'is'} ${describeValues(test.values)}`
    case 'range':
      return describeRange(test)
  }
}

function describeValues(values: readonly string[]): string {
  const quoted = values.map((value) => (value === '' ? 'blank' : `“${value}”`))
  if (quoted.length <= 2) return quoted.join(' or ')
  return `${quoted.slice(0, 2).join(', ')} or ${formatCount(quoted.length - 2)} more`
}

function describeRange({ from, to }: Extract<FilterTest, { kind: 'range' }>): string {
  if (from !== undefined && to !== undefined) return `is between ${from} and ${to}`
  return from === undefined ? `is at most ${to ?? ''}` : `is at least ${from}`
}

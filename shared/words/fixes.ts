import type { BooleanForm, DateOrder, DecimalMark, Fix, FixFacts, FixPreview, WideFix } from '../csv/fixes.ts'
import type { ValueProblem, ValueSuggestion } from '../csv/values.ts'
import { formatBytes, formatCount, formatCounted, formatList, plural } from './numbers.ts'
import { valueWords } from './value-problems.ts'

export const dateOrders: Readonly<Record<DateOrder, string>> = {
  'day-first': 'Day first (31/12/2026)',
  'month-first': 'Month first (12/31/2026)',
  'year-first': 'Year first (2026/12/31)',
}
export const decimalMarks: Readonly<Record<DecimalMark, string>> = {
  comma: 'Comma (1.234,56)',
  point: 'Point (1,234.56)',
}
export const booleanForms: Readonly<Record<BooleanForm, string>> = {
  'true-false': 'true and false',
  'yes-no': 'Yes and No',
  'one-zero': '1 and 0',
}
export const keptRows: Readonly<Record<'first' | 'last', string>> = { first: 'Keep the first', last: 'Keep the last' }

/** The kinds of change that can be made to a column. */
export const wideFixKinds: Readonly<Record<WideFix['kind'], string>> = {
  trim: 'Trim spaces',
  replace: 'Replace a value',
  date: 'Change the date form',
  number: 'Change the number form',
  boolean: 'Change yes and no values',
  duplicates: 'Leave out duplicates',
}

/** What a fix is called beside the values that need it. */
export const fixOffers: Readonly<Record<ValueSuggestion, (column: string) => string>> = {
  'date-form': (column) => `Change dates in ${column}…`,
  'number-form': (column) => `Change numbers in ${column}…`,
  'boolean-words': (column) => `Change values in ${column}…`,
  'replace-value': (column) => `Replace values in ${column}…`,
}

/** What a change does, before it is made: `Trim spaces in City`. */
export function wideFixTitle(kind: WideFix['kind'], column: string): string {
  switch (kind) {
    case 'trim':
      return `Trim spaces in ${column}`
    case 'replace':
      return `Replace values in ${column}`
    case 'date':
      return `Change dates in ${column} to 2026-12-31`
    case 'number':
      return `Change numbers in ${column} to 1234.56`
    case 'boolean':
      return `Change yes and no values in ${column}`
    case 'duplicates':
      return `Leave out rows with the same ${column}`
  }
}

/** What a made fix did, for the check page and the receipt. */
export function fixWords(fact: FixFacts): string {
  const { count } = fact
  const inColumn = fact.column === undefined ? '' : ` in ${fact.column}`
  const cells = count > 0 ? formatCounted(count, 'cell') : 'nothing to change'
  switch (fact.kind) {
    case 'trim':
      return `Spaces trimmed${inColumn}: ${cells}`
    case 'replace':
      return `${formatList(fact.values.map(quoted))} replaced with ${quoted(fact.by)}${inColumn}: ${cells}`
    case 'date':
      return `Dates changed${inColumn}, ${dateOrders[fact.order].toLowerCase()}: ${cells}`
    case 'number':
      return `Numbers changed${inColumn}, decimal ${fact.decimal}: ${cells}`
    case 'boolean':
      return `Yes and no values changed to ${booleanForms[fact.form]}${inColumn}: ${cells}`
    case 'duplicates':
      return `Rows with the same ${fact.column ?? 'identifier'} left out, the ${fact.keep} kept: ${count > 0 ? `${formatCounted(count, 'row')}. After sending, rows are counted without ${plural(count, 'that one', 'those')}` : 'none'}`
    case 'rows':
      return `${formatCounted(count, 'row')} edited: ${rowNumbers(fact.rows, count)}`
  }
}

function quoted(text: string): string {
  return text === '' ? 'blank' : `“${text}”`
}

function rowNumbers(rows: readonly number[], count: number): string {
  const shown = rows.slice(0, 10).map(formatCount)
  const rest = count - shown.length
  return formatList(rest > 0 ? [...shown, `${formatCount(rest)} more`] : shown)
}

/** The fixes on the check page. */
export const fixList = {
  label: 'Fixes',
  title: (count: number) => formatCounted(count, 'fix', 'fixes'),
  means: (name: string) => `Made to a copy. ${name} stays as it is.`,
  undo: 'Undo',
  undoOne: (what: string) => `Undo: ${what}`,
  undoAll: 'Undo all',
  columns: 'Fix columns…',
  rows: 'Fix rows…',
  waits: 'The file is still being checked.',
  making: (read: number, size: number) => `Making the fixes: ${formatBytes(read)} of ${formatBytes(size)}`,
  progress: 'Part of the file fixed',
  cancel: 'Cancel',
  done: (count: number) => `${formatCounted(count, 'fix', 'fixes')} made. The file is checked again.`,
  undone: 'All fixes undone. The file is checked again.',
  dropped: 'The fixes were removed: the file is read another way.',
} as const

/** The dialog with changes to whole columns. */
export const columnFixWords = {
  title: 'Fix columns before sending',
  lead: 'Nothing changes until you apply the fixes. They’re made to a copy; your file stays as it is.',
  looking: 'Reading the whole file',
  none: 'No column needs a fix that Bulkdesk knows. Add one below.',
  order: 'What do the dates begin with?',
  decimal: 'What marks the decimals?',
  form: 'Write them as',
  keep: 'Which row stays',
  values: 'Values',
  by: 'Replace with',
  byHint: 'Empty: blank',
  choose: 'Choose…',
  count: (kind: WideFix['kind'], count: number) =>
    kind === 'duplicates' ? formatCounted(count, 'row') : formatCounted(count, 'cell'),
  unread: ({ unread, unreadExamples }: FixPreview) =>
    `${formatCounted(unread, 'other value')} ${plural(unread, 'stays', 'stay')} as ${plural(unread, 'it is', 'they are')}: ${formatList(unreadExamples.map(quoted))}`,
  leftOut: 'left out',
  blank: 'blank',
  rowOf: (row: number) => `row ${formatCount(row)}`,
  add: 'Add a fix',
  column: 'Column',
  unnamed: (place: number) => `Column ${formatCount(place)}`,
  kind: 'Fix',
  addButton: 'Add',
  noneChosen: 'Choose a fix first.',
  unanswered: 'Answer the question first, or clear its checkbox.',
  apply: (count: number) => `Apply ${formatCounted(count, 'fix', 'fixes')}`,
  cancel: 'Cancel',
} as const

/** The editor of single rows: before sending, and for rows that were not sent. */
export const rowFixWords = {
  title: 'Fix rows before sending',
  unsentTitle: 'Fix and send rows that weren’t sent',
  lead: 'Edit the cells. Only rows you edit change, in a copy; your file stays as it is.',
  unsentLead: 'Edit the cells. The rows you edit become a new file to review and send.',
  which: 'Rows to show',
  heldBack: (count: number) => `Won’t be sent (${formatCount(count)})`,
  doubtful: 'In doubt',
  noun: 'rows to fix',
  loading: 'Reading the rows',
  none: 'No rows to show.',
  row: 'Row',
  why: 'Issue',
  unnamed: (place: number) => `Column ${formatCount(place)}`,
  extra: (place: number) => `Extra cell ${formatCount(place)}`,
  cell: (column: string, row: number) => `${column} of row ${formatCount(row)}`,
  revertShort: 'Undo',
  revert: (row: number) => `Undo the edits of row ${formatCount(row)}`,
  noneEdited: 'Edit a row first.',
  apply: (rows: number) => (rows === 0 ? 'Apply edits' : `Apply ${formatCounted(rows, 'edited row')}`),
  review: (rows: number) => (rows === 0 ? 'Review edited rows' : `Review ${formatCounted(rows, 'edited row')}`),
  cancel: 'Cancel',
} as const

/** Why a row is in doubt. */
export const doubtWords = {
  problem: (title: string, column: string | undefined) => `${column === undefined ? '' : `${column}: `}${title}.`,
  value: (problem: ValueProblem) => `${problem.header}: ${valueWords(problem).title}.`,
} as const

/** Rows that an upload held back, on its page. */
export const unsentWords = {
  title: (count: number) => `Rows that weren’t sent (${formatCount(count)})`,
  label: 'Rows that weren’t sent',
  gone: 'They can’t be shown: Bulkdesk keeps no rows itself, and the file that was checked is gone or has changed.',
  save: 'Save rows that weren’t sent',
  fix: 'Fix and send…',
} as const

/** How many fixes there are to a user: the edited rows are one. */
export function countFixes(fixes: readonly Fix[]): number {
  const wide = fixes.filter(({ kind }) => kind !== 'row').length
  return wide + (wide < fixes.length ? 1 : 0)
}

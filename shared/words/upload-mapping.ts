import type { ColumnProfile, MappingProposal } from '../csv/csv.ts'
import { formatCount, formatCounted, formatList } from './numbers.ts'

/** The table of columns and the fields they are mapped to. */
export const mappingWords = {
  label: 'Columns of the file and the fields they are mapped to',
  column: 'Column in the file',
  field: 'Field in Eloqua',
  filled: 'Filled',
  distinct: 'Distinct',
  type: 'Type',
  issues: 'Issues',
  unsent: (count: number) => formatCounted(count, 'column won’t be imported', 'columns won’t be imported'),
  show: (count: number) => `Show ${formatCounted(count, 'column')}`,
  unnamed: (column: number) => `Column ${column}`,
  example: (name: string, cell: string) => `${name}, for example: ${cell}`,
  fieldOf: (column: string) => `Field for ${column}`,
  notSent: 'Don’t import',
  noField: 'No fields match',
  identifier: 'identifier',
  suggested: 'Suggested match',
  takenFrom: (field: string, source: string) => `${field} (now from ${source})`,
  yourValue: 'your own value',
  about: (count: number, isExact: boolean) => `${isExact ? '' : '≈ '}${formatCount(count)}`,
} as const

export const SHAPE_WORDS: Readonly<Record<ColumnProfile['looksLike'], string>> = {
  email: 'email',
  number: 'number',
  date: 'date',
  'date-time': 'date and time',
  boolean: 'yes or no',
  text: 'text',
  empty: 'empty',
}

/** The fields that no column is mapped to. */
export const fieldWords = {
  label: 'Fields without a column',
  constants: (count: number) => `${formatCounted(count, 'field')} with the same value for all rows`,
  unmapped: (count: number) => formatCounted(count, 'field not mapped', 'fields not mapped'),
  showAll: (count: number) => `Show all ${formatCount(count)}`,
  valueOf: (field: string) => `Value for ${field}`,
  notMapped: 'Not mapped',
  constant: 'Same value for all rows…',
  constantOf: (field: string) => `Value of ${field} for all rows`,
  constantHint: 'Value for all rows',
  noColumn: 'No columns match',
} as const

/** Where the proposed mapping comes from. */
export function proposalNote(
  from: MappingProposal['from'] | 'recipe' | 'file',
  isChanged: boolean,
  recipe = '',
): string {
  const words = {
    remembered: 'Using your last mapping',
    names: 'Matched by name',
    recipe: `From recipe “${recipe}”`,
    file: 'Columns are named like the fields',
  }[from]
  return isChanged ? `${words} (edited)` : words
}

export const driftWords = {
  title: 'This file has different columns than last time.',
  more: (count: number) => formatCounted(count, 'more difference'),
  fieldGone: (field: string) => `No longer in the definition: ${field}.`,
  columnGone: (column: string, field: string) => `Missing: ${column} (was mapped to ${field}).`,
  added: (names: readonly string[]) => `New in this file: ${someNames(names)}.`,
} as const

/** A file of another kind may have a hundred new columns: more than so many aren't named. */
const MOST_NAMED = 6

function someNames(names: readonly string[]): string {
  const more = names.length - MOST_NAMED
  return more > 1 ? formatList([...names.slice(0, MOST_NAMED), `${more} more`]) : names.join(', ')
}

/** What changed in a definition since the file was checked. */
const CHANGED: Readonly<Partial<Record<string, string>>> = {
  name: 'name',
  fields: 'fields',
  identifierFieldName: 'identifier field',
  updateRule: 'update rule',
  updateRuleByField: 'update rules of fields',
  importRule: 'import rule',
  isSyncTriggeredOnImport: 'automatic sync',
  syncActions: 'sync actions',
}

/** `“Contacts” was changed in Eloqua since this file was checked (fields and update rule).` */
export function definitionChangedWords(name: string, keys: readonly string[]): string {
  return `“${name}” was changed in Eloqua since this file was checked (${formatList(keys.map((key) => CHANGED[key] ?? key))}).`
}

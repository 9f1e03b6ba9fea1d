import type { Problem, ProblemExample } from '../csv/csv.ts'
import type { Definition } from '../eloqua/definition.ts'
import type { UpdateRule } from '../eloqua/eloqua.ts'
import { formatBytes, formatCount, formatCounted, plural } from './numbers.ts'
import { pasteWords } from './sources.ts'

export const dropScreen = {
  title: 'Upload',
  context: 'Files for import and sync action definitions',
  drop: 'Drop CSV, Excel or JSON files anywhere in this window',
  browse: 'Browse for files',
  hint: pasteWords.hint,
} as const

export const checkScreen = {
  title: 'Check before sending',
  reading: 'Reading the file',
  cannotSend: 'This file can’t be sent yet',
  destination: 'Destination',
  change: 'Change',
  columns: 'Columns',
  matching: 'Matching columns with fields',
  rows: 'Rows',
  preview: 'Preview',
  previewRows: 'First rows of the file',
  previewRow: 'Row',
  noRows: 'The file has no rows to show.',
} as const

/** Several files that were opened together. */
export const fileQueue = {
  label: 'Files',
  sent: (sent: number, of: number) => `${formatCount(sent)} of ${formatCounted(of, 'file')} sent`,
  skip: (name: string) => `Skip ${name}`,
  open: 'Open',
  all: 'All files',
} as const

/** Files that were opened and neither sent nor canceled. */
export const draftWords = {
  title: (count: number) => formatCounted(count, 'draft'),
  hint: 'Not sent yet. Kept until you quit Bulkdesk.',
  label: 'Drafts',
  file: 'File',
  destination: 'Destination',
  opened: 'Opened',
  actions: 'Actions',
  discard: 'Discard',
  discardOne: (name: string) => `Discard the draft of ${name}`,
  discarded: (name: string) => `Draft of ${name} discarded`,
  go: 'Continue',
  goOne: (name: string) => `Continue with ${name}`,
  noDestination: 'Not chosen yet',
  /** Of `contacts.csv and 2 more, 1 of 4 sent` what follows the name. */
  more: ({ waiting, sent, files }: { readonly waiting: number; readonly sent: number; readonly files: number }) =>
    `${waiting > 1 ? ` and ${formatCount(waiting - 1)} more` : ''}${sent > 0 ? `, ${formatCount(sent)} of ${formatCount(files)} sent` : ''}`,
} as const

export const pickDestination = {
  title: (files: number) => `Where should ${plural(files, 'this file', 'these files')} go?`,
  search: 'Search imports and sync actions by name',
  loading: 'Loading definitions',
  noneMatch: 'No imports or sync actions match your search',
  noneMatchHint: 'Try a name, object or URI. Files can’t be sent to exports.',
  none: 'No imports or sync actions',
  noneHint: 'Create one for this file, or ask your Eloqua admin for access.',
  label: 'Imports and sync actions',
  name: 'Definition',
  kind: 'Kind',
  object: 'Object',
  fits: 'Matching columns',
  fitsOf: (count: number, fields: number) => `${formatCount(count)} of ${formatCount(fields)}`,
  whenSent: 'When sent',
  staged: 'Staged first',
  atOnce: 'Applied immediately',
  recent: 'Used recently',
} as const

/** What the check of the whole file found. */
export const checkedRows = {
  reading: (read: number, size: number) => `Checking every row: ${formatBytes(read)} of ${formatBytes(size)}`,
  progress: 'Part of the file checked',
  valid: 'Valid rows',
  willBeSent: 'Will be sent',
  ofFile: (rows: number) => `of ${formatCount(rows)} in the file`,
  notSent: 'Won’t be sent',
  notSentHint: (rows: number) => (rows > 0 ? 'See why below' : 'None'),
  duplicates: 'Duplicates',
  duplicatesHint: (rows: number) => (rows > 0 ? 'Eloqua keeps one of each' : 'None'),
  blanks: 'Blank cells',
  save: 'Save rows that won’t be sent',
  announce: (good: number, held: number) =>
    `File checked: ${formatCounted(good, 'row')} can be sent${held > 0 ? `, ${formatCount(held)} can’t` : ''}`,
} as const

const BLANKS: Readonly<Record<UpdateRule, string>> = {
  always: 'Each clears its field in Eloqua',
  ifNewIsNotNull: 'Ignored by Eloqua',
  ifExistingIsNull: 'Ignored by Eloqua',
  useFieldRule: 'Each field’s own rule decides',
}

/**
 * What the blank cells of the columns that are sent will do, `blanks` of them in each field. Absent means `always`,
 * Eloqua's default.
 */
export function blankMeaning(definition: Definition, blanks: Readonly<Record<string, number>>): string {
  const { kind, family, updateRule = 'always', updateRuleByField = {} } = definition
  const fields = Object.keys(blanks).filter((field) => (blanks[field] ?? 0) > 0)
  const [rule, ...others] = new Set(fields.map((field) => updateRuleByField[field] ?? updateRule))
  if (rule === undefined || kind !== 'import' || family === 'activities') return 'In mapped columns'
  return others.length > 0 ? 'Depends on the field' : BLANKS[rule]
}

export const problemList = {
  label: 'Issues found in the file',
  severity: {
    blocks: 'Must fix',
    row: 'Won’t be sent',
    warning: 'Warning',
    note: 'Note',
  } satisfies Readonly<Record<Problem['severity'], string>>,
  heldBack: (rows: number | undefined) =>
    `${rows === undefined ? 'These rows' : formatCounted(rows, 'row')} won’t be sent. Fix ${plural(rows ?? 2, 'it', 'them')} here or in the file, or save ${plural(rows ?? 2, 'it', 'them')} for later.`,
  where: 'Where',
} as const

/** `row 12, line 14, column email` */
export function placeWords({ row, line, byte, column }: ProblemExample): string {
  const place = [
    row === undefined ? undefined : `row ${formatCount(row)}`,
    line === undefined ? undefined : `line ${formatCount(line)}`,
    byte === undefined ? undefined : `byte ${formatCount(byte)}`,
    column === undefined ? undefined : `column ${column}`,
  ]
  return place.filter(Boolean).join(', ')
}

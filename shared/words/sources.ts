import type { MadeFrom } from '../csv/csv.ts'

const FROM: Readonly<Record<MadeFrom['kind'], (original: string) => string>> = {
  excel: (original) => `From ${original}`,
  json: (original) => `From ${original}`,
  clipboard: () => 'Pasted from the clipboard',
  fixes: (original) => `Fixed copy of ${original}`,
  unsent: (original) => `Rows of ${original} that weren’t sent, edited`,
  corrections: (original) => `Rejected rows of ${original}, corrected`,
}

/**
 * What a file that Bulkdesk made holds: `From sheet Contacts of list.xlsx`. A fixed copy that stands `beside` its own name does
 * not repeat that name.
 */
export function madeFromWords({ kind, name = 'pasted rows', sheet }: MadeFrom, beside?: string): string {
  if (kind === 'fixes' && name === beside) return 'Fixed copy'
  return FROM[kind](sheet === undefined ? name : `sheet ${sheet} of ${name}`)
}

/** Names of files that Bulkdesk makes, as the user sees them. */
export const sourceNames = {
  sheet: (workbook: string, sheet: string) => `${withoutEnding(workbook)} - ${sheet}.csv`,
  json: (name: string) => `${withoutEnding(name)}.csv`,
  pasted: 'pasted table.csv',
} as const

function withoutEnding(name: string): string {
  return name.replace(/\.[^.]*$/, '')
}

/** A workbook or a JSON file before its rows are checked. */
export const sourceScreen = {
  title: 'Choose a sheet',
  json: 'Reading the file',
  opening: 'Opening the workbook',
  lead: (name: string) => `${name} has several sheets. Choose the one to send.`,
  sheets: 'Sheets',
  sheet: 'Sheet',
  rows: 'Rows',
  columns: 'Columns',
  unknown: 'Not known',
  hidden: 'hidden in Excel',
  review: 'Review rows',
  reviewOne: (name: string) => `Review rows of ${name}`,
  reading: (name: string) => `Reading ${name}`,
  share: 'Part of the file read',
  readSoFar: (share: string) => `${share} read`,
  shown: 'Bulkdesk reads every cell as Excel shows it. Dates become YYYY-MM-DD.',
  change: 'Choose another sheet',
} as const

/** A table from the clipboard. */
export const pasteWords = {
  button: 'Paste a table…',
  title: 'Paste a table',
  label: 'Table',
  description: 'Copy cells with their header row in Excel or Google Sheets, and paste them here.',
  review: 'Review rows',
  nothing: 'Paste a table first.',
  hint: 'You can also copy cells in a spreadsheet and paste them here. Nothing is sent until you’ve reviewed the rows.',
  tooLarge: 'This table is too large to paste',
  tooLargeAdvice: 'Save the table as a file and drop the file here.',
} as const

/** What was used before, on the page where a file is chosen. */
export const recentWords = {
  files: 'Recent files',
  destinations: 'Recent destinations',
  open: (name: string) => `Open ${name}`,
  missing: 'No longer there',
  /** A destination was chosen before the file. */
  chosen: (destination: string) => `Drop or choose a file for ${destination}`,
} as const

/** A file with the columns of one that was sent before. */
export const sameColumnsWords = {
  title: 'You’ve sent a file with these columns before',
  sent: (file: string, destination: string) => `${file} went to ${destination}`,
  again: (destination: string) => `Use ${destination} again`,
  use: (destination: string) => `Use ${destination}`,
} as const

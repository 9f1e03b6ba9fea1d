import type { MadeFrom } from '../csv/csv.ts'

const FROM: Readonly<Record<MadeFrom['kind'], (original: string) => string>> = {
  excel: (original) => `From ${original}`,
  json: (original) => `From ${original}`,
  clipboard: () => 'Pasted from the clipboard',
  fixes: (original) => `${original}, with fixes`,
  unsent: (original) => `Rows of ${original} that weren’t sent, edited`,
  corrections: (original) => `Rejected rows of ${original}, corrected`,
}

/** What a file that Bulkdesk made holds: `From sheet Contacts of list.xlsx`. */
export function madeFromWords({ kind, name = 'pasted rows', sheet }: MadeFrom): string {
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
  lead: (name: string) => `${name} has several sheets. Each is sent on its own.`,
  sheets: 'Sheets',
  sheet: 'Sheet',
  rows: 'Rows',
  columns: 'Columns',
  unknown: 'Not known yet',
  hidden: 'Hidden in Excel',
  review: 'Review sheet',
  reading: (name: string) => `Reading ${name}`,
  share: 'Part of the file read',
  shown: 'Bulkdesk takes every cell as Excel shows it. Dates become YYYY-MM-DD, which Eloqua reads.',
  change: 'Choose another sheet',
} as const

export const pasteWords = {
  button: 'Paste a table',
  hint: 'Or copy cells in Excel or Google Sheets and press Ctrl+V here.',
  hintMac: 'Or copy cells in Excel or Google Sheets and press ⌘V here.',
  noAccess: 'Bulkdesk can’t read the clipboard by itself',
  noAccessHint: 'Press Ctrl+V, or ⌘V on a Mac.',
} as const

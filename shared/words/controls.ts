import { formatCount } from './numbers.ts'

/** Words of controls that many screens share. */
export const controlWords = {
  back: 'Back',
  forward: 'Forward',
  cancel: 'Cancel',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  noMatch: 'No matches',
  wasCopied: (what: string) => `${what} copied`,
  isOff: (label: string, why: string) => `${label}: ${why}`,
  withKeys: (label: string, keys: string) => `${label} (${keys})`,
}

/** Going from page to page of a list. */
export const pagerWords = {
  label: (noun: string) => `Pages of ${noun}`,
  loading: 'Loading another page…',
  range: (first: number, last: number, total: number | undefined, noun: string) =>
    total === undefined
      ? `${formatCount(first)} to ${formatCount(last)} ${noun}`
      : `${formatCount(first)} to ${formatCount(last)} of ${formatCount(total)} ${noun}`,
  previous: 'Previous page',
  next: 'Next page',
  isFirst: 'this is the first page',
  isLast: 'this is the last page',
}

/** The two ways to save rows as CSV. */
export const saveMenuWords = {
  title: 'Save as CSV',
  exact: 'Raw CSV',
  exactHint: 'Unchanged values. Use this for backups or re-importing.',
  spreadsheet: 'CSV for Excel',
  spreadsheetHint: 'Opens cleanly in Excel; formulas are disabled. Don’t re-import this file.',
}

/** Marks and buttons of a column's header. */
export const gridWords = {
  pinned: 'Pinned',
  filtered: 'Filtered',
  columnMenu: (name: string) => `Menu of ${name}`,
}

/** One row of a table, all of its values. */
export const rowWords = {
  heading: 'Row',
  title: (row: number) => `Row ${formatCount(row)}`,
  close: 'Close row',
  copyRow: 'Copy row',
  rowCopied: 'Row copied',
  previous: 'Previous row',
  next: 'Next row',
  copyValue: (name: string) => `Copy ${name}`,
  valueCopied: (name: string) => `${name} copied`,
  empty: 'empty',
  hideBlank: 'Hide blank fields',
}

/** A panel docked beside what it tells more about. */
export const sidePanelWords = {
  close: (panel: string) => `Close ${panel.toLowerCase()}`,
  width: 'Panel width',
}

/** A failure where the content would be. */
export const failureWords = {
  tryAgain: 'Try again',
  signInAgain: 'Sign in again…',
  details: 'Details',
  copyDetails: 'Copy details',
  detailsCopied: 'Details copied',
  noAnswer: 'Bulkdesk’s main process didn’t answer.',
}

/** A screen that a fault in the window took down. */
export const brokenScreenWords = {
  title: 'This screen stopped working',
  hint: 'Something went wrong in Bulkdesk. Running uploads and downloads continue, and nothing was lost.',
  showAgain: 'Show screen again',
}

/** Both clocks of a moment: `2025-11-03 14:02:09 UTC · 14:02 local`. */
export function bothClocks(utc: string, local: string): string {
  return `${utc} · ${local} local`
}

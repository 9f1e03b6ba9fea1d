import { formatCounted } from './numbers.ts'

/** The sections of the side bar. */
export const sectionWords = {
  label: 'Sections',
  home: 'Home',
  syncs: 'Syncs',
  results: 'Results',
  upload: 'Upload',
  definitions: 'Definitions',
  history: 'History',
  requests: 'Requests',
  settings: 'Settings',
  expand: 'Expand side bar',
  collapse: 'Collapse side bar',
  collapseShort: 'Collapse',
}

/** The menu of connections, in the top bar. */
export const switcherWords = {
  signedInAs: (company: string, user: string) => `Signed in as ${company}\\${user}`,
  manage: 'Add or change connections…',
  signOut: 'Sign out',
  leavePractice: 'Leave practice instance',
}

/** Where menus and dialogs are put, for screen readers. */
export const overlaysLabel = 'Menus and dialogs'

export const shortcutWords = {
  title: 'Keyboard shortcuts',
  close: 'Close shortcuts',
  anywhere: 'Anywhere',
  palette: 'Search or do anything',
  newSync: 'New sync',
  openCsv: 'Open files',
  find: 'Find on this screen',
  refresh: 'Refresh',
  saveCsv: 'Save as CSV',
  primary: 'Primary action',
  sections: 'Sections 1 to 5',
  settings: 'Settings',
  transfers: 'Transfers',
  sideBar: 'Collapse or expand side bar',
  back: 'Back',
  forward: 'Forward',
  closeOrCancel: 'Close or cancel',
  shortcuts: 'Show shortcuts',
  inLists: 'In lists',
  rows: 'Previous/next row',
  pages: 'Page up/down',
  firstLastRow: 'First/last row',
  openRow: 'Open row',
  inGrid: 'In the results grid',
  cells: 'Move between cells',
  firstLastColumn: 'First/last column',
  firstCell: 'First cell on the page',
  lastCell: 'Last cell on the page',
  range: 'Select a range (any direction)',
  copy: 'Copy as spreadsheet text',
  wholeRow: 'Show whole row',
  nextMatch: 'Next match; with Shift the one before',
  columnMenu: 'Column menu: sort, filter, pin',
  cellMenu: 'Menu of the selected cells',
  selectRow: 'Select rows',
  selectColumn: 'Select columns',
  addRange: 'Select another range',
}

/** Files dragged over the window, or dropped on it. */
export const dropWords = {
  review: 'Drop to review',
  reviewHint: (hasTarget: boolean) =>
    hasTarget ? 'Nothing is sent yet. The file is checked against the definition on screen.' : 'Nothing is sent yet.',
  unsupported: (files: number) => (files > 1 ? 'These file types aren’t supported' : 'This file type isn’t supported'),
  opened: (files: number) => `${formatCounted(files, 'file')} opened for review`,
  tooMany: (most: number) => `Drop at most ${formatCounted(most, 'file')} at a time`,
  tooManyAdvice: 'No file was opened. Drop them in smaller groups.',
  promised: 'This attachment isn’t saved as a file yet',
  promisedAdvice: 'Save the attachment to a folder, then drop it from there.',
  notOpened: (name: string) => `Bulkdesk can’t open ${name}`,
  workbook: 'Save the file as Excel Workbook (.xlsx) in your spreadsheet program, then drop that file.',
  archive: 'Unzip the archive first, then drop the files in it.',
  notCsv: 'Drop a CSV, Excel (.xlsx) or JSON file: rows with a header.',
  unknownName:
    'The name doesn’t end in .csv, .tsv, .txt, .xlsx or .json. If this is a CSV file, rename it and drop it again.',
}

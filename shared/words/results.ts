import { formatCount, formatCounted } from './numbers.ts'

/** The list of exports whose data may still be read. */
export const resultsWords = {
  title: 'Results',
  context: 'Finished exports. Only the person who ran an export can open its data.',
  noun: 'syncs',
  refresh: 'Refresh',
  loading: 'Loading results',
  none: (isFirstPage: boolean) =>
    isFirstPage ? 'No finished exports in the latest syncs' : 'No finished exports on this page',
  noneHint: 'Start an export, or open one by its sync number.',
  newSync: 'New sync',
  open: 'Open',
  openLabel: 'Open by sync number',
  openHint: 'Sync number',
  openInvalid: 'Enter digits only, such as 66104',
  columns: { id: '#', definition: 'Definition', rows: 'Rows', ended: 'Ended', expires: 'Expires', by: 'By' },
  expiryUnknown: 'Unknown',
  expired: 'Expired',
  onlyThey: (user: string) => `Only ${user} can open this`,
}

/** One result as a table. */
export const resultWords = {
  label: 'Data',
  grid: 'Rows on this page',
  loading: 'Loading the first rows',
  copy: 'Copy',
  copyCells: 'Copy selected cells',
  copyWithNames: 'Copy with column names',
  cellsCopied: (cells: number) => `${formatCounted(cells, 'cell')} copied`,
  find: 'Find on this page',
  fromTop: 'from the top',
  noMatches: 'No matches on this page',
  foundIn: (row: number) => `Found in row ${formatCount(row)} of this page`,
}

export const columnsWords = {
  title: (hidden: number) => (hidden === 0 ? 'Columns' : `Columns (${formatCount(hidden)} hidden)`),
  label: 'Columns',
  reorder: 'Drag or press Alt+↑/↓ to reorder',
  reset: 'Reset',
  moveUp: (name: string) => `Move ${name} up`,
  moveDown: (name: string) => `Move ${name} down`,
  isFirst: 'already first',
  isLast: 'already last',
}

interface PageFacts {
  /** 0-based place of the first row among all. */
  readonly offset: number
  readonly rows: number
  readonly totalResults?: number
}

export const resultStatusWords = {
  /** `Rows 50,001 to 100,000 of 1,204,332`; without the total where it is not known. */
  rows: ({ offset, rows, totalResults }: PageFacts): string => {
    const total = totalResults === undefined ? '' : ` of ${formatCount(totalResults)}`
    if (rows === 0) return offset === 0 ? 'No rows' : `No rows from ${formatCount(offset + 1)} on${total}`
    return `Rows ${formatCount(offset + 1)} to ${formatCount(offset + rows)}${total}`
  },
  /** Before a time. */
  loaded: 'loaded',
  /** `Expires tomorrow at 03:30`; the time stands after this. */
  expires: 'expires',
  expired: 'expired',
  expiryUnknown: 'expiration unknown',
  loadingPage: 'Loading another page…',
  selectedParts: (parts: number, cells: number) =>
    `${formatCounted(parts, 'range')} selected: ${formatCounted(cells, 'cell')}`,
  selected: (rows: number, columns: number) =>
    `${formatCounted(rows, 'row')} × ${formatCounted(columns, 'column')} selected: ${formatCounted(rows * columns, 'cell')}`,
}

export const pageWords = {
  size: 'Rows per page',
  sizeOption: (rows: number) => `${formatCount(rows)} per page`,
  first: 'First page',
  last: 'Last page',
  unknownEnd: 'Eloqua didn’t say how many rows there are',
  number: (page: number, pages: number | undefined) =>
    pages === undefined ? `Page ${formatCount(page)}` : `Page ${formatCount(page)} of ${formatCount(pages)}`,
  goToRow: 'Go to row',
  rowRange: (total: number | undefined) => (total === undefined ? 'a row number' : `1 to ${formatCount(total)}`),
  goToRowRange: (range: string) => `Go to row: ${range}`,
  noSuchRow: (range: string) => `No such row. Enter ${range}.`,
}

/** Why the data of a sync cannot be read. */
export const resultFailureWords = {
  runAgain: 'Run export again',
  expired: 'This result has expired',
  expiredHint: 'Eloqua deletes export results after a while. Run the export again to get current data.',
  notYours: 'Only the person who ran this export can open it',
  notYoursHint: (user: string) => `${user} ran this export, so only they can open it. Run it yourself to get the data.`,
  noData: 'This sync has no data',
  noDataHint: (answer: string) => `Imports and sync actions return no data. See the log instead. (Eloqua: ${answer})`,
}

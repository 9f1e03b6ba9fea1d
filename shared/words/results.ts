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
  grid: 'Rows',
  loading: 'Loading the first rows',
  none: 'This export returned no rows',
  noneHint: 'The export ran, and no record matched its filter.',
  noneHere: 'No rows arrived',
  noneHereHint: (total: number | undefined) =>
    total ? `Eloqua exported ${formatCounted(total, 'row')}.` : 'Eloqua may have exported some.',
  goToRow: 'Go to row',
  goToRowRange: (rows: number) => `Go to row: 1 to ${formatCount(rows)}`,
  noSuchRow: (rows: number) => `No such row. Enter 1 to ${formatCount(rows)}.`,
}

export const columnsWords = {
  title: (hidden: number) => (hidden === 0 ? 'Columns' : `Columns (${formatCount(hidden)} hidden)`),
  label: 'Columns',
  reorder: 'Drag or press Alt+↑/↓ to reorder',
  reset: 'Reset',
  pin: (name: string) => `Pin ${name}`,
  onlyShown: 'Only the columns shown',
  fitAll: 'Fit all',
  pictures: 'Show column summaries',
  moveUp: (name: string) => `Move ${name} up`,
  moveDown: (name: string) => `Move ${name} down`,
  isFirst: 'already first',
  isLast: 'already last',
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

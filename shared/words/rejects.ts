import type { RowLedger } from '../uploads/upload.ts'
import { formatCount, formatCounted } from './numbers.ts'

/** Eloqua lists duplicates among the rejected rows: they are counted apart, as everywhere else. */
function rejectedTitle(listed: number, ledger: Partial<RowLedger> = {}): string {
  const { rejected = 0, duplicates = 0 } = ledger
  if (listed === 0) return 'Rejected rows'
  if (rejected + duplicates === 0 && isAllTaken(ledger)) return `Rows with rejected values (${formatCount(listed)})`
  if (duplicates === 0 || rejected + duplicates !== listed) return `Rejected rows (${formatCount(listed)})`
  const own = rejected > 0 ? `Rejected rows (${formatCount(rejected)}) and duplicates` : 'Duplicates'
  return `${own} (${formatCount(duplicates)})`
}

/** Eloqua lists rows too that it imported without some of their values. */
function isAllTaken({ sent = 0, created = 0, updated = 0, acted = 0 }: Partial<RowLedger>): boolean {
  return sent > 0 && created + updated + acted >= sent
}

/** The rows that Eloqua rejected, and their editor. */
export const rejectedWords = {
  title: rejectedTitle,
  label: 'Rejected rows',
  noun: 'rejected rows',
  loading: 'Loading rejected rows',
  row: 'Row in file',
  why: 'Reason',
  code: 'Code',
  notFound: 'not found',
  notFoundHint: 'No row of the file has these values.',
  ambiguous: (row: number) => `${formatCount(row)} or alike`,
  ambiguousHint: 'Several rows of the file have these values. This row is nearest to the position Eloqua reported.',
  empty: '(empty)',
  noReason: 'Eloqua gave no reason',
  eloqua: (message: string) => `Eloqua: “${message}”`,
  menu: (row: number) => `Actions of rejected row ${formatCount(row)}`,
  copyReason: 'Copy reason',
  reasonCopied: 'Reason copied',
  copied: ({
    reason,
    message,
    statusCode,
  }: {
    readonly reason: string
    readonly message: string
    readonly statusCode: string
  }) =>
    [reason, message !== '' && message !== reason ? `Eloqua: “${message}”` : '', statusCode]
      .filter(Boolean)
      .join(' · '),
  ofUpload: (fileName: string) => `Open upload of ${fileName}`,
  position: 'Row of sync',
  positionHint: 'Counts all rows that were staged for this sync.',
  save: 'Save rejected rows with reasons',
  fix: 'Fix and resend…',
} as const

export const correctionWords = {
  title: 'Fix and resend rejected rows',
  cancel: 'Cancel',
  lead: 'Edit the cells, then review before sending. Unchecked rows are skipped.',
  first: (shown: number, total: number) =>
    `These are the first ${formatCount(shown)} of ${formatCount(total)}. To fix the others, save the rejected rows as CSV.`,
  inPart:
    'Rows that Eloqua imported except for the marked cells are unchecked: sent again, they would be recorded twice.',
  noun: 'rows to fix',
  noneChecked: 'No row is checked.',
  review: (rows: number) => `Review ${formatCounted(rows, 'row')}`,
  sendAll: 'Send all rows',
  row: 'Row',
  why: 'Reason',
  nameOf: (fileRow: number | undefined, place: number) =>
    fileRow === undefined ? `rejected row ${place}` : `row ${fileRow}`,
  send: (name: string) => `Send ${name}`,
  cell: (field: string, name: string) => `${field} of ${name}`,
} as const

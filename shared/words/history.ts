import { formatCounted } from './numbers.ts'

/** Every upload sent from this computer. */
export const historyWords = {
  title: 'History',
  noun: 'uploads',
  context: (total: number | undefined, isSearch: boolean) => {
    if (total === undefined || total === 0) return 'Uploads sent from this computer'
    return isSearch
      ? `${formatCounted(total, 'matching upload')}`
      : `${formatCounted(total, 'upload')} sent from this computer`
  },
  search: 'Search uploads',
  searchHint: 'File, definition, user, sync…',
  loading: 'Loading history',
  uploads: 'Uploads',
  columns: {
    sent: 'Sent',
    file: 'File',
    definition: 'To',
    state: 'Status',
    rowsSent: 'Rows sent',
    notSent: 'Not sent',
    rejected: 'Rejected',
    duplicates: 'Duplicates',
    connection: 'Connection',
  },
  noneMatch: (search: string) => `No uploads match “${search}”`,
  noneMatchHint: 'Try a file name, definition, person or sync number.',
  showAll: 'Show all uploads',
  none: 'No uploads yet',
  noneHint: 'Every file you send leaves a receipt here: what was sent, where, by whom, and the result.',
  choose: 'Choose a file',
}

export const clearHistoryWords = {
  open: 'Clear history…',
  title: 'Clear upload history?',
  confirm: 'Clear history',
  means:
    'Receipts of finished uploads are deleted from this computer. Uploads in progress or with staged rows are kept. Nothing changes in Eloqua.',
}

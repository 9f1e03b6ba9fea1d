import type { GroupTotals } from '../uploads/upload-group.ts'
import { formatBytes, formatCount, formatCounted, formatList, plural } from './numbers.ts'

/** Several files that are checked and sent together. */
export const filesScreen = {
  title: (files: number) => `Check ${formatCounted(files, 'file')} before sending`,
  context: (bytes: number) => `${formatBytes(bytes)} in all`,
  label: 'Files to send',
  pick: 'Send',
  pickOne: (name: string) => `Send ${name}`,
  file: 'File',
  destination: 'Destination',
  rows: 'Rows',
  notSent: 'Won’t be sent',
  findings: 'Findings',
  actions: 'Actions',
  open: 'Open',
  openOne: (name: string) => `Open ${name}`,
  skipOne: (name: string) => `Leave out ${name}`,
  chooseFor: (files: number) =>
    `Destination of ${plural(files, 'the file', `the ${formatCount(files)} files`)} without one`,
  checked: (sure: number, files: number) => `Files checked: ${formatCount(sure)} of ${formatCount(files)} can be sent`,
} as const

/** Where one of several files stands. */
export const fileStates = {
  reading: 'Checking…',
  'choose-sheet': 'Choose a sheet',
  'no-target': 'Choose a destination',
  blocked: 'Can’t be sent',
  asks: 'Look first',
  sure: 'Ready',
} as const

/** Why a file should be looked at before it is sent. */
export const fileFindings = {
  rowsStaged: (definition: string) => `Rows are already staged in ${definition}. Open the file to choose.`,
  heldBack: (rows: number) => `${formatCounted(rows, 'row')} won’t be sent.`,
  unsure: (fields: readonly string[]) => `Matched by a similar name: ${formatList(fields)}.`,
  values: (columns: number) => `Some values don’t fit their ${plural(columns, 'field', 'fields')}.`,
  several: (first: string, more: number) => `${first} ${formatCounted(more, 'more finding')}.`,
} as const

interface ToSend {
  readonly files: number
  readonly rows: number
  readonly definitions: number
  /** All of them are sync actions. */
  readonly acts: boolean
}

/** The one order for several files. */
export const sendFilesWords = {
  send: ({ files, acts }: Pick<ToSend, 'files' | 'acts'>) =>
    `Send and ${verbOf(acts)} ${files > 0 ? formatCounted(files, 'file') : 'files'}`,
  nothing: 'Select a file that can be sent.',
  checking: 'Checking the files…',
  tooMany: (most: number) => `Leave some files out: at most ${formatCounted(most, 'file')} are sent at a time.`,
  meaning: ({ rows, definitions, acts }: ToSend, left: number) =>
    `${formatCounted(rows, 'row')} to ${formatCounted(definitions, 'definition')}. Each file is ${acts ? 'processed' : 'imported'} by a sync of its own as soon as all its rows have arrived.${left > 0 ? ` ${formatCounted(left, 'file')} ${plural(left, 'stays', 'stay')} here.` : ''}`,
  cancel: 'Cancel',
  confirmTitle: ({ files, rows, acts }: ToSend, company: string) =>
    `${acts ? 'Process' : 'Import'} ${formatCounted(rows, 'row')} of ${formatCounted(files, 'file')} in production company ${company}?`,
  confirm: ({ files, acts }: ToSend) => `${acts ? 'Process' : 'Import'} ${formatCounted(files, 'file')} in production`,
  rowsTo: (rows: number, definition: string) => `${formatCounted(rows, 'row')} → ${definition}`,
} as const

function verbOf(acts: boolean): string {
  return acts ? 'process' : 'import'
}

/** What became of files that were sent together. */
export const groupWords = {
  title: (files: number) => `${formatCounted(files, 'file')} sent together`,
  loading: 'Loading the uploads',
  label: 'Files that were sent together',
  file: 'File',
  destination: 'Definition',
  state: 'Status',
  rows: 'Rows',
  sent: 'Rows sent',
  created: 'Created',
  updated: 'Updated',
  acted: 'Processed',
  rejected: 'Rejected',
  duplicates: 'Duplicates',
  notSent: 'Not sent',
  syncs: 'Syncs',
  saveReceipt: 'Save receipt of all files',
  saved: 'Receipt saved',
  showAll: 'Files sent together',
  left: (files: number) => `${formatCounted(files, 'file')} ${plural(files, 'isn’t', 'aren’t')} sent yet.`,
  goOn: (files: number) => `Continue with ${formatCounted(files, 'file')}`,
} as const

/** `3 of 4 files are done. 1,200 rows sent, 12 rejected.` */
export function groupSentence({ files, atRest, sent, rejected, heldBack }: GroupTotals): string {
  const going = files - atRest
  const head = going > 0 ? `${formatCounted(going, 'file')} still ${plural(going, 'runs', 'run')}. ` : ''
  const counts = [
    `${formatCounted(sent, 'row')} sent`,
    ...(rejected ? [`${formatCount(rejected)} rejected`] : []),
    ...(heldBack ? [`${formatCount(heldBack)} not sent`] : []),
  ]
  return `${head}${counts.join(', ')}.`
}

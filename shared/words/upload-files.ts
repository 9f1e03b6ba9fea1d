import type { Definition } from '../eloqua/definition.ts'
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
  syncsAlone: (definition: string) =>
    `${definition} syncs automatically: each part changes data in Eloqua as soon as it arrives. Open the file to send it.`,
  alsoTakes: ({ name, kind }: Pick<Definition, 'name' | 'kind'>) =>
    `The sync also ${kind === 'syncAction' ? 'processes' : 'imports'} rows that colleagues staged in ${name}.`,
  heldBack: (rows: number) => `${formatCounted(rows, 'row')} won’t be sent.`,
  unfed: (names: readonly string[]) =>
    `${formatCounted(names.length, 'column won’t', 'columns won’t')} be imported: ${formatList(names)}.`,
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
    `${formatCounted(rows, 'row')} to ${formatCounted(definitions, 'definition')}. Each file is ${acts ? 'processed' : 'imported'} by a sync of its own as soon as all its rows have arrived. Where they are staged in the definition itself, that sync also ${acts ? 'processes' : 'imports'} rows that colleagues staged there.${left > 0 ? ` ${formatCounted(left, 'file')} ${plural(left, 'stays', 'stay')} here.` : ''}`,
  cancel: 'Cancel',
  alsoTakes: ({ acts }: Pick<ToSend, 'acts'>) =>
    `A sync also ${acts ? 'processes' : 'imports'} rows that colleagues staged in its definition.`,
  confirmTitle: ({ files, rows, acts }: ToSend, company: string) =>
    `${acts ? 'Process' : 'Import'} ${formatCounted(rows, 'row')} of ${formatCounted(files, 'file')} in production company ${company}?`,
  confirm: ({ files, acts }: ToSend) => `${acts ? 'Process' : 'Import'} ${formatCounted(files, 'file')} in production`,
  rowsTo: (rows: number, definition: string) => `${formatCounted(rows, 'row')} → ${definition}`,
} as const

function verbOf(acts: boolean): string {
  return acts ? 'process' : 'import'
}

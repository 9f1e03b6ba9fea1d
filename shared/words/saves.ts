import { formatBytes, formatCounted, plural } from './numbers.ts'

/** Saving rows to a file: what its transfer says. */
export const saveWords = {
  data: 'Save the data of this sync',
  rejected: 'Save rejected rows with reasons',
  notSent: 'Save rows that weren’t sent',
  receipt: 'Save the receipt',
  definition: 'Save the definition',
  keepsRejected: 'Eloqua keeps rejected rows for a year.',
  /** `until`: a local time, where it is known. */
  keepsData: (until: string | undefined) =>
    until
      ? `Eloqua deletes this data on ${until}; rows not saved by then are lost.`
      : 'Eloqua deletes export data after a while; rows not saved by then are lost.',
  title: (what: string, file: string) => `${what} → ${file}`,
  cancelMeans: 'Stops saving and removes the unfinished file. Nothing changes in Eloqua.',
  cancelRowsMeans: 'Stops saving and removes the unfinished file.',
  pauseMeans: (keeps: string) => `Pauses after this page and keeps what’s saved so far while Bulkdesk runs. ${keeps}`,
  resumeMeans: 'Continues with the next page.',
  starting: 'Starting…',
  pausing: 'Pausing after this page…',
  resuming: 'Resuming…',
  finishing: 'Finishing…',
  writing: 'Saving…',
  canceled: 'Canceled. The unfinished file was removed.',
  paused: (rows: number, keeps: string) => `Paused after ${formatCounted(rows, 'row')}. ${keeps}`,
  tryingAgain: (title: string, seconds: number) =>
    `${title}. Trying again in ${formatCounted(Math.max(1, Math.round(seconds)), 'second')}.`,
  /** What happened is said once, also where the reason says no more than the title. */
  failed: (title: string, why: string, keptAs: string | undefined) =>
    `${why === `${title}.` ? why : `${title}. ${why}`}${keptAs ? ` The rows that arrived are in ${keptAs}.` : ''}`,
  written: (bytes: number) => `${formatBytes(bytes)} saved.`,
  mayNotFit: (needed: number, free: number) =>
    `The disk may be too small: about ${formatBytes(needed)} more needed, ${formatBytes(free)} free.`,
  rowsSaved: (rows: number) => `${formatCounted(rows, 'row')} saved.`,
} as const

/** Names proposed for saved files, without their ending. */
export const fileNames = {
  data: (name: string, day: string) => `${name} ${day}`,
  rejectedOf: (name: string, day: string) => `${name} ${day} rejected rows`,
  rejectedTitle: (name: string) => `${name}, rejected rows`,
  rejected: (name: string) => `${name} - rejected`,
  notSent: (name: string) => `${name} - not sent`,
  corrected: (name: string) => `${name} - corrected`,
  receipt: (name: string, day: string) => `receipt ${name} ${day}`,
  groupReceipt: (files: number, day: string) => `receipt of ${formatCounted(files, 'file')} ${day}`,
  sync: (id: number) => `Sync ${id}`,
} as const

interface Saved {
  readonly rows: number
  readonly columns: number
  /** Cells that would run as formulas and were made harmless. */
  readonly guarded: number
}

/** What a finished save says. */
export function savedWords({ rows, columns, guarded }: Saved): string {
  const size = `Saved ${formatCounted(rows, 'row')}, ${formatCounted(columns, 'column')}.`
  if (guarded === 0) return size
  return `${size} ${formatCounted(guarded, 'cell')} got a leading ' so that ${plural(guarded, 'it doesn’t', 'they don’t')} run as ${plural(guarded, 'a formula', 'formulas')}.`
}

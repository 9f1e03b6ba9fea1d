import type { FilePart, SentPart } from '../uploads/row-sums.ts'
import type { RowLedger, Upload, UploadState, WaitingRows } from '../uploads/upload.ts'
import { formatBytes, formatCount, formatCounted, formatList, plural } from './numbers.ts'
import { capital, doVerb } from './upload-rows.ts'

/** The page of one upload. */
export const uploadPage = {
  title: 'Upload',
  loading: 'Loading the upload',
  heading: (file: string, definition: string) => `${file} → ${definition}`,
  sendAgain: 'Send again…',
  sendAgainHint: 'Checks the same file again. Nothing is sent before you press Send.',
  saveReceipt: 'Save receipt',
  receiptSaved: 'Receipt saved',
  sent: 'sent',
  trial: 'trial of the first 50 rows',
  syncs: (count: number) => (count === 1 ? 'Sync' : `${formatCount(count)} syncs`),
  openSync: (id: number | undefined) => `Open sync ${id ?? ''}`.trim(),
} as const

export const progressWords = {
  sending: 'Sending…',
  importing: 'Eloqua is importing the rows',
  share: 'Part of the file sent',
  underWay: 'in progress',
  cancel: 'Cancel upload',
} as const

/** Where the rows went: the counts that `row-sums.ts` makes, named. */
export const ledgerWords = {
  title: 'Results',
  inFile: 'Rows in the file',
  /** Fixes may leave rows out. */
  inCopy: 'Rows after fixes',
  table: 'Where the rows of the file went',
  where: 'Rows',
  count: 'Number',
  failedCheck: 'failed the file check',
  endedFirst: 'the upload ended first',
  notReported: 'sent, but not in Eloqua’s log',
} as const

const PART_WORDS: Readonly<Record<FilePart | SentPart, string>> = {
  sent: 'Sent',
  staged: 'Staged',
  'in-doubt': 'May have arrived',
  'held-back': 'Not sent',
  'not-in-trial': 'Not part of the trial',
  'left-out': 'Not reached',
  'not-sent-yet': 'Not sent yet',
  created: 'Created',
  updated: 'Updated',
  acted: 'Processed',
  duplicates: 'Duplicates',
  rejected: 'Rejected',
  'not-reported': 'Not reported',
  syncing: 'Sync not ended',
  unknown: 'Result unknown',
}

export function partWords(kind: FilePart | SentPart): string {
  return PART_WORDS[kind]
}

/** A few words below a count. */
export function partHint(kind: FilePart | SentPart, { state, way }: Pick<Upload, 'state' | 'way'>): string | undefined {
  if (kind === 'held-back') return ledgerWords.failedCheck
  if (kind === 'left-out') return ledgerWords.endedFirst
  if (kind === 'not-reported') return ledgerWords.notReported
  if (kind !== 'staged') return undefined
  if (state !== 'stopped' && state !== 'done') return 'not imported yet'
  return way === 'private-copy' ? 'deleted, not imported' : 'not imported'
}

/** The log of a sync counts all rows that Eloqua found: those of other uploads, and those that came twice, are named. */
export function resultLead(ledger: RowLedger, count: number): string {
  const { sent, also = [], excess = 0 } = ledger
  const rows = formatCounted(count, 'row')
  const others = [
    ...also.map((one) => `${formatCount(one.rows)} of ${one.fileName}`),
    ...(excess > 0 ? [`${formatCount(excess)} ${excessWords(ledger)}`] : []),
  ]
  if (others.length === 0) return `Eloqua’s result for ${rows}:`
  return `Eloqua’s result for ${rows}, ${formatList([`${formatCount(sent)} of this upload`, ...others])}:`
}

function excessWords({ repeated, twice }: RowLedger): string {
  return repeated || twice ? 'that arrived twice' : 'counted besides'
}

/** `18 of 20 records are linked to their contacts.` Eloqua logs it for custom objects and events only. */
export function linkedWords({ definition, ledger }: Pick<Upload, 'definition' | 'ledger'>): string | undefined {
  const { linked, created = 0, updated = 0 } = ledger
  const records = created + updated
  if (definition.family !== 'customObjects' && definition.family !== 'events') return undefined
  if (linked === undefined || records === 0) return undefined
  const are = plural(linked, 'is', 'are')
  return `${formatCount(linked)} of ${formatCounted(records, 'record')} ${are} linked to ${plural(linked, 'its contact', 'their contacts')}.`
}

export const receiptWords = {
  sent: 'What was sent',
  toBeSent: 'What was to be sent',
  beingSent: 'What is being sent',
  happened: 'What happened',
  file: 'File',
  original: 'Made from',
  hash: 'SHA-256',
  definition: 'Definition',
  method: 'Method',
  rows: 'Rows',
  columns: 'Columns',
  parts: 'Parts',
  fileOf: (name: string, bytes: number) => `${name}, ${formatBytes(bytes)}`,
  definitionOf: ({ name, uri }: { readonly name: string; readonly uri: string }) => `${name} (${uri})`,
  methodOf: ({ way, generation }: Pick<Upload, 'way' | 'generation'>) =>
    way === 'straight'
      ? 'Staged in definition'
      : `Temporary copy${generation > 1 ? ` (${formatCounted(generation, 'copy', 'copies')} in total)` : ''}`,
  partsOf: (parts: number, bytes: number) => `${formatCounted(parts, 'part')}, ${formatBytes(bytes)}`,
  mapped: (source: string, field: string) => `${source} → ${field}`,
} as const

export const logWords = {
  title: 'Eloqua’s log',
  message: 'Message',
  rows: 'Rows',
  severity: 'Severity',
  code: 'Code',
  time: 'Time',
} as const

type Staged = Pick<WaitingRows, 'rows' | 'doubtfulRows'>

/** `61 rows`, `61 rows, and perhaps 12 more`, `perhaps 12 rows`. */
export function countWords({ rows, doubtfulRows }: Staged): string {
  if (rows === 0) return `perhaps ${formatCounted(doubtfulRows, 'row')}`
  return `${formatCounted(rows, 'row')}${doubtfulRows > 0 ? `, and perhaps ${formatCounted(doubtfulRows, 'more', 'more')}` : ''}`
}

function countOfFile(one: WaitingRows): string {
  return `${countWords(one)} of ${one.fileName}`
}

const STANDING: Readonly<Record<UploadState, string>> = {
  queued: 'more queued',
  sending: 'more being sent',
  waiting: 'more to be sent',
  paused: 'upload paused',
  staged: 'not imported yet',
  syncing: 'sync is starting',
  'needs-you': 'upload needs an answer',
  done: 'not imported by any sync',
  stopped: 'upload stopped',
}

/** Rows staged in a definition: whose, how many, since when. Times stand between, so that each can tell its date. */
export const stagedWords = {
  label: 'Staged rows',
  stagedSince: 'staged',
  ofFile: (fileName: string) => `of ${fileName}`,
  standing: (state: UploadState) => STANDING[state],
  keptUntil: 'Kept by Eloqua until',
  open: 'Open upload',
  title: (rows: number, name: string) => `${formatCounted(rows, 'row')} staged in ${name}`,
  means: (upload: Pick<Upload, 'definition'>) =>
    `Nothing has changed in Eloqua yet. Starting the sync ${doVerb(upload)} everything staged here, including rows from colleagues.`,
  others: 'As far as Bulkdesk knows, these rows are staged here too:',
  alsoImported: (others: readonly WaitingRows[]) => `The sync also imports ${formatList(others.map(countOfFile))}.`,
  likelyGone: 'Eloqua keeps staged rows for a limited time, and has most likely deleted these.',
  left: (one: Staged, name: string) =>
    `${capital(countWords(one))} of this upload ${plural(one.rows + one.doubtfulRows, 'is', 'are')} still staged in ${name}`,
  leftMeans:
    'The next sync of the definition imports staged rows. A colleague may have synced or deleted them already.',
} as const

export const deleteStagedWords = {
  button: 'Delete staged rows…',
  title: (name: string) => `Delete all staged rows in ${name}?`,
  confirm: 'Delete staged rows',
  done: 'Staged rows deleted',
  known: (rows: readonly WaitingRows[]) => `Bulkdesk knows of ${formatList(rows.map(countOfFile))}.`,
  means:
    'Eloqua deletes all rows staged in this definition, including rows from colleagues. Nothing is imported, and no record changes. Not possible while a sync of the definition runs.',
  request: (uri: string) => `DELETE …${uri}/data`,
} as const

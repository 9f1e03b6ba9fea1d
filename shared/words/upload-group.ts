import type { FilePart } from '../uploads/row-sums.ts'
import type { Upload } from '../uploads/upload.ts'
import {
  type GroupSums,
  rowsTakenOf,
  rowsUnsure,
  type Standing,
  standingOf,
  sumOfGroup,
} from '../uploads/upload-group.ts'
import { formatCount, formatCounted, formatList, plural } from './numbers.ts'
import { outcomeWords } from './upload-outcome.ts'
import { questionWords } from './upload-questions.ts'

/** What became of files that were sent together. */
export const groupWords = {
  title: (files: number) => `${formatCounted(files, 'file')} sent together`,
  loading: 'Loading the uploads',
  label: 'Files that were sent together',
  file: 'File',
  destination: 'Definition',
  state: 'Status',
  inFiles: 'Rows in the files',
  rows: 'Rows',
  syncs: 'Syncs',
  saveReceipt: 'Save receipt of all files',
  saved: 'Receipt saved',
  showAll: 'Files sent together',
  left: (files: number) => `${formatCounted(files, 'file')} ${plural(files, 'isn’t', 'aren’t')} sent yet.`,
  goOn: (files: number) => `Continue with ${formatCounted(files, 'file')}`,
  lead: (rows: number, besides: number) =>
    besides > 0
      ? `Eloqua’s result for ${formatCounted(rows, 'row')}, ${formatCount(besides)} of them besides those sent:`
      : `Eloqua’s result for ${formatCounted(rows, 'row')}:`,
  staged: 'Nothing is imported before its sync starts.',
} as const

/** What its line says beside the badge: what it asks, how it ended, or that nothing happens without the user. */
export function whyWords(upload: Upload): string {
  const { state, question } = upload
  if (question) return questionWords(upload, question)
  return state === 'staged' ? groupWords.staged : (outcomeWords(upload) ?? '')
}

/** `1 of 3 files is done. 6 rows imported. a.csv failed: 4 rows not sent. b.csv needs an answer: 5 rows may have arrived.` */
export function groupSentence(uploads: readonly Upload[]): string {
  const of = (standing: Standing) => uploads.filter((upload) => standingOf(upload, uploads) === standing)
  const done = of('done').length
  const sums = sumOfGroup(uploads)
  return [
    `${formatCount(done)} of ${formatCounted(uploads.length, 'file')} ${plural(done || uploads.length, 'is', 'are')} done.`,
    `${appliedWords(uploads, sums)}.`,
    ...NAMED.flatMap((standing) => standingWords(standing, of(standing), uploads)),
    sums.besides > 0
      ? `Eloqua’s logs count ${formatCounted(sums.besides, 'row')} besides those sent. The page of each file says why.`
      : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** `1,200 rows imported, 12 rejected, 3 not sent because of the file check` */
function appliedWords(uploads: readonly Upload[], { file, sent }: GroupSums): string {
  const acts = uploads.every(({ definition }) => definition.kind === 'syncAction')
  const rowsOf = (kind: string) => [...file.parts, ...(sent?.parts ?? [])].find((part) => part.kind === kind)?.rows ?? 0
  const counts = [
    [rowsOf('rejected'), 'rejected'],
    [rowsOf('duplicates'), plural(rowsOf('duplicates'), 'duplicate', 'duplicates')],
    [rowsOf('not-reported'), 'not reported'],
    [rowsOf('held-back'), 'not sent because of the file check'],
  ] as const
  return [
    `${formatCounted(rowsTakenOf(uploads), 'row')} ${acts ? 'processed' : 'imported'}`,
    ...counts.flatMap(([rows, word]) => (rows > 0 ? [`${formatCount(rows)} ${word}`] : [])),
  ].join(', ')
}

const NAMED = ['failed', 'incomplete', 'needs-you', 'staged', 'paused', 'canceled', 'elsewhere', 'going'] as const

const STANDS: Readonly<Record<(typeof NAMED)[number], (files: number) => string>> = {
  failed: () => 'failed',
  incomplete: (files) => plural(files, 'is incomplete', 'are incomplete'),
  'needs-you': (files) => plural(files, 'needs an answer from you', 'need an answer from you'),
  staged: (files) => plural(files, 'waits for you to start its sync', 'wait for you to start their syncs'),
  paused: (files) => plural(files, 'is paused', 'are paused'),
  canceled: (files) => plural(files, 'was canceled', 'were canceled'),
  elsewhere: (files) => plural(files, 'went into another sync', 'went into other syncs'),
  going: (files) => plural(files, 'is still in progress', 'are still in progress'),
}

function standingWords(
  standing: (typeof NAMED)[number],
  files: readonly Upload[],
  uploads: readonly Upload[],
): readonly string[] {
  if (files.length === 0) return []
  const lead = `${namesOf(files)} ${STANDS[standing](files.length)}`
  const rows = standing === 'going' ? [] : rowsLeft(files, uploads)
  return [rows.length > 0 ? `${lead}: ${formatList(rows)}.` : `${lead}.`]
}

const LEFT: readonly (readonly [FilePart, string])[] = [
  ['left-out', 'not sent'],
  ['not-sent-yet', 'not sent yet'],
  ['staged', 'staged and not imported'],
  ['in-doubt', 'may have arrived'],
]

/** The rows of these files that are not applied, or of which that is not known. */
function rowsLeft(files: readonly Upload[], uploads: readonly Upload[]): readonly string[] {
  const { parts } = sumOfGroup(files).file
  const unsure = files.reduce((sum, upload) => sum + rowsUnsure(upload, uploads), 0)
  return [
    ...LEFT.map(([kind, word]) => [parts.find((part) => part.kind === kind)?.rows ?? 0, word] as const),
    [unsure, 'may or may not be imported'] as const,
  ].flatMap(([rows, word]) => (rows > 0 ? [`${formatCounted(rows, 'row')} ${word}`] : []))
}

const MOST_NAMES = 3

/** `a.csv and b.csv`; of many, the first three and how many more. */
function namesOf(files: readonly Upload[]): string {
  const shown = files.length > MOST_NAMES + 1 ? files.slice(0, MOST_NAMES) : files
  const more = files.length - shown.length
  return formatList([...shown.map(({ file }) => file.name), ...(more > 0 ? [formatCounted(more, 'more file')] : [])])
}

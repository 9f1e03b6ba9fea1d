import {
  type FilePart,
  isOver,
  type PartOf,
  type RowSum,
  rowsTaken,
  type SentPart,
  sumOfFile,
  sumOfSent,
} from './row-sums.ts'
import type { Upload } from './upload.ts'

const FILE_PARTS = ['sent', 'staged', 'in-doubt', 'held-back', 'not-in-trial', 'left-out', 'not-sent-yet'] as const
const SENT_PARTS = [
  'created',
  'updated',
  'acted',
  'duplicates',
  'rejected',
  'not-reported',
  'syncing',
  'unknown',
] as const

/** Rows of several uploads together: each sum has the parts that add up to it, as the sums of one upload do. */
export interface GroupSums {
  readonly file: RowSum<FilePart>
  /** Absent while no sync of any has ended. */
  readonly sent?: RowSum<SentPart>
  /** Rows in the total of `sent` that these uploads did not send, or that came twice. */
  readonly besides: number
}

/** The sums of each upload, added up. Rows that one upload had staged and another one's sync took are counted once. */
export function sumOfGroup(uploads: readonly Upload[]): GroupSums {
  const file = addUp(FILE_PARTS, uploads.map(sumOfFile))
  if (!uploads.some(sumOfSent)) return { file, besides: 0 }
  const sent = addUp(
    SENT_PARTS,
    uploads.map((upload) => resultIn(upload, uploads)),
  )
  const own = uploads.reduce((sum, { ledger }) => sum + ledger.sent, 0)
  return { file, sent, besides: sent.rows - own }
}

/** What became of the rows that it sent, less those that are in the result of another upload of the group. */
export function resultIn(upload: Upload, uploads: readonly Upload[]): RowSum<SentPart> {
  const { ledger, state } = upload
  const rest = isOver(state) ? 'unknown' : 'syncing'
  const whole = sumOfSent(upload) ?? { rows: ledger.sent, parts: [{ kind: rest, rows: ledger.sent }] }
  const open = whole.parts.find(({ kind }) => kind === rest)?.rows ?? 0
  const less = Math.min(open, rowsCountedElsewhere(upload, uploads))
  const reported = whole.parts.filter(({ kind }) => kind !== rest)
  const left = open > less ? [{ kind: rest, rows: open - less } as const] : []
  return { rows: whole.rows - less, parts: [...reported, ...left] }
}

/** Rows of an upload that other uploads of the group have in the result of their syncs. */
function rowsCountedElsewhere({ uploadId }: Upload, uploads: readonly Upload[]): number {
  const also = uploads.flatMap(({ ledger }) => (ledger.unexplained === undefined ? [] : (ledger.also ?? [])))
  return also.reduce((sum, one) => sum + (one.uploadId === uploadId ? one.rows : 0), 0)
}

function addUp<K>(order: readonly K[], sums: readonly RowSum<K>[]): RowSum<K> {
  const all = sums.flatMap(({ parts }) => parts)
  const parts = order.flatMap((kind): readonly PartOf<K>[] => {
    const ofKind = all.filter((part) => part.kind === kind)
    return ofKind.length > 0 ? [{ kind, rows: ofKind.reduce((sum, { rows }) => sum + rows, 0) }] : []
  })
  return { rows: sums.reduce((sum, { rows }) => sum + rows, 0), parts }
}

/**
 * Rows of these uploads that Eloqua took, and never more than that: what was staged there by uploads that are not among
 * them comes off, as nothing tells whose rows were rejected.
 */
export function rowsTakenOf(uploads: readonly Upload[]): number {
  const ids = new Set(uploads.map(({ uploadId }) => uploadId))
  return uploads.reduce((sum, { ledger }) => {
    const foreign = (ledger.also ?? []).filter(({ uploadId }) => !ids.has(uploadId))
    return sum + Math.max(0, rowsTaken(ledger) - foreign.reduce((rows, one) => rows + one.rows, 0))
  }, 0)
}

/** Rows that went into a sync, and of which it is not known that Eloqua took or refused them. */
export function rowsUnsure(upload: Upload, uploads: readonly Upload[]): number {
  const unknown =
    resultIn(upload, uploads).parts.find(({ kind }) => kind === 'unknown' || kind === 'syncing')?.rows ?? 0
  const open = (upload.ledger.open ?? []).reduce((sum, { rows }) => sum + rows, 0)
  return Math.max(open, unknown)
}

/** How one of several uploads stands. `elsewhere`: its rows went into a sync whose log is not among those read. */
export type Standing =
  | 'done'
  | 'going'
  | 'failed'
  | 'incomplete'
  | 'canceled'
  | 'needs-you'
  | 'staged'
  | 'paused'
  | 'elsewhere'

/** Done is only what was applied: an upload that ended in another way, or waits for the user, never is. */
export function standingOf(upload: Upload, uploads: readonly Upload[]): Standing {
  const { state, outcome, error, ledger } = upload
  if (state === 'needs-you' || state === 'staged' || state === 'paused') return state
  if (state === 'stopped' && error?.code === 'cancelled') return 'canceled'
  if (state === 'stopped') return outcome?.kind === 'incomplete' ? 'incomplete' : 'failed'
  if (state !== 'done') return 'going'
  const isElsewhere = outcome?.kind === 'taken' && (ledger.sent === 0 || rowsUnsure(upload, uploads) > 0)
  return isElsewhere ? 'elsewhere' : 'done'
}

/** One receipt of files that were sent together: the sums, one line for each file, and each receipt as it is kept. */
export function groupReceipt(uploads: readonly Upload[]) {
  const [first] = uploads
  const { besides, ...sums } = sumOfGroup(uploads)
  return {
    groupId: first?.groupId,
    connection: first?.connectionLabel,
    user: first?.user,
    sentAt: first?.createdAt,
    totals: {
      files: uploads.length,
      done: uploads.filter((upload) => standingOf(upload, uploads) === 'done').length,
      ...countsOf(sums),
      ...(besides > 0 ? { besides } : {}),
    },
    files: uploads.map(fileLine),
    receipts: uploads,
  }
}

/** The parts of `rows` add up to it, and those of `result` to its `rows`: with `also` and `excess`, where there are any. */
function fileLine(upload: Upload) {
  const { file, definition, state, outcome, question, syncUris, ledger } = upload
  const { also, excess, open } = ledger
  const sums = { file: sumOfFile(upload), sent: sumOfSent(upload) }
  return {
    ...{ file: file.name, sha256: file.sha256, definition: definition.name, state, outcome: outcome?.kind },
    ...{ question: question?.kind, syncs: syncUris, ...countsOf(sums), also, excess, open },
  }
}

const KEYS: Readonly<Record<FilePart | SentPart, string>> = {
  sent: 'sent',
  staged: 'staged',
  'in-doubt': 'inDoubt',
  'held-back': 'heldBack',
  'not-in-trial': 'notInTrial',
  'left-out': 'leftOut',
  'not-sent-yet': 'notSentYet',
  created: 'created',
  updated: 'updated',
  acted: 'acted',
  duplicates: 'duplicates',
  rejected: 'rejected',
  'not-reported': 'notReported',
  syncing: 'syncing',
  unknown: 'unknown',
}

function countsOf({ file, sent }: { readonly file: RowSum<FilePart>; readonly sent?: RowSum<SentPart> | undefined }) {
  const result = sent ? { result: { rows: sent.rows, ...named(sent.parts) } } : {}
  return { rows: file.rows, ...named(file.parts), ...result }
}

function named(parts: readonly PartOf<FilePart | SentPart>[]): Readonly<Record<string, number>> {
  return Object.fromEntries(parts.map(({ kind, rows }) => [KEYS[kind], rows]))
}

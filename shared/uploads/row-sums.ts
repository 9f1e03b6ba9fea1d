import type { RowLedger, Upload } from './upload.ts'

/** Where rows of the file are. */
export type FilePart = 'sent' | 'staged' | 'in-doubt' | 'held-back' | 'not-in-trial' | 'left-out' | 'not-sent-yet'
/** What became of the rows that went into a sync. */
export type SentPart =
  | 'created'
  | 'updated'
  | 'acted'
  | 'duplicates'
  | 'rejected'
  | 'not-reported'
  | 'syncing'
  | 'unknown'

export interface PartOf<K> {
  readonly kind: K
  readonly rows: number
}

/** A count and the counts that add up to it. */
export interface RowSum<K> {
  readonly rows: number
  readonly parts: readonly PartOf<K>[]
}

type Ledgered = Pick<Upload, 'ledger' | 'scope' | 'state'>

/** Rows in the file = sent + staged + in doubt + held back + those that were not sent for another reason. No part is negative. */
export function sumOfFile({ ledger, scope, state }: Ledgered): RowSum<FilePart> {
  const { inFile, heldBack, sent, staged = 0, inDoubt = 0 } = ledger
  const left = inFile - heldBack - sent - staged - inDoubt
  const why = scope === 'first-50' && state !== 'stopped' ? 'not-in-trial' : isOver(state) ? 'left-out' : 'not-sent-yet'
  return {
    rows: inFile,
    parts: [
      { kind: 'sent', rows: sent },
      ...some('staged', staged),
      ...some('in-doubt', inDoubt),
      { kind: 'held-back', rows: heldBack },
      ...some(why, left),
    ],
  }
}

/**
 * Sent, with what was staged there besides and what Eloqua found beyond that = what its log reports + what the log leaves
 * open. Undefined while no sync has ended.
 */
export function sumOfSent({ ledger, state }: Ledgered): RowSum<SentPart> | undefined {
  const { unexplained, excess = 0 } = ledger
  if (unexplained === undefined) return undefined
  const rows = rowsToTake(ledger) + excess
  const reported = REPORTED.flatMap((kind) => (ledger[kind] === undefined ? [] : [{ kind, rows: ledger[kind] }]))
  const open = rows - unexplained - reported.reduce((sum, part) => sum + part.rows, 0)
  return {
    rows,
    parts: [...reported, ...some('not-reported', unexplained), ...some(isOver(state) ? 'unknown' : 'syncing', open)],
  }
}

/** Nothing of it goes on, and nothing more is known of its rows. */
export function isOver(state: Upload['state']): boolean {
  return state === 'done' || state === 'stopped'
}

/** Eloqua's code for that total; ELQ-00040 counts fields of rows beside it. */
const ROWS_WITH_REJECTED_FIELDS = 'ELQ-00144'

const REPORTED = ['created', 'updated', 'acted', 'duplicates', 'rejected'] as const

/** The rows that its syncs were to take: this upload's, and those of others that were staged there. */
export function rowsToTake({ sent, also = [] }: RowLedger): number {
  return also.reduce((sum, { rows }) => sum + rows, sent)
}

/**
 * How many of those rows Eloqua took: what its log counts, and never more than there were. Rows whose log is another
 * upload's are not among them, nor those of batches that may have failed. Where a part came twice, the repeated rows
 * stand among the duplicates; where others' rows came besides, whatever is rejected or a duplicate may be ours.
 */
export function rowsTaken(ledger: RowLedger): number {
  const { created = 0, updated = 0, acted = 0, rejected = 0, duplicates = 0, unexplained = 0, open = [] } = ledger
  const rows = rowsToTake(ledger)
  const most = ledger.repeated || ledger.twice ? rows - lostOnce(ledger) : rows - rejected - duplicates - unexplained
  // Rows of open batches that the log does not explain either are counted once.
  const lost = Math.max(0, open.reduce((sum, batch) => sum + batch.rows, 0) - unexplained)
  return Math.max(0, Math.min(created + updated + acted, most) - lost)
}

/**
 * Of rows that came with `excess` copies, how many surely were not taken: a copy is rejected only where the row is as well,
 * so that at most half of the rejected rows are copies; the copies of rows that were taken may all be duplicates.
 */
function lostOnce({ rejected = 0, duplicates = 0, excess = 0 }: RowLedger): number {
  return rejected - Math.min(excess, Math.floor(rejected / 2)) + Math.max(0, duplicates - excess)
}

/** Eloqua counted more rows than were sent, or lists another sync of as many: a green word would hide that. */
export function mayBeTwice({ excess = 0, twice = [], others = [] }: RowLedger): boolean {
  return excess > 0 || twice.length > 0 || others.length > 0
}

/** A sync that Bulkdesk did not start took the rows: what became of them stands in its log alone. */
export function isTakenByOthers(outcome: Upload['outcome']): boolean {
  return outcome?.kind === 'taken' && outcome.starter === undefined
}

/** Rows that were taken without a value that Eloqua rejected, by its own total of them. */
export function rowsInPart({ logs }: Pick<Upload, 'logs'>): number {
  return logs.reduce(
    (sum, { statusCode, count = 0 }) => sum + (statusCode === ROWS_WITH_REJECTED_FIELDS ? count : 0),
    0,
  )
}

function some<K extends string>(kind: K, rows: number): readonly PartOf<K>[] {
  return rows > 0 ? [{ kind, rows }] : []
}

import type { SyncLog } from '../../../shared/eloqua/eloqua.ts'
import { mostRowsOf, rowsOf as rowsThat, sureLines } from '../../../shared/eloqua/row-codes.ts'
import type { RowLedger } from '../../../shared/uploads/upload.ts'
import type { OpenBatch } from '../../../shared/uploads/upload-facts.ts'
import { type RecordedPart, type RecordedSync, type UploadRecord, wentThrough } from '../core/upload-record.ts'
import { spansOfParts } from './rows-of-parts.ts'

type Counted = Pick<
  UploadRecord,
  'way' | 'phase' | 'parts' | 'rowsInFile' | 'rowsHeldBack' | 'syncs' | 'definition' | 'otherSyncs' | 'othersUnread'
>

/**
 * The one count of an upload's rows, for its sentence, badge, list, history and receipt. Rows in the file = held back +
 * staged + sent (+ not part of a trial); sent, and what was staged there besides, = what Eloqua's log reports +
 * unexplained (+ rows of syncs that go on). Only what a sync was started for is sent. Terms that Eloqua did not log
 * stay absent; no term is negative.
 */
export function tallyRows(record: Counted): RowLedger {
  const base = { inFile: record.rowsInFile, heldBack: record.rowsHeldBack, ...arrivedRows(record), ...remarks(record) }
  const settled = record.syncs.filter(isCounted)
  if (settled.length === 0) return base
  const logs = settled.flatMap((sync) => sync.logs)
  const terms = termsOf(record, logs)
  const { taken, also } = takenBy(record, settled)
  const known = Object.values(terms).reduce<number>((sum, term) => sum + (term ?? 0), 0)
  // Eloqua counts the rows it found staged: more or less than was sent are rows of somebody else, or lost ones.
  const processed = rowsThat(logs, 'processed')
  const excess = Math.max(known - taken, (processed ?? 0) - taken, 0)
  return {
    ...base,
    ...(also.length > 0 ? { also } : {}),
    ...withoutAbsent({ ...terms, processed, linked: rowsThat(logs, 'linked') }),
    unexplained: Math.max(0, taken - known),
    ...(excess > 0 ? { excess, ...repeatedIn(record, (processed ?? 0) - taken) } : {}),
  }
}

/**
 * What arrived: with a sync that was to take it, or staged; and what may have. A definition that syncs at once stages
 * nothing, and a temporary copy that may hold a part in doubt is never synced.
 */
function arrivedRows(record: Counted): Pick<RowLedger, 'sent' | 'staged' | 'inDoubt'> {
  const arrived = record.parts.filter(hasArrived)
  const batches = new Set(record.syncs.map(({ batch }) => batch))
  const syncsAlone = record.way === 'straight' && record.definition.isSyncTriggeredOnImport === true
  const sent = arrived.filter((part) => syncsAlone || part.isGone || batches.has(part.batch))
  const staged = rowsOf(arrived) - rowsOf(sent)
  const isOver = record.phase === 'ended'
  const inDoubt = record.parts.filter(({ state }) => state === 'in-doubt' || (isOver && state === 'sending'))
  const doubtful = record.way === 'straight' ? rowsOf(inDoubt) : 0
  return {
    sent: rowsOf(sent),
    ...(staged > 0 ? { staged } : {}),
    ...(doubtful > 0 ? { inDoubt: doubtful } : {}),
  }
}

function hasArrived({ state }: RecordedPart): boolean {
  return state === 'arrived'
}

function rowsOf(parts: readonly { readonly rows: number }[]): number {
  return parts.reduce((sum, { rows }) => sum + rows, 0)
}

function isCounted(sync: RecordedSync): boolean {
  return sync.logs.length > 0 || (sync.rejects !== undefined && !sync.isForeign)
}

function termsOf({ definition }: Counted, logs: readonly SyncLog[]) {
  const shared = { rejected: rowsThat(logs, 'rejected', 'unmatched'), duplicates: rowsThat(logs, 'duplicate') }
  return definition.kind === 'syncAction'
    ? { acted: mostRowsOf(logs, 'acted'), ...shared }
    : { created: rowsThat(logs, 'created'), updated: rowsThat(logs, 'updated'), ...shared }
}

/**
 * The rows that these syncs were to take: of this upload, and of others that were staged there. Rows of others that may have
 * been there count where Eloqua found just so many more; `isUnsure` where it did not, as the rows it found may be those.
 */
function takenBy({ parts }: Counted, syncs: readonly RecordedSync[]) {
  const batches = new Set(syncs.map(({ batch }) => batch))
  const listed = syncs.flatMap((sync) => sync.also ?? [])
  const own = parts.filter((part) => hasArrived(part) && batches.has(part.batch))
  const doubtful = listed.reduce((sum, { doubtfulRows = 0 }) => sum + doubtfulRows, 0)
  const logs = syncs.flatMap((sync) => sync.logs)
  const areThere = rowsThat(logs, 'processed') === rowsOf([...own, ...listed]) + doubtful
  const also = listed
    .map(({ doubtfulRows = 0, rows, ...one }) => ({ ...one, rows: areThere ? rows + doubtfulRows : rows }))
    .filter(({ rows }) => rows > 0)
  return { taken: rowsOf([...own, ...also]), also, isUnsure: doubtful > 0 && !areThere }
}

function remarks(record: Counted): Pick<RowLedger, 'assumed' | 'open' | 'others' | 'othersUnread'> {
  const assumed = record.parts.filter((part) => part.assumed).map(({ index }) => index)
  const open = openBatches(record)
  const { otherSyncs = [] } = record
  return {
    ...(assumed.length > 0 ? { assumed } : {}),
    ...(open.length > 0 ? { open } : {}),
    ...(otherSyncs.length > 0 ? { others: otherSyncs } : {}),
    ...(record.othersUnread ? { othersUnread: true } : {}),
  }
}

/**
 * Parts whose rows Eloqua has twice: those that the user had sent again; in a temporary copy, where nobody else stages
 * rows, whatever is too much came twice on its way, and the part is named where only one has so many rows.
 */
function repeatedIn(record: Counted, more: number): Pick<RowLedger, 'twice' | 'repeated'> {
  const again = sentTwice(record.parts, more)
  if (again.twice || record.way !== 'private-copy' || more <= 0) return again
  const [part, ...others] = record.parts.filter((one) => hasArrived(one) && one.rows === more)
  return { repeated: true, ...(part && others.length === 0 ? { twice: [part.index] } : {}) }
}

/** Parts that were sent again, where Eloqua found just so many rows more. */
function sentTwice(parts: readonly RecordedPart[], more: number): Pick<RowLedger, 'twice'> {
  const again = parts.filter((part) => part.sentAgain && hasArrived(part))
  return again.length > 0 && rowsOf(again) === more ? { twice: again.map(({ index }) => index) } : {}
}

/**
 * Batches that were sent and whose rows cannot be called applied. `failed`: Eloqua gave the sync up; `unknown-end`: an
 * undocumented word; `not-seen`: no sync of it is known; `missing`: Eloqua found fewer rows than were sent; `mixed`: rows
 * that others staged or discarded make the count of Eloqua no proof of ours. A sync that
 * still runs is no open batch of an upload that goes on.
 */
export function openBatches(record: Counted): readonly OpenBatch[] {
  const batches = [...new Set(record.parts.map(({ batch }) => batch))]
  return batches.flatMap((batch) => openBatch(record, batch) ?? [])
}

function openBatch(record: Counted, batch: number): OpenBatch | undefined {
  const parts = record.parts.filter((part) => part.batch === batch && part.state === 'arrived')
  if (parts.length === 0) return undefined
  const syncs = record.syncs.filter((sync) => sync.batch === batch)
  const facts = { rows: rowsOf(parts), spans: spansOfParts(parts) }
  const bad = syncs.find(({ uri, status, rejects }) => uri && rejects !== undefined && !wentThrough(status))
  if (bad) {
    const { uri: syncUri = '', status = '' } = bad
    const why = status === 'error' || status === 'errored' ? 'failed' : 'unknown-end'
    return { why, syncUri, status, ...facts }
  }
  if (syncs.length === 0) return isAssumedAlone(record, parts) ? { why: 'not-seen', ...facts } : undefined
  return lackingOf(syncs, facts) ?? mixedWith(record, syncs, facts) ?? missingFrom(record, syncs, facts)
}

/**
 * What a sync that was not started for this upload leaves open of the rows that it was to take, by its log and with the
 * rows of others that were there (`also`). Undefined where the log counts them all.
 */
export function leftOpenBy(record: UploadRecord, sync: Omit<RecordedSync, 'batch'>): OpenBatch | undefined {
  const { batch } = record
  return openBatch({ ...record, syncs: [{ ...sync, batch }] }, batch)
}

function lackingOf(syncs: readonly RecordedSync[], facts: Pick<OpenBatch, 'rows' | 'spans'>): OpenBatch | undefined {
  const sync = syncs.find(({ lacksRows }) => lacksRows)
  if (!sync) return undefined
  const { uri: syncUri = '', status = '', missingRows } = sync
  if (missingRows === undefined) return { why: 'mixed', syncUri, status, ...facts }
  return { why: 'missing', syncUri, status, ...facts, rows: missingRows }
}

/** Of a part that starts a sync by itself, and was only said to have arrived, no sync is known. */
function isAssumedAlone({ definition }: Counted, parts: readonly RecordedPart[]): boolean {
  return definition.isSyncTriggeredOnImport === true && parts.every((part) => part.assumed)
}

/**
 * Where others stage and discard rows too, more rows than were sent may hide that some of ours are gone, and a log that
 * counts nothing shows nothing: what Eloqua logs of every import that ended was not among what could be read.
 */
function mixedWith(
  record: Counted,
  syncs: readonly RecordedSync[],
  facts: Pick<OpenBatch, 'rows' | 'spans'>,
): OpenBatch | undefined {
  const isShared = record.way === 'straight' && record.definition.isSyncTriggeredOnImport !== true
  const isOurs = isShared && syncs.every(({ isForeign, rejects }) => !isForeign && rejects !== undefined)
  const processed = rowsThat(
    syncs.flatMap((sync) => sync.logs),
    'processed',
  )
  const { taken, isUnsure } = takenBy(record, syncs)
  const more = (processed ?? 0) - taken
  const isWhole = more <= 0 || sentTwice(record.parts, more).twice !== undefined
  const isProof = processed !== undefined && !isUnsure && isWhole
  const sync = isOurs && !isProof ? syncs[0] : undefined
  return sync && { why: 'mixed', syncUri: sync.uri ?? '', status: sync.status ?? '', ...facts }
}

/** Only what the logs surely count is there: lines that repeat may be those of a sync that Eloqua tried again. */
function missingFrom(
  record: Counted,
  syncs: readonly RecordedSync[],
  facts: Pick<OpenBatch, 'rows' | 'spans'>,
): OpenBatch | undefined {
  if (syncs.some((sync) => sync.isForeign || sync.rejects === undefined)) return undefined
  const logs = syncs.flatMap((sync) => sureLines(sync.logs))
  const processed = rowsThat(logs, 'processed')
  if (processed === undefined) return undefined
  const known = Object.values(termsOf(record, logs)).reduce<number>((sum, term) => sum + (term ?? 0), 0)
  const { taken } = takenBy(record, syncs)
  if (Math.max(processed, known) >= taken) return undefined
  const [{ uri: syncUri = '', status = '' } = {}] = syncs
  return { why: 'missing', syncUri, status, ...facts, rows: taken - Math.max(processed, known) }
}

function withoutAbsent<T extends object>(terms: T): Partial<T> {
  return Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined)) as Partial<T>
}

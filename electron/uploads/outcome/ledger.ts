import type { SyncLog } from '../../../shared/eloqua/eloqua.ts'
import type { RowLedger } from '../../../shared/uploads/upload.ts'
import type { UploadRecord } from '../journal/upload-record.ts'

/** Eloqua's log codes by what they say became of rows (eloqua-bulk-api 5.3). Codes that count the same rows again are left out. */
const CREATED = ['ELQ-00004', 'ELQ-00005', 'ELQ-00007', 'ELQ-00033', 'ELQ-00049', 'ELQ-00069', 'ELQ-00077']
const UPDATED = ['ELQ-00012', 'ELQ-00022', 'ELQ-00023', 'ELQ-00035', 'ELQ-00079']
const DUPLICATES = ['ELQ-00011', 'ELQ-00026', 'ELQ-00062']
const REJECTED = [
  'ELQ-00002',
  'ELQ-00032',
  'ELQ-00034',
  'ELQ-00039',
  'ELQ-00048',
  'ELQ-00055',
  'ELQ-00059',
  'ELQ-00061',
  'ELQ-00070',
  'ELQ-00072',
  'ELQ-00081',
  'ELQ-00084',
  'ELQ-00085',
  'ELQ-00125',
  'ELQ-00135',
]
const ACTED = [
  'ELQ-00016',
  'ELQ-00017',
  'ELQ-00114',
  'ELQ-00115',
  'ELQ-00116',
  'ELQ-00117',
  'ELQ-00118',
  'ELQ-00119',
  'ELQ-00120',
  'ELQ-00128',
  'ELQ-00138',
]

/** The sum of the counts of these codes; undefined where none of them was logged. */
function total(logs: readonly SyncLog[], codes: readonly string[]): number | undefined {
  const hits = logs.filter((log) => codes.includes(log.statusCode))
  return hits.length === 0 ? undefined : hits.reduce((sum, log) => sum + (log.count ?? 0), 0)
}

/**
 * Rows in the file = held back + sent (+ not part of a trial); sent, and what waited there besides, = what Eloqua's log
 * reports + unexplained.
 * Terms Eloqua did not log stay absent; the remainder is shown and never forced to zero.
 */
export function countRows(
  record: Pick<UploadRecord, 'parts' | 'rowsInFile' | 'rowsHeldBack' | 'syncs' | 'definition'>,
): RowLedger {
  const sent = record.parts.filter((part) => part.state === 'arrived').reduce((sum, part) => sum + part.rows, 0)
  const base = { inFile: record.rowsInFile, heldBack: record.rowsHeldBack, sent }
  const finished = record.syncs.filter(
    (sync) => sync.logs.length > 0 || (sync.rejects !== undefined && !sync.isForeign),
  )
  if (finished.length === 0) return base
  const logs = finished.flatMap((sync) => sync.logs)
  const batches = new Set(finished.map((sync) => sync.batch))
  const synced = record.parts
    .filter((part) => part.state === 'arrived' && batches.has(part.batch))
    .reduce((sum, part) => sum + part.rows, 0)
  const isAction = record.definition.kind === 'syncAction'
  const terms = isAction
    ? { acted: mostActed(logs), rejected: total(logs, REJECTED), duplicates: total(logs, DUPLICATES) }
    : {
        created: total(logs, CREATED),
        updated: total(logs, UPDATED),
        rejected: total(logs, REJECTED),
        duplicates: total(logs, DUPLICATES),
      }
  const also = finished.flatMap((sync) => sync.also ?? [])
  const taken = also.reduce((sum, { rows }) => sum + rows, synced)
  const known = Object.values(terms).reduce<number>((sum, term) => sum + (term ?? 0), 0)
  // ELQ-00001 counts the rows Eloqua found staged: more or less than was sent is a row of somebody else's, or a lost one.
  const processed = total(logs, ['ELQ-00001'])
  const together = also.length > 0 ? { also } : {}
  return { ...base, ...together, ...withoutAbsent({ ...terms, processed }), unexplained: taken - known }
}

/** A definition may carry several actions, each of which counts every row: the largest count is the rows acted on. */
function mostActed(logs: readonly SyncLog[]): number | undefined {
  const counts = ACTED.flatMap((code) => total(logs, [code]) ?? [])
  return counts.length === 0 ? undefined : Math.max(...counts)
}

function withoutAbsent<T extends object>(terms: T): Partial<T> {
  return Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined)) as Partial<T>
}

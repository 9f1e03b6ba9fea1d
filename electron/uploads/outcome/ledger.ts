import { mostRowsOf, rowsOf } from '../../../shared/eloqua/row-codes.ts'
import type { RowLedger } from '../../../shared/uploads/upload.ts'
import type { UploadRecord } from '../journal/upload-record.ts'

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
    ? {
        acted: mostRowsOf(logs, 'acted'),
        rejected: rowsOf(logs, 'rejected', 'unmatched'),
        duplicates: rowsOf(logs, 'duplicate'),
      }
    : {
        created: rowsOf(logs, 'created'),
        updated: rowsOf(logs, 'updated'),
        rejected: rowsOf(logs, 'rejected', 'unmatched'),
        duplicates: rowsOf(logs, 'duplicate'),
      }
  const also = finished.flatMap((sync) => sync.also ?? [])
  const taken = also.reduce((sum, { rows }) => sum + rows, synced)
  const known = Object.values(terms).reduce<number>((sum, term) => sum + (term ?? 0), 0)
  // ELQ-00001 counts the rows Eloqua found staged: more or less than was sent is a row of somebody else's, or a lost one.
  const processed = rowsOf(logs, 'processed')
  const together = also.length > 0 ? { also } : {}
  return { ...base, ...together, ...withoutAbsent({ ...terms, processed }), unexplained: taken - known }
}

function withoutAbsent<T extends object>(terms: T): Partial<T> {
  return Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined)) as Partial<T>
}

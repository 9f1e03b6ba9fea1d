import { parseDuration } from '../../../shared/eloqua/retention.ts'
import type { AlsoSynced, WaitingRows } from '../../../shared/uploads/upload.ts'
import {
  type RecordedPart,
  type RecordedSync,
  syncsAtOnce,
  type UploadRecord,
  wentThrough,
} from '../core/upload-record.ts'

/** What Eloqua keeps rows for that no sync has taken, where an import's definition does not say (eloqua-bulk-api 3.6). */
const IMPORT_DEFAULT = 'P7D'
/** No definition keeps them longer. */
const LONGEST_MS = 14 * 86_400_000

/** How long Eloqua keeps rows that are staged at this definition. Undefined for sync actions, which have no such rule. */
export function keptMs({ definition }: Pick<UploadRecord, 'definition'>): number | undefined {
  return definition.kind === 'import' ? parseDuration(definition.dataRetentionDuration ?? IMPORT_DEFAULT) : undefined
}

/** The rows of this upload that lie at the definition itself; undefined when there are none, or Eloqua has dropped them. */
export function waitingRows(record: UploadRecord, now: Date): WaitingRows | undefined {
  const there = partsThere(record)
  if (there.length === 0) return undefined
  const since = new Date(Math.max(...there.map(({ part }) => Date.parse(arrivedAt(record, part)))))
  const kept = keptMs(record)
  const until = new Date(since.getTime() + (kept ?? LONGEST_MS))
  if (until <= now) return undefined
  const count = (isSure: boolean) =>
    there.reduce((sum, { part, ...fate }) => sum + (fate.isSure === isSure ? part.rows : 0), 0)
  return {
    uploadId: record.uploadId,
    fileName: record.file.name,
    state: record.state,
    rows: count(true),
    doubtfulRows: count(false),
    since: since.toISOString(),
    ...(kept === undefined ? {} : { keptUntil: until.toISOString() }),
  }
}

interface PartThere {
  readonly part: RecordedPart
  /** False where it is unknown whether it arrived, whether it was deleted, or what a sync made of it. */
  readonly isSure: boolean
}

/** The parts that lie, or may lie, at the definition that the user picked. */
export function partsThere(record: UploadRecord): readonly PartThere[] {
  if (record.way === 'private-copy') return []
  return record.parts.flatMap((part) => {
    const isOpen = part.state === 'sending' || part.state === 'in-doubt'
    if (part.isGone || (part.state !== 'arrived' && !isOpen)) return []
    const sync = record.syncs.find(({ batch }) => batch === part.batch)
    if (sync) return mayHaveLeft(sync) ? [{ part, isSure: false }] : []
    // Had a part arrived where each starts a sync of its own, that sync has taken it.
    return syncsAtOnce(record) ? [] : [{ part, isSure: !isOpen && !part.assumed && !part.maybeGone }]
  })
}

/** A sync whose start was not seen, or that Eloqua stopped, may have left the rows where they were. */
function mayHaveLeft(sync: RecordedSync): boolean {
  return sync.uri === undefined || (sync.rejects !== undefined && !wentThrough(sync.status))
}

/** When a part came to lie in Eloqua. Records of an older Bulkdesk do not say: then the last that is known of them. */
export function arrivedAt(record: UploadRecord, part: RecordedPart): string {
  return part.arrivedAt ?? record.events.at(-1)?.at ?? record.createdAt
}

/** The rows of other uploads that a sync of this one's definition takes, or may take, as well; what no earlier sync of it took. */
export function alsoTaken(record: UploadRecord, others: readonly WaitingRows[]): readonly AlsoSynced[] {
  const known = new Set(record.syncs.flatMap(({ also = [] }) => also.map(({ uploadId }) => uploadId)))
  return others
    .filter(({ uploadId, rows, doubtfulRows }) => rows + doubtfulRows > 0 && !known.has(uploadId))
    .map(({ uploadId, fileName, rows, doubtfulRows }) => ({
      ...{ uploadId, fileName, rows },
      ...(doubtfulRows > 0 ? { doubtfulRows } : {}),
    }))
}

import type { SyncLog } from '../../../shared/eloqua/eloqua.ts'
import { rowsOf as rowsThat, sureLines } from '../../../shared/eloqua/row-codes.ts'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import type { AlsoSynced } from '../../../shared/uploads/upload.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { readLogs } from '../../eloqua/syncs/logs.ts'
import type { EventOf, RowsCounted } from '../core/events.ts'
import { batchParts, type UploadRecord, wentThrough } from '../core/upload-record.ts'
import { knownOr } from '../effects/known.ts'
import { leftOpenBy } from '../outcome/tally.ts'
import { partsThere } from '../staging/staged-rows.ts'

/** Rows of this upload that a sync which was not started for it took, and what the log of that sync says of them. */
interface Taken extends Pick<EventOf<'rows-taken'>, 'sync' | 'starter' | 'counted' | 'rejected'> {
  readonly record: UploadRecord
}

/**
 * Which of these uploads, whose rows lie at one definition, lost them to one of these syncs. That a sync of the definition
 * went through is no proof that it took every row: its log is read, and held against what Bulkdesk staged there. Never
 * rejects: a log that cannot be read counts nothing.
 */
export async function findTaken(
  client: EloquaClient,
  resting: readonly UploadRecord[],
  syncs: readonly Sync[],
  recent: () => readonly UploadRecord[],
): Promise<readonly Taken[]> {
  const taken: Taken[] = []
  for (const taker of syncs.toSorted((one, other) => one.id - other.id)) {
    const known = new Set(taken.map(({ record }) => record))
    const losers = resting.filter((record) => !known.has(record) && takes(taker, record))
    if (losers.length > 0) taken.push(...(await takenBy(client, taker, losers, starterOf(recent(), losers, taker.uri))))
  }
  return taken
}

/** A sync of the definition takes everything that is staged there: one that is newer than the rows, and went through. */
function takes({ id, status, syncedInstanceUri }: Sync, { definition, restSyncId }: UploadRecord): boolean {
  if (restSyncId === undefined || id <= restSyncId || !wentThrough(status)) return false
  return syncedInstanceUri.toLowerCase() === definition.uri.toLowerCase()
}

async function takenBy(
  client: EloquaClient,
  { id, uri, createdAt, status }: Sync,
  losers: readonly UploadRecord[],
  starter: UploadRecord | undefined,
): Promise<readonly Taken[]> {
  const read = await knownOr(() => readLogs(client, id))
  const logs = 'known' in read ? read.known : []
  const sharers = [...losers.map(rowsAt), ...(starter ? rowsOf(starter, uri) : [])]
  return losers.map((record) => {
    const also = sharers.filter(({ uploadId }, place) => {
      const isFirst = sharers.findIndex((one) => one.uploadId === uploadId) === place
      return isFirst && uploadId !== record.uploadId
    })
    const open = leftOpenBy(record, { uri, askedAt: createdAt, status, logs, rejects: 0, also })
    const sync = { uri, createdAt, status }
    return {
      record,
      sync,
      counted: countedBy(open),
      ...rejectedIn(logs),
      ...(starter ? { starter: starter.file.name } : {}),
    }
  })
}

/** How many rows the log of a sync surely counts as rejected, for the uploads whose rows it took. */
export function rejectedIn(logs: readonly SyncLog[]): Pick<EventOf<'rows-taken'>, 'rejected'> {
  const rejected = rowsThat(sureLines(logs), 'rejected', 'unmatched')
  return rejected === undefined ? {} : { rejected }
}

function countedBy(open: ReturnType<typeof leftOpenBy>): RowsCounted {
  if (!open) return 'all'
  return open.why === 'missing' ? { missing: open.rows } : 'no-proof'
}

/** The upload for which this sync was started: it may not have seen the end of it yet. */
function starterOf(
  recent: readonly UploadRecord[],
  [loser]: readonly UploadRecord[],
  syncUri: string,
): UploadRecord | undefined {
  const isStarter = ({ connectionId, syncs }: UploadRecord) =>
    connectionId === loser?.connectionId && syncs.some(({ uri, isForeign }) => uri === syncUri && !isForeign)
  return recent.find(isStarter)
}

function rowsAt(record: UploadRecord): AlsoSynced {
  const there = partsThere(record)
  const count = (sure: boolean) => sum(there.flatMap(({ part, isSure }) => (isSure === sure ? part : [])))
  const doubtfulRows = count(false)
  return { ...named(record, count(true)), ...(doubtfulRows > 0 ? { doubtfulRows } : {}) }
}

/** Its own rows, and those of other uploads that it was known to take with them. */
function rowsOf(starter: UploadRecord, syncUri: string): readonly AlsoSynced[] {
  return starter.syncs
    .filter(({ uri }) => uri === syncUri)
    .flatMap(({ batch, also = [] }) => {
      const own = batchParts(starter, batch).filter(({ state }) => state === 'arrived')
      return [named(starter, sum(own)), ...also]
    })
}

function named({ uploadId, file }: UploadRecord, rows: number): AlsoSynced {
  return { uploadId, fileName: file.name, rows }
}

function sum(parts: readonly { readonly rows: number }[]): number {
  return parts.reduce((all, { rows }) => all + rows, 0)
}

import type { DatabaseSync } from 'node:sqlite'
import { keptUntil } from '../../../shared/eloqua/retention.ts'
import type { ListedSync } from '../../../shared/eloqua/sync-index.ts'
import { type SyncRow, toListed } from './sync-row.ts'

const HOUR = 3_600_000
const A_DAY = 24 * HOUR
const MOST_TROUBLED = 50
/** Eloqua keeps rows for at most 14 days. */
const LONGEST_KEPT = 15 * A_DAY
/** Soon enough to hurry, late enough not to name every export of the day: most are kept for 12 hours. */
const SOON = 3 * HOUR
const MOST_EXPIRING = 10

/** What failed or warned within the last 24 hours, the newest first. */
export function troubledSyncs(database: DatabaseSync, now: number) {
  const sql = "FROM syncs WHERE at > ? AND state IN ('error', 'warning')"
  const rows = database.prepare(`SELECT * ${sql} ORDER BY at DESC, id DESC LIMIT ?`).all(now - A_DAY, MOST_TROUBLED)
  const { total } = database.prepare(`SELECT count(*) AS total ${sql}`).get(now - A_DAY) as { total: number }
  return { troubled: (rows as unknown as readonly SyncRow[]).map(toListed), troubledTotal: total }
}

/**
 * Exports of this user whose rows Eloqua deletes within three hours, the soonest first. By the retention that the definition
 * had when it was last read: what is expected, not promised.
 */
export function expiringExports(
  database: DatabaseSync,
  user: string,
  now: number,
): readonly { readonly sync: ListedSync; readonly until: string }[] {
  const rows = database
    .prepare(
      `SELECT syncs.*, definitions.retention FROM syncs JOIN definitions ON definitions.uri = lower(syncs.definition)
       WHERE syncs.at > ? AND kind = 'export' AND state IN ('success', 'warning') AND user = ? COLLATE NOCASE`,
    )
    .all(now - LONGEST_KEPT, user) as unknown as readonly (SyncRow & { readonly retention: string | null })[]
  return rows
    .flatMap((row) => {
      const until = keptUntil(row.ended ?? undefined, row.retention ?? undefined)?.getTime()
      return until !== undefined && until > now && until - now <= SOON ? [{ row, until }] : []
    })
    .sort((a, b) => a.until - b.until)
    .slice(0, MOST_EXPIRING)
    .map(({ row, until }) => ({ sync: toListed(row), until: new Date(until).toISOString() }))
}

import type { Severity, SyncLog } from './eloqua.ts'
import { meaningOf } from './elq-codes.ts'
import type { SyncReason } from './sync.ts'

const RANK: Readonly<Record<Severity, number>> = { error: 2, warning: 1, information: 0 }
const MOST_REASONS = 5
/** These only say that the sync has ended, or count the rows of other lines again. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(['ELQ-00101', 'ELQ-00060', 'ELQ-00144'])
const NOT_TAKEN: ReadonlySet<string | undefined> = new Set(['rejected', 'duplicate', 'unmatched', 'taken-in-part'])

/**
 * Why a sync failed or warned, as its log says: the worst lines first, each code once, and of those as bad as each other the
 * lines about rows that were not taken, most rows first. Lines that sum up others come last.
 */
export function reasonsOf(logs: readonly SyncLog[]): readonly SyncReason[] {
  const reasons = new Map<string, SyncReason>()
  for (const { statusCode: code, severity, count } of logs) {
    const isNote = severity === 'information' && meaningOf(code)?.rows !== 'unmatched'
    if (isNote || severity === undefined || code === 'ELQ-00101') continue
    const before = reasons.get(code)
    const most = Math.max(before?.count ?? 0, count ?? 0)
    reasons.set(code, { code, severity, ...(most > 0 ? { count: most } : {}) })
  }
  return [...reasons.values()].sort(worstFirst).slice(0, MOST_REASONS)
}

function worstFirst(a: SyncReason, b: SyncReason): number {
  const quiet = Number(SAYS_NOTHING.has(a.code)) - Number(SAYS_NOTHING.has(b.code))
  const taken = Number(isOfRowsNotTaken(b)) - Number(isOfRowsNotTaken(a))
  return quiet || RANK[b.severity] - RANK[a.severity] || taken || (b.count ?? 0) - (a.count ?? 0)
}

function isOfRowsNotTaken({ code }: SyncReason): boolean {
  return NOT_TAKEN.has(meaningOf(code)?.rows)
}

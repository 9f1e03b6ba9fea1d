import type { Severity, SyncLog } from './eloqua.ts'
import { meaningOf } from './elq-codes.ts'
import type { SyncReason } from './sync.ts'

const RANK: Readonly<Record<Severity, number>> = { error: 2, warning: 1, information: 0 }
const MOST_REASONS = 5
/** These only say that the sync has ended, or count the rows of other lines again. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(['ELQ-00101', 'ELQ-00060', 'ELQ-00144'])

/**
 * Why a sync failed or warned, as its log says: the worst lines first, each code once, and of those that reject rows the one
 * with the most. Lines that sum up others come last.
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
  return quiet || RANK[b.severity] - RANK[a.severity] || (b.count ?? 0) - (a.count ?? 0)
}

import { isFinal, type Sync } from '../../../shared/eloqua/sync.ts'

const FIRST_MS = 2_000
const LONGEST_MS = 30_000
const SLOW_MS = 60_000
const LONG_RUN_MS = 600_000

/**
 * How long to wait before looking again, milliseconds: a fifth of the time the youngest running sync has taken,
 * so that short runs are seen at once and long ones are not asked about all day. False when nothing runs.
 * The server's clock may differ from ours: a time that makes no sense counts as just started.
 */
export function nextLook(syncs: readonly Sync[], now: number): number | false {
  const waits = syncs.filter((sync) => !isFinal(sync.status)).map((sync) => waitFor(now - Date.parse(sync.createdAt)))
  return waits.length === 0 ? false : Math.min(...waits)
}

function waitFor(elapsed: number): number {
  if (!(elapsed > 0)) return FIRST_MS
  if (elapsed > LONG_RUN_MS) return SLOW_MS
  return Math.min(Math.max(elapsed / 5, FIRST_MS), LONGEST_MS)
}

import type { WireSync } from '../../../shared/eloqua/eloqua.ts'

/** The documents disagree on the word for a failed sync (sync status types; the five API pages): both are read. */
const ENDS: ReadonlySet<string> = new Set(['success', 'warning', 'error', 'errored'])
const UNDER_WAY: ReadonlySet<string> = new Set(['pending', 'active'])

/** Whether a sync is over. One with a word that nobody documents is over when it says when it ended. */
export function hasEnded({ status, syncEndedAt }: Pick<WireSync, 'status' | 'syncEndedAt'>): boolean {
  return ENDS.has(status) || (!UNDER_WAY.has(status) && syncEndedAt !== undefined)
}

export function isKnownStatus(status: string): boolean {
  return ENDS.has(status) || UNDER_WAY.has(status)
}

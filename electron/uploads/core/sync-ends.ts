/** The documents disagree on the word for a failed sync (sync status types; the five API pages): both are read. */
const ENDS: ReadonlySet<string> = new Set(['success', 'warning', 'error', 'errored'])
const UNDER_WAY: ReadonlySet<string> = new Set(['pending', 'active'])

/** Whether a sync is over. One with an undocumented word is over when it says when it ended. */
export function hasEnded({ status, endedAt }: { readonly status: string; readonly endedAt?: string }): boolean {
  return ENDS.has(status) || (!UNDER_WAY.has(status) && endedAt !== undefined)
}

/** Only for a documented word is it certain that the sync runs no more: deleting a definition under a running sync ends that sync in error. */
export function hasSurelyEnded(status: string | undefined): boolean {
  return status !== undefined && ENDS.has(status)
}

export function isKnownStatus(status: string): boolean {
  return ENDS.has(status) || UNDER_WAY.has(status)
}

/** Anything but a word for a sync that is under way. */
export function isOver(status: string | undefined): boolean {
  return status !== undefined && !UNDER_WAY.has(status)
}

/** What is known of a sync that was asked for and whose start Eloqua did not confirm. */
export interface LostSyncFacts {
  readonly isListRead: boolean
  /** Syncs that may be the one that was asked for, the likeliest first. */
  readonly syncIds: readonly number[]
}

const MOST_NAMED = 5

/** What happened, and the one next step. */
export function describeLostSync({ isListRead, syncIds }: LostSyncFacts): string {
  const lost = 'Eloqua did not confirm the sync'
  if (!isListRead)
    return `${lost}, and its list of syncs cannot be read. Look at the list before you start another sync.`
  if (syncIds.length === 0)
    return `${lost}, and the sync is not in Eloqua's list yet. Look again in two minutes before you start another sync.`
  const named = new Intl.ListFormat('en', { type: 'disjunction' }).format(syncIds.slice(0, MOST_NAMED).map(String))
  return `${lost}. Sync ${named} was started since with your sign-in and may be yours: look at what that sync did before you start another.`
}

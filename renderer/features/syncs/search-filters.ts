import { syncSearchWords } from '../../../shared/words/sync-search.ts'
import { syncFilterWords } from '../../../shared/words/syncs.ts'
import type { SyncSearch } from '../../entities/sync/found-syncs.ts'

/** Everything but the order. */
export const NO_FILTER: Omit<SyncSearch, 'sort'> = {
  ...{ text: '', group: 'all', kind: undefined, user: undefined },
  ...{ minRejected: undefined, from: undefined, to: undefined },
}

/** A filter that is in force. */
export interface ForcedFilter {
  /** As its control calls it. */
  readonly name: string
  /** The search without it. */
  readonly without: Partial<SyncSearch>
}

/** The filters that are in force, in the order in which they stand on the screen. */
export function filtersOf(search: SyncSearch): readonly ForcedFilter[] {
  const { text, kind, minRejected, user, from, group } = search
  const filters: (ForcedFilter | undefined)[] = [
    text.trim() === '' ? undefined : { name: text.trim(), without: { text: '' } },
    kind && { name: syncFilterWords.kinds[kind], without: { kind: undefined } },
    minRejected
      ? { name: syncSearchWords.atLeastRejected(minRejected), without: { minRejected: undefined } }
      : undefined,
    user === undefined ? undefined : { name: syncFilterWords.mine, without: { user: undefined } },
    from === undefined
      ? undefined
      : { name: syncSearchWords.dayName(new Date(`${from}T00:00`)), without: { from: undefined, to: undefined } },
    group === 'all' ? undefined : { name: syncSearchWords.groups[group], without: { group: 'all' } },
  ]
  return filters.filter((filter) => filter !== undefined)
}

/** As main is asked: without what is not chosen. */
export function asAsked(search: SyncSearch): SyncSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as unknown as SyncSearch
}

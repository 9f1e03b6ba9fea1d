import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { useKept } from '../../entities/connection/use-kept.ts'
import type { SyncSearch } from '../../entities/sync/found-syncs.ts'
import { replaceRoute, type SyncGroup } from '../../window/navigation.ts'
import { asAsked, filtersOf, NO_FILTER } from './search-filters.ts'

const EVERYTHING: SyncSearch = { ...NO_FILTER, sort: { key: 'started', descending: true } }

/** Not at each key: a search looks through a year. */
const TYPING_PAUSE_MS = 120

/**
 * What is looked for. The user finds it again when coming back to the list. `group`: the syncs that the user comes for now;
 * they take the place of what was looked for before.
 */
export function useSyncSearch(group: SyncGroup | undefined) {
  const [kept, keep] = useKept('syncs', EVERYTHING)
  const [taken, take] = useState<SyncGroup>()
  const isNew = group !== undefined && group !== taken
  const search: SyncSearch = isNew ? { ...NO_FILTER, group, sort: kept.sort } : kept
  const [text] = useDebouncedValue(search.text, TYPING_PAUSE_MS)
  if (group === undefined && taken !== undefined) take(undefined)
  useEffect(() => {
    if (!isNew) return
    keep({ ...NO_FILTER, group, sort: kept.sort })
    take(group)
    // Asked for once: whoever comes back later finds what was left.
    replaceRoute({ screen: 'syncs' })
  }, [isNew, group, keep, kept.sort])
  return {
    search,
    /** What is asked of main: absent where nothing is chosen, and typed text only after a pause. */
    asked: asAsked({ ...search, text: search.text === '' ? '' : text }),
    isFiltered: filtersOf(search).length > 0,
    change: (next: Partial<SyncSearch>) => keep({ ...search, ...next }),
  }
}

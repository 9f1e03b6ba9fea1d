import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { SyncSearch } from '../../entities/sync/found-syncs.ts'
import { replaceRoute, type SyncGroup } from '../../window/navigation.ts'

const NEWEST_FIRST = { key: 'started', descending: true } as const
const NO_FILTER = { text: '', group: 'all' } as const

/** Not at each key: a search looks through a year. */
const TYPING_PAUSE_MS = 120

/** What is looked for. `group`: the syncs that the user came for; what the user chooses here replaces it. */
export function useSyncSearch(group: SyncGroup | undefined) {
  const [search, setSearch] = useState<SyncSearch>({ ...NO_FILTER, group: group ?? 'all', sort: NEWEST_FIRST })
  const [asked, noteAsked] = useState(group)
  const [text] = useDebouncedValue(search.text, TYPING_PAUSE_MS)
  if (asked !== group) {
    noteAsked(group)
    if (group) setSearch({ ...NO_FILTER, group, sort: search.sort })
  }

  function change(next: Partial<SyncSearch>): void {
    setSearch({ ...search, ...next })
    if (next.group && group) replaceRoute({ screen: 'syncs' })
  }

  const { sort, ...filters } = search
  const isFiltered = Object.entries(filters).some(
    ([key, value]) => value !== undefined && value !== '' && !(key === 'group' && value === 'all'),
  )
  return {
    search,
    /** What is asked of main: absent where nothing is chosen, and typed text only after a pause. */
    asked: asAsked({ ...search, text: search.text === '' ? '' : text }),
    isFiltered,
    change,
    clear() {
      setSearch({ ...NO_FILTER, sort })
      if (group) replaceRoute({ screen: 'syncs' })
    },
  }
}

function asAsked(search: SyncSearch): SyncSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as unknown as SyncSearch
}

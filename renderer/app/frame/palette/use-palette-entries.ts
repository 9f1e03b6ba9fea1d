import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ConnectionsState } from '../../../../shared/contract/connection.ts'
import { api } from '../../../api.ts'
import { connectionsQuery } from '../../../entities/connection/connections.ts'
import { definitionIndexQuery } from '../../../entities/definition/definition-form-queries.ts'
import { jobsQuery } from '../../../entities/job/job-queries.ts'
import { keptRunsQuery } from '../../../entities/run/run-queries.ts'
import { freshSyncsQuery, newestSyncsQuery } from '../../../entities/sync/found-syncs.ts'
import { historyQuery } from '../../../features/history/queries.ts'
import { recentFilesQuery } from '../../../features/upload/queries.ts'
import { useIsTaken } from '../../../window/commands.ts'
import { useRoute } from '../../../window/navigation.ts'
import {
  connectionEntries,
  definitionEntry,
  fileEntry,
  jobEntry,
  type NamedDefinition,
  runEntry,
  syncByNumber,
  syncEntry,
  uploadEntry,
} from './found-entries.ts'
import { listActions, type PaletteWays, type ScreenTakes } from './palette-actions.ts'
import type { PaletteEntry } from './palette-entry.ts'
import { type FoundGroup, indexEntries, numberIn, rankEntries } from './rank-entries.ts'
import { SETTINGS_ENTRIES } from './settings-entries.ts'

/** Entries of one group: enough to see, few enough for others to be seen too. */
const MOST_IN_GROUP = 6
/** Definitions and syncs that one search brings. */
const MOST_FOUND = 20
const NO_CONNECTIONS: ConnectionsState = { connections: [] }

export interface FoundEntries {
  readonly groups: readonly FoundGroup<PaletteEntry>[]
  /** Eloqua is still asked: there may be more. */
  readonly isSearching: boolean
}

/** What the palette finds for a text: what this computer knows at once, and what Eloqua knows as soon as main has it. */
export function usePaletteEntries(text: string, ways: PaletteWays): FoundEntries {
  const { data: state = NO_CONNECTIONS } = useQuery(connectionsQuery())
  const search = text.trim()
  const number = numberIn(search)
  const eloqua = useEloquaEntries(search)
  const here = useEntriesHere()
  const screen = useScreenTakes()
  const active = state.connections.find(({ id }) => id === state.activeId)
  const index = useMemo(
    () =>
      indexEntries([
        ...listActions(ways, active?.environment ?? 'production', screen),
        ...eloqua.entries,
        ...here.entries,
        ...here.files.map((file) => fileEntry(file, ways)),
        ...connectionEntries(state, ways),
        ...SETTINGS_ENTRIES,
      ]),
    [ways, active, state, screen, eloqua.entries, here],
  )
  const groups = useMemo(() => {
    const isKnown = number === undefined || eloqua.knowsSync(number)
    // First: of a sync and a definition with that number, the sync is meant.
    const all = isKnown ? index : [...indexEntries([syncByNumber(number)]), ...index]
    return rankEntries(all, text, MOST_IN_GROUP).map((found) =>
      found.group === 'syncs' ? { ...found, total: Math.max(found.total, eloqua.syncsFound) } : found,
    )
  }, [index, text, number, eloqua])
  return { groups, isSearching: search.length > 1 && eloqua.isSearching }
}

/** What the screen below takes, as it is now: rows may come while the palette is open. */
function useScreenTakes(): ScreenTakes {
  const { screen } = useRoute()
  const [canFind, canSave] = [useIsTaken('find'), useIsTaken('save-csv')]
  return useMemo(
    () => ({ canFind, canSave, isResult: screen === 'sync' || screen === 'run' }),
    [canFind, canSave, screen],
  )
}

/** The syncs and the definitions that fit. A number is looked for among all definitions, as Eloqua finds names only. */
function useEloquaEntries(search: string) {
  const [settled] = useDebouncedValue(search, 120)
  const isNumber = numberIn(settled) !== undefined
  const fresh = useQuery(freshSyncsQuery())
  const syncs = useQuery({ ...newestSyncsQuery(settled, MOST_FOUND), enabled: settled.length > 0 })
  const found = useQuery({ ...definitionSearchQuery(settled), enabled: settled.length > 1 && !isNumber })
  const all = useQuery({ ...definitionIndexQuery(), enabled: isNumber && fresh.isSuccess })
  const fits = syncs.isPlaceholderData ? '' : settled
  const entries = useMemo(() => {
    const definitions = new Map<string, NamedDefinition>()
    for (const definition of [...(all.data?.items ?? []), ...(found.data ?? [])]) {
      definitions.set(definition.uri, definition)
    }
    const now = new Date()
    return [
      ...(syncs.data?.items ?? []).map((sync) => syncEntry(sync, now, fits)),
      ...[...definitions.values()].map(definitionEntry),
    ]
  }, [syncs.data, fits, found.data, all.data])
  const isFetching = [fresh, syncs, found, all].some((query) => query.isFetching)
  return useMemo(() => {
    const numbers = new Set(syncs.data?.items.map(({ id }) => id))
    return {
      entries,
      syncsFound: syncs.data?.total ?? 0,
      knowsSync: (id: number) => numbers.has(id),
      isSearching: settled !== search || isFetching,
    }
  }, [entries, syncs.data, settled, search, isFetching])
}

/** What is kept on this computer. What cannot be read is not found: its own screen says why. */
function useEntriesHere() {
  const { data: uploads } = useQuery(historyQuery('', 0))
  const { data: files = [] } = useQuery(recentFilesQuery())
  const { data: jobs } = useQuery(jobsQuery())
  const { data: runs } = useQuery(keptRunsQuery())
  return useMemo(() => {
    const now = new Date()
    const entries = [
      ...(uploads?.items ?? []).map((upload) => uploadEntry(upload, now)),
      ...(jobs ?? []).map(jobEntry),
      ...(runs ?? []).map(runEntry),
    ]
    return { entries, files }
  }, [uploads, files, jobs, runs])
}

function definitionSearchQuery(search: string) {
  return queryOptions({
    queryKey: ['palette', 'definitions', search],
    queryFn: () => api.listDefinitions({ kinds: ['export', 'import', 'syncAction'], search, limit: MOST_FOUND }),
    placeholderData: keepPreviousData,
  })
}

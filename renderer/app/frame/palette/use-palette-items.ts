import { useDebouncedValue } from '@mantine/hooks'
import { IconCornerDownRight, IconFileExport, IconFileImport, IconRefresh, IconUserPlus } from '@tabler/icons-react'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import type { SyncStatus } from '../../../../shared/eloqua/eloqua.ts'
import type { Sync } from '../../../../shared/eloqua/sync.ts'
import { FAMILY_WORDS, KIND_WORDS } from '../../../../shared/words/definitions.ts'
import { paletteWords } from '../../../../shared/words/shell.ts'
import { SYNC_STATE_WORDS } from '../../../../shared/words/states.ts'
import { api } from '../../../api.ts'
import { go } from '../../../window/navigation.ts'
import { hasScreen } from '../../screens.tsx'
import { listActions, type PaletteWays } from './palette-actions.ts'
import { isMatch, type PaletteGroup, type PaletteItem } from './palette-item.ts'

const KIND_ICONS = { export: IconFileExport, import: IconFileImport, syncAction: IconUserPlus } as const
const MOST_FOUND = 8

/** What the palette offers for a text: its actions at once, definitions and syncs as soon as main has found them. */
export function usePaletteItems(text: string, ways: PaletteWays) {
  const search = text.trim()
  const [settled] = useDebouncedValue(search, 120)
  const definitions = useQuery({ ...definitionSearchQuery(settled), enabled: settled.length > 1 })
  const syncs = useQuery({ ...recentSyncsQuery(), enabled: settled.length > 1 })
  const groups: readonly PaletteGroup[] = [
    { title: paletteWords.groups.actions, items: listActions(ways).filter((item) => isMatch(item, search)) },
    { title: paletteWords.groups.goTo, items: syncByNumber(search) },
    {
      title: paletteWords.groups.definitions,
      items: search.length > 1 ? (definitions.data ?? []).flatMap(toDefinitionItem) : [],
    },
    {
      title: paletteWords.groups.recentSyncs,
      items: search.length > 1 ? (syncs.data?.items ?? []).flatMap(toSyncItem(search)).slice(0, MOST_FOUND) : [],
    },
  ]
  return {
    groups: groups.filter((group) => group.items.length > 0),
    isSearching: settled !== search || definitions.isFetching || syncs.isFetching,
  }
}

function definitionSearchQuery(search: string) {
  return queryOptions({
    queryKey: ['palette', 'definitions', search],
    queryFn: () => api.listDefinitions({ kinds: ['export', 'import', 'syncAction'], search, limit: MOST_FOUND }),
    placeholderData: keepPreviousData,
  })
}

function recentSyncsQuery() {
  return queryOptions({ queryKey: ['palette', 'syncs'], queryFn: () => api.listSyncs({ offset: 0, limit: 50 }) })
}

function toDefinitionItem(definition: Definition): readonly PaletteItem[] {
  if (!hasScreen('definitions')) return []
  const of = definition.parentName ?? FAMILY_WORDS[definition.family]
  return [
    {
      id: `palette-definition-${definition.uri}`,
      icon: KIND_ICONS[definition.kind],
      title: definition.name,
      hint: `${KIND_WORDS[definition.kind]} · ${of}`,
      run: () => go({ screen: 'definitions', uri: definition.uri }),
    },
  ]
}

function toSyncItem(search: string) {
  return (sync: Sync): readonly PaletteItem[] => {
    const item: PaletteItem = {
      id: `palette-sync-${sync.id}`,
      icon: IconRefresh,
      title: `${sync.id} ${sync.definition?.name ?? sync.syncedInstanceUri}`,
      hint: SYNC_STATE_WORDS[sync.status as SyncStatus] ?? sync.status,
      run: () => go({ screen: 'sync', id: sync.id }),
    }
    return hasScreen('sync') && isMatch(item, search) ? [item] : []
  }
}

function syncByNumber(search: string): readonly PaletteItem[] {
  const id = Number(/^#?([1-9]\d{0,14})$/.exec(search)?.[1])
  if (!id || !hasScreen('sync')) return []
  return [
    {
      id: 'palette-go-sync',
      icon: IconCornerDownRight,
      title: paletteWords.sync(id),
      run: () => go({ screen: 'sync', id }),
    },
  ]
}

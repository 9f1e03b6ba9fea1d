import { Button } from '@mantine/core'
import { IconFilterOff, IconPlus, IconRefresh, IconRefreshDot } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SyncStatus } from '../../../shared/eloqua/eloqua.ts'
import type { ListPage, Sync } from '../../../shared/eloqua/sync.ts'
import { syncsWords } from '../../../shared/words/syncs.ts'
import { useActiveConnection } from '../../entities/connection/connections.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { syncsQuery, useSyncEvents } from '../../entities/sync/sync-queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { ToolButton } from '../../ui/tool-button.tsx'
import { useCommand } from '../../window/commands.ts'
import { go, replaceRoute, type SyncGroup } from '../../window/navigation.ts'
import { keyWords } from '../../window/platform.ts'
import { filterSyncs, type LoadedFilter } from './filter-syncs.ts'
import { SyncFilters } from './sync-filters.tsx'
import { SyncRows } from './sync-rows.tsx'

const NO_FILTER: LoadedFilter = { search: '' }

const STATUS_OF_GROUP: Readonly<Record<SyncGroup, SyncStatus>> = {
  failed: 'error',
  warnings: 'warning',
  running: 'active',
}

/** `group`: the syncs that the user came for. */
export function SyncsScreen({ group }: { readonly group?: SyncGroup }) {
  const user = useActiveConnection()?.user
  const [offset, setOffset] = useState(0)
  const [status, setStatus] = useState<string>(group ? STATUS_OF_GROUP[group] : '')
  const [asked, noteAsked] = useState(group)
  const [filter, setFilter] = useState(NO_FILTER)
  const query = useQuery(syncsQuery(status ? { offset, status } : { offset }))
  const refresh = () => void query.refetch()
  useSyncEvents()
  useCommand('refresh', refresh)
  useCommand('primary', newSync)

  function showStatus(next: string) {
    setStatus(next)
    setOffset(0)
  }

  if (asked !== group) {
    noteAsked(group)
    if (group) showStatus(STATUS_OF_GROUP[group])
  }

  /** What the user chooses here is no group that was asked for. */
  function askStatus(next: string) {
    showStatus(next)
    if (group) replaceRoute({ screen: 'syncs' })
  }

  function clearFilters() {
    askStatus('')
    setFilter(NO_FILTER)
  }

  return (
    <Page
      title={syncsWords.title}
      context={syncsWords.context(query.data?.totalResults)}
      fill
      actions={
        <>
          <ToolButton icon={IconRefresh} label={syncsWords.refresh} keys={keyWords('mod+R')} onClick={refresh} />
          <Button size="md" variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={newSync}>
            {syncsWords.newSync}
          </Button>
        </>
      }
    >
      <SyncFilters status={status} onStatus={askStatus} filter={filter} onFilter={setFilter} user={user} />
      {query.data ? (
        <Loaded page={query.data} filter={filter} isFiltered={status !== ''} onClear={clearFilters} />
      ) : query.error ? null : (
        <SkeletonRows rows={18} label={syncsWords.loading} />
      )}
      {query.error ? <Failure error={query.error} onRetry={refresh} retrying={query.isFetching} /> : null}
      {query.data ? (
        <Pager page={query.data} noun={syncsWords.noun} onGo={setOffset} isFetching={query.isPlaceholderData} />
      ) : null}
    </Page>
  )
}

interface LoadedProps {
  readonly page: ListPage<Sync>
  readonly filter: LoadedFilter
  readonly isFiltered: boolean
  readonly onClear: () => void
}

function Loaded({ page, filter, isFiltered, onClear }: LoadedProps) {
  const syncs = filterSyncs(page.items, filter)
  if (syncs.length > 0) {
    const isWhole = syncs.length === page.items.length
    const totalRows = isWhole ? (page.totalResults ?? -1) : syncs.length
    return <SyncRows syncs={syncs} offset={isWhole ? page.offset : 0} totalRows={totalRows} />
  }
  if (page.items.length > 0 || isFiltered || page.offset > 0) {
    return (
      <EmptyState
        icon={IconFilterOff}
        title={syncsWords.noneMatch}
        action={<Button onClick={onClear}>{syncsWords.clearFilters}</Button>}
      >
        {syncsWords.noneMatchHint(page.offset === 0 && !page.hasMore)}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={IconRefreshDot}
      title={syncsWords.none}
      action={
        <Button variant="filled" size="md" onClick={newSync}>
          {syncsWords.newSync}
        </Button>
      }
    >
      {syncsWords.noneHint}
    </EmptyState>
  )
}

function newSync() {
  go({ screen: 'new-sync' })
}

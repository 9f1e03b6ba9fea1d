import { Button } from '@mantine/core'
import { IconFilterOff, IconPlus, IconRefresh, IconRefreshDot } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ListPage, Sync } from '../../../shared/eloqua/sync.ts'
import { formatCount } from '../../../shared/words/numbers.ts'
import { useActiveConnection } from '../../entities/connection/connections.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { syncsQuery, useSyncEvents } from '../../entities/sync/sync-queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { ToolButton } from '../../ui/tool-button.tsx'
import { useCommand } from '../../window/commands.ts'
import { go } from '../../window/navigation.ts'
import { keyWords } from '../../window/platform.ts'
import { filterSyncs, type LoadedFilter } from './filter-syncs.ts'
import { SyncFilters } from './sync-filters.tsx'
import { SyncRows } from './sync-rows.tsx'

const NO_FILTER: LoadedFilter = { search: '' }

export function SyncsScreen() {
  const user = useActiveConnection()?.user
  const [offset, setOffset] = useState(0)
  const [status, setStatus] = useState('')
  const [filter, setFilter] = useState(NO_FILTER)
  const query = useQuery(syncsQuery(status ? { offset, status } : { offset }))
  const refresh = () => void query.refetch()
  useSyncEvents()
  useCommand('refresh', refresh)
  useCommand('primary', newSync)

  function askStatus(next: string) {
    setStatus(next)
    setOffset(0)
  }

  function clearFilters() {
    askStatus('')
    setFilter(NO_FILTER)
  }

  return (
    <Page
      title="Syncs"
      context={describeList(query.data)}
      fill
      actions={
        <>
          <ToolButton icon={IconRefresh} label="Refresh" keys={keyWords('mod+R')} onClick={refresh} />
          <Button size="md" variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={newSync}>
            New sync
          </Button>
        </>
      }
    >
      <SyncFilters status={status} onStatus={askStatus} filter={filter} onFilter={setFilter} user={user} />
      {query.data ? (
        <Loaded page={query.data} filter={filter} isFiltered={status !== ''} onClear={clearFilters} />
      ) : query.error ? null : (
        <SkeletonRows rows={18} label="Loading syncs" />
      )}
      {query.error ? <Failure error={query.error} onRetry={refresh} retrying={query.isFetching} /> : null}
      {query.data ? (
        <Pager page={query.data} noun="syncs" onGo={setOffset} isFetching={query.isPlaceholderData} />
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
        title="No sync here fits these filters"
        action={<Button onClick={onClear}>Clear the filters</Button>}
      >
        {page.items.length > 0
          ? `None of the ${formatCount(page.items.length)} syncs loaded on this page; another page may have some.`
          : 'Eloqua found none with this status.'}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={IconRefreshDot}
      title="No syncs yet"
      action={
        <Button variant="filled" size="md" onClick={newSync}>
          New sync
        </Button>
      }
    >
      Nothing has been exported or imported in the last year, or your user may not see it. Start one from a definition.
    </EmptyState>
  )
}

function newSync() {
  go({ screen: 'new-sync' })
}

function describeList(page: ListPage<Sync> | undefined): string {
  if (!page) return 'Newest first'
  const total = page.totalResults === undefined ? '' : `${formatCount(page.totalResults)} in all, `
  return `${total}newest first; Eloqua keeps them for a year`
}

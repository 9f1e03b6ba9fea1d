import { Button } from '@mantine/core'
import { IconFilterOff, IconListSearch } from '@tabler/icons-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { requestWords as words } from '../../../shared/words/requests.ts'
import { useKept, useKeptPlace } from '../../entities/connection/use-kept.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { NearLimit } from '../../entities/sync/near-limit.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { WindowedTable } from '../../ui/windowed-table.tsx'
import { filterRequests, NO_FILTER, type RequestFilter } from './filter-requests.ts'
import { HourlyStrip } from './hourly-strip.tsx'
import { RequestActions } from './request-actions.tsx'
import { FEW_REQUEST_COLUMNS, REQUEST_COLUMNS } from './request-columns.tsx'
import { RequestDetails } from './request-details.tsx'
import { RequestFilters } from './request-filters.tsx'
import { EMPTY_LOG, type ShownLog, useRequestLog } from './request-log.ts'
import classes from './requests-screen.module.css'
import { useRequestMenu } from './use-request-menu.ts'

/** Every request that Bulkdesk made since it started, as a developer looks at them. */
export function RequestsScreen() {
  const query = useRequestLog()
  const [filter, setFilter] = useKept<RequestFilter>('requests', NO_FILTER)
  const log = query.data ?? EMPTY_LOG
  const asked = useDeferredValue(filter)
  const rows = useMemo(() => filterRequests(log.entries, asked), [log.entries, asked])
  return (
    <Page
      title={words.title}
      context={words.context(log.entries.length, log.dropped)}
      fill
      actions={<RequestActions shown={rows} />}
    >
      <NearLimit />
      <RequestFilters entries={log.entries} filter={filter} onFilter={setFilter} />
      {query.isPending ? <SkeletonRows rows={16} label={words.loading} /> : null}
      {query.error && !query.data ? <Failure error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data ? <Rows log={log} rows={rows} onFilter={setFilter} /> : null}
      <HourlyStrip />
    </Page>
  )
}

interface RowsProps {
  readonly log: ShownLog
  readonly rows: ShownLog['entries']
  readonly onFilter: (filter: RequestFilter) => void
}

function Rows({ log, rows, onFilter }: RowsProps) {
  const [openId, setOpenId] = useState<number>()
  const rowMenu = useRequestMenu(onFilter)
  const place = useKeptPlace('requests')
  const open = openId === undefined ? undefined : log.entries.find(({ id }) => id === openId)
  if (rows.length === 0) return <Nothing hasAny={log.entries.length > 0} onClear={() => onFilter(NO_FILTER)} />
  return (
    <div className={classes.rows}>
      <WindowedTable
        label={words.title}
        columns={open ? FEW_REQUEST_COLUMNS : REQUEST_COLUMNS}
        rows={rows}
        rowKey={({ id }) => String(id)}
        isSelected={({ id }) => id === openId}
        onOpen={({ id }) => setOpenId(id)}
        rowMenu={rowMenu}
        place={place}
      />
      {open ? <RequestDetails entry={open} onClose={() => setOpenId(undefined)} /> : null}
    </div>
  )
}

function Nothing({ hasAny, onClear }: { readonly hasAny: boolean; readonly onClear: () => void }) {
  return hasAny ? (
    <EmptyState
      icon={IconFilterOff}
      title={words.noneMatch}
      action={<Button onClick={onClear}>{words.showAll}</Button>}
    >
      {words.noneMatchHint}
    </EmptyState>
  ) : (
    <EmptyState icon={IconListSearch} title={words.none}>
      {words.noneHint}
    </EmptyState>
  )
}

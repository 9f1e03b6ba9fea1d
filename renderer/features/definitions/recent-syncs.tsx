import { useQuery } from '@tanstack/react-query'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import { recentSyncsWords } from '../../../shared/words/definitions.ts'
import { describeTook } from '../../../shared/words/syncs.ts'
import { SyncStatusBadge } from '../../entities/status-badge.tsx'
import { syncsQuery } from '../../entities/sync/sync-queries.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useNow } from '../../ui/use-now.ts'
import { go } from '../../window/navigation.ts'
import classes from './definition-detail.module.css'
import { RowsPerRun } from './rows-per-run.tsx'

const words = recentSyncsWords

const COLUMNS: readonly Column<Sync>[] = [
  { key: 'id', title: words.columns.id, width: 100, render: (sync) => sync.id },
  {
    key: 'status',
    title: words.columns.status,
    width: 110,
    render: (sync) => <SyncStatusBadge state={sync.status} plain />,
  },
  { key: 'created', title: words.columns.started, render: (sync) => <TimeText value={sync.createdAt} relative /> },
  { key: 'took', title: words.columns.duration, width: 90, align: 'end', render: (sync) => <Took sync={sync} /> },
  { key: 'by', title: words.columns.by, width: 140, render: (sync) => sync.createdBy },
]

/** Syncs of one definition among the newest of all: Eloqua has no list of them by definition. */
export function RecentSyncs({ uri }: { readonly uri: string }) {
  const { data, error } = useQuery(syncsQuery({ offset: 0 }))
  const syncs = data?.items.filter((sync) => sync.syncedInstanceUri.toLowerCase() === uri.toLowerCase()) ?? []
  return (
    <section aria-label={words.title}>
      <h3 className={classes.heading}>{words.title}</h3>
      <p className={classes.note}>
        {error ? words.unreadable : data ? words.found(syncs.length, data.items.length) : words.loading}
      </p>
      <RowsPerRun syncs={syncs} />
      {syncs.length > 0 ? (
        <DataTable
          label={words.title}
          columns={COLUMNS}
          rows={syncs}
          rowKey={(sync) => sync.id}
          onOpen={(sync) => go({ screen: 'sync', id: sync.id })}
        />
      ) : null}
    </section>
  )
}

function Took({ sync }: { readonly sync: Sync }) {
  return describeTook(sync, useNow(5_000))
}

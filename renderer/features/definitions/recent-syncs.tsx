import { useQuery } from '@tanstack/react-query'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import { formatCounted } from '../../../shared/words/numbers.ts'
import { go } from '../../app/navigation.ts'
import { SyncStatusBadge } from '../../entities/status-badge.tsx'
import { syncsQuery } from '../../entities/sync/sync-queries.ts'
import { describeTook } from '../../entities/sync/sync-words.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useNow } from '../../ui/use-now.ts'
import classes from './definition-detail.module.css'

const COLUMNS: readonly Column<Sync>[] = [
  { key: 'id', title: '#', width: 100, render: (sync) => sync.id },
  { key: 'status', title: 'Status', width: 110, render: (sync) => <SyncStatusBadge state={sync.status} plain /> },
  { key: 'created', title: 'Started', render: (sync) => <TimeText value={sync.createdAt} relative /> },
  { key: 'took', title: 'Took', width: 90, align: 'end', render: (sync) => <Took sync={sync} /> },
  { key: 'by', title: 'By', width: 140, render: (sync) => sync.createdBy },
]

/** Syncs of one definition among the newest of all: Eloqua has no list of them by definition. */
export function RecentSyncs({ uri }: { readonly uri: string }) {
  const { data, error } = useQuery(syncsQuery({ offset: 0 }))
  const syncs = data?.items.filter((sync) => sync.syncedInstanceUri.toLowerCase() === uri.toLowerCase()) ?? []
  const among = data ? formatCounted(data.items.length, 'newest sync', 'newest syncs') : ''
  return (
    <section aria-label="Recent syncs">
      <h3 className={classes.heading}>Recent syncs</h3>
      <p className={classes.note}>
        {error
          ? 'The recent syncs could not be read.'
          : !data
            ? 'Looking…'
            : syncs.length === 0
              ? `None among the ${among} of this Eloqua. It may have run before.`
              : `${syncs.length} among the ${among} of this Eloqua.`}
      </p>
      {syncs.length > 0 ? (
        <DataTable
          label="Recent syncs"
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

import { useQuery } from '@tanstack/react-query'
import { isFinal, type Sync } from '../../../shared/eloqua/sync.ts'
import { describeFamily } from '../../../shared/words/definitions.ts'
import { describeKind, describeTook, nameSync, syncsWords } from '../../../shared/words/syncs.ts'
import { SyncStatusBadge } from '../../entities/status-badge.tsx'
import { syncFiguresQuery } from '../../entities/sync/sync-queries.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { NumberText } from '../../ui/number-text.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useSeen } from '../../ui/use-seen.ts'
import { go } from '../../window/navigation.ts'
import classes from './sync-rows.module.css'

const COLUMNS: readonly Column<Sync>[] = [
  {
    key: 'id',
    title: syncsWords.columns.id,
    width: 88,
    render: (sync) => <span className={classes.id}>{sync.id}</span>,
  },
  { key: 'what', title: syncsWords.columns.definition, render: (sync) => <What sync={sync} /> },
  { key: 'kind', title: syncsWords.columns.kind, width: 100, render: describeKind },
  {
    key: 'status',
    title: syncsWords.columns.status,
    width: 110,
    render: (sync) => <SyncStatusBadge state={sync.status} plain />,
  },
  { key: 'rows', title: syncsWords.columns.rows, width: 96, align: 'end', render: (sync) => <Rows sync={sync} /> },
  {
    key: 'started',
    title: syncsWords.columns.started,
    width: 124,
    render: (sync) => <TimeText value={sync.createdAt} relative />,
  },
  { key: 'took', title: syncsWords.columns.duration, width: 84, align: 'end', render: (sync) => <Took sync={sync} /> },
  { key: 'by', title: syncsWords.columns.by, width: 128, render: (sync) => sync.createdBy },
]

interface SyncRowsProps {
  readonly syncs: readonly Sync[]
  readonly offset: number
  readonly totalRows: number
}

export function SyncRows({ syncs, offset, totalRows }: SyncRowsProps) {
  return (
    <DataTable
      label={syncsWords.title}
      columns={COLUMNS}
      rows={syncs}
      rowKey={(sync) => sync.id}
      offset={offset}
      totalRows={totalRows}
      onOpen={(sync) => go({ screen: 'sync', id: sync.id })}
    />
  )
}

function What({ sync }: { readonly sync: Sync }) {
  return (
    <span title={`${nameSync(sync)} · ${sync.syncedInstanceUri}`}>
      <span className={classes.name}>{nameSync(sync)}</span>
      <span className={classes.family}>{describeFamily(sync.definition)}</span>
    </span>
  )
}

/** Rows come from the sync's logs, one request each: only for syncs that are seen, and only once they have ended. */
function Rows({ sync }: { readonly sync: Sync }) {
  const [place, isSeen] = useSeen()
  const { data } = useQuery({ ...syncFiguresQuery(sync.id), enabled: isSeen && isFinal(sync.status) })
  return <span ref={place}>{isFinal(sync.status) ? <NumberText value={data?.rows} /> : '…'}</span>
}

function Took({ sync }: { readonly sync: Sync }) {
  const now = useNow(isFinal(sync.status) ? 60_000 : 1_000)
  return describeTook(sync, now)
}

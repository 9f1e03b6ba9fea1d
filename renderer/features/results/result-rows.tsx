import { Tooltip } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { keptUntil } from '../../../shared/eloqua/retention.ts'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import { describeFamily } from '../../../shared/words/definitions.ts'
import { resultsWords } from '../../../shared/words/results.ts'
import { nameSync } from '../../../shared/words/syncs.ts'
import { definitionQuery } from '../../entities/definition/definition-queries.ts'
import { syncFiguresQuery } from '../../entities/sync/sync-queries.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { NumberText } from '../../ui/number-text.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useNow } from '../../ui/use-now.ts'
import type { ScrollPlace } from '../../ui/use-scroll-place.ts'
import { useSeen } from '../../ui/use-seen.ts'
import { go } from '../../window/navigation.ts'
import classes from './results-screen.module.css'

interface ResultRowsProps {
  readonly syncs: readonly Sync[]
  /** Who is signed in. */
  readonly user: string | undefined
  readonly place?: ScrollPlace
}

export function ResultRows({ syncs, user, place }: ResultRowsProps) {
  const columns: readonly Column<Sync>[] = [
    { key: 'id', title: resultsWords.columns.id, width: 96, render: (sync) => sync.id },
    { key: 'what', title: resultsWords.columns.definition, render: (sync) => <What sync={sync} /> },
    { key: 'rows', title: resultsWords.columns.rows, width: 110, align: 'end', render: (sync) => <Rows sync={sync} /> },
    {
      key: 'ended',
      title: resultsWords.columns.ended,
      width: 130,
      render: (sync) => <TimeText value={sync.syncEndedAt} relative />,
    },
    { key: 'kept', title: resultsWords.columns.expires, width: 130, render: (sync) => <Kept sync={sync} /> },
    { key: 'by', title: resultsWords.columns.by, width: 150, render: (sync) => <By sync={sync} user={user} /> },
  ]
  return (
    <DataTable
      label={resultsWords.title}
      columns={columns}
      rows={syncs}
      rowKey={(sync) => sync.id}
      onOpen={(sync) => go({ screen: 'sync', id: sync.id, tab: 'data' })}
      place={place}
    />
  )
}

function What({ sync }: { readonly sync: Sync }) {
  return (
    <span title={`${nameSync(sync)} · ${sync.syncedInstanceUri}`}>
      {nameSync(sync)}
      <span className={classes.family}>{describeFamily(sync.definition)}</span>
    </span>
  )
}

/** A request for each row: only for those that are seen. */
function Rows({ sync }: { readonly sync: Sync }) {
  const [place, isSeen] = useSeen()
  const { data } = useQuery({ ...syncFiguresQuery(sync.id), enabled: isSeen })
  return (
    <span ref={place}>
      <NumberText value={data?.rows} />
    </span>
  )
}

function Kept({ sync }: { readonly sync: Sync }) {
  const [place, isSeen] = useSeen()
  const { data, error } = useQuery({ ...definitionQuery(sync.syncedInstanceUri), enabled: isSeen, retry: false })
  const until = keptUntil(sync.syncEndedAt, data?.dataRetentionDuration)
  const now = useNow()
  return (
    <span ref={place} className={until && until > now ? undefined : classes.gone}>
      {!until ? (
        data || error ? (
          resultsWords.expiryUnknown
        ) : (
          '…'
        )
      ) : until > now ? (
        <TimeText value={until.toISOString()} />
      ) : (
        resultsWords.expired
      )}
    </span>
  )
}

function By({ sync, user }: { readonly sync: Sync; readonly user: string | undefined }) {
  const isOther = user !== undefined && sync.createdBy.toLowerCase() !== user.toLowerCase()
  if (!isOther) return sync.createdBy
  const words = resultsWords.onlyThey(sync.createdBy)
  return (
    <Tooltip label={words}>
      <span className={classes.gone}>
        <IconLock size={12} stroke={1.5} role="img" aria-label={words} /> {sync.createdBy}
      </span>
    </Tooltip>
  )
}

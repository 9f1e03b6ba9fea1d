import { IconAlertTriangle, IconCircleX, IconInfoCircle, IconNotes } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Severity, SyncLog } from '../../../shared/eloqua/eloqua.ts'
import { isFinal, type Sync } from '../../../shared/eloqua/sync.ts'
import { explainCode } from '../../../shared/words/code-words.ts'
import { syncLogWords } from '../../../shared/words/syncs.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { syncLogsQuery } from '../../entities/sync/sync-queries.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { NumberText } from '../../ui/number-text.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { useCommand } from '../../window/commands.ts'
import { ExactTime } from './exact-time.tsx'
import classes from './sync-screen.module.css'

const words = syncLogWords

const COLUMNS: readonly Column<SyncLog>[] = [
  { key: 'time', title: words.columns.time, width: 150, render: (log) => <ExactTime value={log.createdAt} /> },
  {
    key: 'severity',
    title: words.columns.severity,
    width: 120,
    render: (log) => <SeverityBadge severity={log.severity} />,
  },
  {
    key: 'count',
    title: words.columns.count,
    width: 100,
    align: 'end',
    render: (log) => <NumberText value={log.count} />,
  },
  { key: 'words', title: words.columns.message, render: (log) => <Words log={log} /> },
  {
    key: 'code',
    title: words.columns.code,
    width: 120,
    render: (log) => <span className={classes.code}>{log.statusCode}</span>,
  },
]

/** The sync's log, in the order of its times and in plain words, with Eloqua's own beside them. */
export function SyncLogTab({ sync }: { readonly sync: Sync }) {
  const query = useQuery(syncLogsQuery(sync))
  const refresh = () => void query.refetch()
  useCommand('refresh', refresh)
  if (query.error) return <Failure error={query.error} onRetry={refresh} retrying={query.isFetching} />
  if (!query.data) return <SkeletonRows rows={8} label={words.loading} />
  if (query.data.length === 0) {
    return (
      <EmptyState icon={IconNotes} title={isFinal(sync.status) ? words.empty : words.notYet}>
        {isFinal(sync.status) ? words.emptyHint : words.notYetHint}
      </EmptyState>
    )
  }
  const logs = [...query.data].sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))
  const keys = new Map(logs.map((log, index) => [log, `${index} ${log.statusCode}`]))
  return (
    <DataTable label={words.label} columns={COLUMNS} rows={logs} rowKey={(log) => keys.get(log) ?? log.statusCode} />
  )
}

function Words({ log }: { readonly log: SyncLog }) {
  const meaning = explainCode(log.statusCode)?.words
  const wire = log.message ?? words.noMessage
  return (
    <span title={meaning ? `${meaning} · ${wire}` : wire}>
      <span className={classes.words}>{meaning ?? wire}</span>
      {meaning ? <span className={classes.wire}>{wire}</span> : null}
    </span>
  )
}

function SeverityBadge({ severity }: { readonly severity: Severity }) {
  switch (severity) {
    case 'error':
      return <StateBadge tone="red" icon={IconCircleX} word={words.severities.error} plain />
    case 'warning':
      return <StateBadge tone="amber" icon={IconAlertTriangle} word={words.severities.warning} plain />
    default:
      return <StateBadge tone="grey" icon={IconInfoCircle} word={words.severities.information} plain />
  }
}

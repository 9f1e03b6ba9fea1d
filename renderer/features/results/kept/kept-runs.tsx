import { notifications } from '@mantine/notifications'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Run } from '../../../../shared/contract/run.ts'
import { formatBytes, formatCount } from '../../../../shared/words/numbers.ts'
import { keptRunsWords } from '../../../../shared/words/result-rows.ts'
import { api } from '../../../api.ts'
import { useKeptPlace } from '../../../entities/connection/use-kept.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { keptRunsQuery, runStorageQuery } from '../../../entities/run/run-queries.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { TimeText } from '../../../ui/time-text.tsx'
import { ToolButton } from '../../../ui/tool-button.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { useCommand } from '../../../window/commands.ts'
import { go } from '../../../window/navigation.ts'
import classes from './kept-runs.module.css'

const words = keptRunsWords

/** The results that are kept on this computer: of what, from when, by whom, how big, and until when. */
export function KeptRuns() {
  const { data, error, refetch, isFetching } = useQuery(keptRunsQuery())
  useCommand('refresh', () => void refetch())
  const [leaving, setLeaving] = useState<Run>()
  const place = useKeptPlace('kept-results')
  if (error) return <Failure error={error} onRetry={() => void refetch()} retrying={isFetching} />
  if (!data) return <SkeletonRows rows={8} label={words.loading} />
  if (data.length === 0) {
    return (
      <EmptyState icon={IconBookmark} title={words.none}>
        {words.noneHint}
      </EmptyState>
    )
  }
  return (
    <>
      <DataTable
        label={words.here}
        columns={columnsOf(setLeaving)}
        rows={data}
        rowKey={({ runId }) => runId}
        onOpen={({ runId }) => go({ screen: 'run', runId })}
        place={place}
      />
      <RemoveDialog run={leaving} onClose={() => setLeaving(undefined)} />
    </>
  )
}

function columnsOf(onRemove: (run: Run) => void): readonly Column<Run>[] {
  const titles = words.columns
  return [
    { key: 'name', title: titles.name, render: (run) => nameOf(run) },
    {
      key: 'definition',
      title: titles.definition,
      render: ({ definition }) => <span title={definition?.uri}>{definition?.name ?? definition?.uri ?? '–'}</span>,
    },
    { key: 'rows', title: titles.rows, width: 160, align: 'end', render: (run) => <Rows run={run} /> },
    { key: 'size', title: titles.size, width: 84, align: 'end', render: ({ bytes }) => formatBytes(bytes) },
    {
      key: 'of',
      title: titles.of,
      width: 124,
      render: ({ syncEndedAt, fetchedAt }) => <TimeText value={syncEndedAt ?? fetchedAt} relative />,
    },
    {
      key: 'by',
      title: titles.by,
      width: 150,
      render: ({ startedBy, connection }) => `${startedBy ?? connection.user} · ${connection.label}`,
    },
    { key: 'until', title: titles.until, width: 136, render: ({ kept }) => <TimeText value={kept?.until} /> },
    {
      key: 'actions',
      title: words.actions,
      untitled: true,
      width: 60,
      render: (run) => <ToolButton icon={IconTrash} label={words.remove(nameOf(run))} onClick={() => onRemove(run)} />,
    },
  ]
}

function Rows({ run: { rows, state } }: { readonly run: Run }) {
  if (state.kind === 'complete') return formatCount(rows)
  return (
    <span className={classes.incomplete}>
      {formatCount(rows)} {words.incomplete}
    </span>
  )
}

/** Rows that Eloqua has deleted cannot be had again: that is said before they are removed here. */
function RemoveDialog({ run, onClose }: { readonly run: Run | undefined; readonly onClose: () => void }) {
  const client = useQueryClient()
  const now = useNow()
  const remove = useMutation({
    mutationFn: ({ runId }: Run) => api.removeKeptRun({ runId }),
    onSuccess: (_nothing, gone) => {
      notifications.show({ message: words.removed(nameOf(gone)), role: 'status' })
      void client.invalidateQueries(keptRunsQuery())
      void client.invalidateQueries(runStorageQuery())
      client.removeQueries({
        queryKey: ['run'],
        predicate: ({ state }) => (state.data as Run | undefined)?.runId === gone.runId,
      })
      onClose()
    },
  })
  const isGone = run?.expiresAt !== undefined && new Date(run.expiresAt) <= now
  return (
    <ConfirmDialog
      opened={run !== undefined}
      title={run ? words.removeTitle(nameOf(run)) : ''}
      confirm={words.removeConfirm}
      destructive
      busy={remove.isPending}
      onConfirm={() => run && remove.mutate(run)}
      onClose={onClose}
    >
      {run ? words.removeMeans(run, isGone) : null}
    </ConfirmDialog>
  )
}

function nameOf({ kept, definition, syncId }: Run): string {
  return kept?.name ?? definition?.name ?? words.ofSync(syncId)
}

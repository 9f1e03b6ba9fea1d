import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconHistory, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Upload } from '../../../shared/upload.ts'
import { api } from '../../api.ts'
import { useCommand } from '../../commands.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Failure } from '../../components/failure.tsx'
import { NumberText } from '../../components/number-text.tsx'
import { Page } from '../../components/page.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { UploadStateBadge } from '../../components/status-badge.tsx'
import { TimeText } from '../../components/time-text.tsx'
import { go } from '../../navigation.ts'

const PER_PAGE = 200

function historyQuery(search: string) {
  return queryOptions({
    queryKey: ['uploads', 'history', search],
    queryFn: () => api.listUploads({ search, offset: 0, limit: PER_PAGE }),
    placeholderData: keepPreviousData,
    staleTime: 1_000,
  })
}

/** Every upload's receipt, kept on this computer until the user clears it. */
export function HistoryScreen() {
  const [search, setSearch] = useState('')
  const [settled] = useDebouncedValue(search.trim(), 150)
  const field = useRef<HTMLInputElement>(null)
  const uploads = useQuery(historyQuery(settled))
  useCommand('find', () => field.current?.focus())
  useCommand('refresh', () => void uploads.refetch())
  const rows = uploads.data?.items ?? []
  return (
    <Page
      title="History"
      context="What was sent from this computer. Holds no row data."
      fill
      actions={
        <>
          <TextInput
            ref={field}
            aria-label="Search uploads"
            placeholder="File, definition, user, sync…"
            leftSection={<IconSearch size={16} stroke={1.5} />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <ClearHistory />
        </>
      }
    >
      {uploads.isPending ? <SkeletonRows label="Reading the history" /> : null}
      {uploads.error ? <Failure error={uploads.error} onRetry={() => void uploads.refetch()} /> : null}
      {uploads.data && rows.length === 0 ? <NoUploads search={settled} /> : null}
      {rows.length > 0 ? (
        <DataTable
          label="Uploads"
          columns={COLUMNS}
          rows={rows}
          rowKey={(upload) => upload.uploadId}
          totalRows={uploads.data?.totalResults}
          onOpen={(upload) => go({ screen: 'upload', uploadId: upload.uploadId })}
        />
      ) : null}
    </Page>
  )
}

function NoUploads({ search }: { readonly search: string }) {
  if (search) {
    return (
      <EmptyState icon={IconSearch} title="No upload fits this search">
        The search looks at file, definition, connection, user, state and syncs.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={IconHistory}
      title="Nothing was sent from this computer yet"
      action={<Button onClick={() => go({ screen: 'upload' })}>Choose a file to check</Button>}
    >
      Every file you send leaves a receipt here.
    </EmptyState>
  )
}

function ClearHistory() {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const clear = useMutation({
    mutationFn: () => api.clearHistory(),
    onSuccess: () => client.invalidateQueries({ queryKey: ['uploads'] }),
    onSettled: () => setAsking(false),
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>Clear history</Button>
      <ConfirmDialog
        opened={asking}
        title="Clear the history of uploads?"
        confirm="Clear the history"
        destructive
        busy={clear.isPending}
        onConfirm={() => clear.mutate()}
        onClose={() => setAsking(false)}
      >
        Receipts of finished uploads are deleted from this computer. Uploads under way stay. Nothing changes in Eloqua.
      </ConfirmDialog>
    </>
  )
}

const COLUMNS: readonly Column<Upload>[] = [
  { key: 'at', title: 'Sent', width: 150, render: (upload) => <TimeText value={upload.createdAt} /> },
  { key: 'file', title: 'File', render: (upload) => upload.file.name },
  { key: 'definition', title: 'To', render: (upload) => upload.definition.name },
  { key: 'state', title: 'State', width: 130, render: (upload) => <UploadStateBadge state={upload.state} plain /> },
  {
    key: 'sent',
    title: 'Rows sent',
    width: 100,
    align: 'end',
    render: (upload) => <NumberText value={upload.ledger.sent} />,
  },
  {
    key: 'refused',
    title: 'Refused',
    width: 90,
    align: 'end',
    render: (upload) => <NumberText value={upload.ledger.rejected} />,
  },
  { key: 'who', title: 'Connection', width: 200, render: (upload) => `${upload.connectionLabel} · ${upload.user}` },
]

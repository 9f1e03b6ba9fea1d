import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconHistory, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Upload } from '../../../shared/uploads/upload.ts'
import { formatCounted } from '../../../shared/words/numbers.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { UploadBadge } from '../../entities/status-badge.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { focusField } from '../../ui/focus-field.ts'
import { NumberText } from '../../ui/number-text.tsx'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useCommand } from '../../window/commands.ts'
import { go } from '../../window/navigation.ts'
import { ClearHistory } from './clear-history.tsx'
import { historyQuery, useHistoryEvents } from './queries.ts'

/** Every upload's receipt, kept on this computer until the user clears it. */
export function HistoryScreen() {
  const [search, setSearch] = useState('')
  const [offset, setOffset] = useState(0)
  const [settled] = useDebouncedValue(search.trim(), 150)
  const field = useRef<HTMLInputElement>(null)
  useHistoryEvents()
  const uploads = useQuery(historyQuery(settled, offset))
  useCommand('find', () => focusField(field.current))
  useCommand('refresh', () => void uploads.refetch())
  const find = (text: string) => {
    setSearch(text)
    setOffset(0)
  }
  const page = uploads.data
  const isEmpty = page?.items.length === 0
  return (
    <Page
      title="History"
      context={`What was sent from this computer, without its row data${countWords(page?.totalResults, settled)}`}
      fill
      actions={
        <>
          <TextInput
            ref={field}
            w={260}
            aria-label="Search uploads"
            placeholder="File, definition, user, sync…"
            leftSection={<IconSearch size={14} stroke={1.5} aria-hidden />}
            value={search}
            onChange={(event) => find(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && find('')}
          />
          {isEmpty && settled === '' ? null : <ClearHistory />}
        </>
      }
    >
      {uploads.isPending ? <SkeletonRows rows={16} label="Loading the history" /> : null}
      {uploads.error && !page ? <Failure error={uploads.error} onRetry={() => void uploads.refetch()} /> : null}
      {isEmpty ? <NoUploads search={settled} onClear={() => find('')} /> : null}
      {page && !isEmpty ? (
        <>
          <DataTable
            label="Uploads"
            columns={COLUMNS}
            rows={page.items}
            rowKey={(upload) => upload.uploadId}
            totalRows={page.totalResults}
            offset={page.offset}
            onOpen={(upload) => go({ screen: 'upload', uploadId: upload.uploadId })}
          />
          <Pager page={page} noun="uploads" onGo={setOffset} isFetching={uploads.isPlaceholderData} />
        </>
      ) : null}
    </Page>
  )
}

function countWords(total: number | undefined, search: string): string {
  if (total === undefined || total === 0) return ''
  return ` · ${formatCounted(total, 'upload')}${search ? (total === 1 ? ' fits' : ' fit') : ''}`
}

function NoUploads({ search, onClear }: { readonly search: string; readonly onClear: () => void }) {
  if (search) {
    return (
      <EmptyState
        icon={IconSearch}
        title={`No upload fits “${search}”`}
        action={<Button onClick={onClear}>Show all uploads</Button>}
      >
        The search looks at file, definition, connection, user, state and syncs.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={IconHistory}
      title="Nothing was sent from this computer yet"
      action={
        <Button size="md" variant="filled" onClick={() => go({ screen: 'upload' })}>
          Choose a file to check
        </Button>
      }
    >
      Every file you send leaves a receipt here: what was sent, where, by whom, and what came back.
    </EmptyState>
  )
}

const COLUMNS: readonly Column<Upload>[] = [
  { key: 'at', title: 'Sent', width: 120, render: (upload) => <TimeText value={upload.createdAt} /> },
  { key: 'file', title: 'File', render: (upload) => <span title={upload.file.name}>{upload.file.name}</span> },
  {
    key: 'definition',
    title: 'To',
    render: ({ definition }) => <span title={definition.uri}>{definition.name}</span>,
  },
  { key: 'state', title: 'State', width: 155, render: (upload) => <UploadBadge upload={upload} plain /> },
  {
    key: 'sent',
    title: 'Rows sent',
    width: 90,
    align: 'end',
    render: (upload) => <NumberText value={upload.ledger.sent} />,
  },
  {
    key: 'refused',
    title: 'Refused',
    width: 80,
    align: 'end',
    render: (upload) => <NumberText value={upload.ledger.rejected} />,
  },
  {
    key: 'who',
    title: 'Connection',
    width: 170,
    render: ({ connectionLabel, user }) => (
      <span title={`${connectionLabel} · ${user}`}>
        {connectionLabel} · {user}
      </span>
    ),
  },
]

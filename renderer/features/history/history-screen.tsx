import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconHistory, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Upload } from '../../../shared/uploads/upload.ts'
import { historyWords } from '../../../shared/words/history.ts'
import { madeFromWords } from '../../../shared/words/sources.ts'
import { useKept, useKeptPlace } from '../../entities/connection/use-kept.ts'
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

const FIRST = { search: '', offset: 0 }

/** Every upload's receipt, kept on this computer until the user clears it. */
export function HistoryScreen() {
  const [{ search, offset }, look] = useKept('history', FIRST)
  const place = useKeptPlace('history')
  const [settled] = useDebouncedValue(search.trim(), 150)
  const field = useRef<HTMLInputElement>(null)
  useHistoryEvents()
  const uploads = useQuery(historyQuery(settled, offset))
  useCommand('find', () => focusField(field.current))
  useCommand('refresh', () => void uploads.refetch())
  const find = (text: string) => look({ search: text, offset: 0 })
  const page = uploads.data
  const isBeyond = page?.items.length === 0 && offset > 0
  // What was on that page is gone.
  useEffect(() => {
    if (isBeyond) look({ search, offset: 0 })
  }, [isBeyond, look, search])
  const isEmpty = page?.items.length === 0 && !isBeyond
  return (
    <Page
      title={historyWords.title}
      context={[historyWords.context(page?.totalResults, settled !== ''), ...senders(page?.items ?? [], 1)].join(' · ')}
      fill
      actions={
        <>
          <TextInput
            ref={field}
            w={260}
            aria-label={historyWords.search}
            placeholder={historyWords.searchHint}
            leftSection={<IconSearch size={14} stroke={1.5} aria-hidden />}
            value={search}
            onChange={(event) => find(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && find('')}
          />
          {isEmpty && settled === '' ? null : <ClearHistory />}
        </>
      }
    >
      {uploads.isPending ? <SkeletonRows rows={16} label={historyWords.loading} /> : null}
      {uploads.error && !page ? <Failure error={uploads.error} onRetry={() => void uploads.refetch()} /> : null}
      {isEmpty ? <NoUploads search={settled} onClear={() => find('')} /> : null}
      {page && !isEmpty ? (
        <>
          <DataTable
            label={historyWords.uploads}
            columns={columnsFor(page.items)}
            rows={page.items}
            rowKey={(upload) => upload.uploadId}
            totalRows={page.totalResults}
            offset={page.offset}
            onOpen={(upload) => go({ screen: 'history', uploadId: upload.uploadId })}
            place={place}
          />
          <Pager
            page={page}
            noun={historyWords.noun}
            onGo={(next) => look({ search, offset: next })}
            isFetching={uploads.isPlaceholderData}
          />
        </>
      ) : null}
    </Page>
  )
}

function NoUploads({ search, onClear }: { readonly search: string; readonly onClear: () => void }) {
  if (search) {
    return (
      <EmptyState
        icon={IconSearch}
        title={historyWords.noneMatch(search)}
        action={<Button onClick={onClear}>{historyWords.showAll}</Button>}
      >
        {historyWords.noneMatchHint}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={IconHistory}
      title={historyWords.none}
      action={
        <Button size="md" variant="filled" onClick={() => go({ screen: 'upload' })}>
          {historyWords.choose}
        </Button>
      }
    >
      {historyWords.noneHint}
    </EmptyState>
  )
}

function fileTitle({ name, madeFrom }: Upload['file']): string {
  return madeFrom ? `${name} · ${madeFromWords(madeFrom, name)}` : name
}

/** Who sent these uploads, and where; nothing where there are more than `most`. */
function senders(uploads: readonly Upload[], most: number): readonly string[] {
  const all = new Set(uploads.map(({ connectionLabel, user }) => `${connectionLabel} · ${user}`))
  return all.size > most ? [] : [...all]
}

/** Where all uploads are of one sender, the head of the page names that one, and the file's name takes the room of the column. */
function columnsFor(uploads: readonly Upload[]): readonly Column<Upload>[] {
  return senders(uploads, 1).length > 0 ? COLUMNS.filter(({ key }) => key !== 'who') : COLUMNS
}

const COLUMNS: readonly Column<Upload>[] = [
  {
    key: 'at',
    title: historyWords.columns.sent,
    width: 100,
    render: (upload) => <TimeText value={upload.createdAt} />,
  },
  {
    key: 'file',
    title: historyWords.columns.file,
    render: ({ file }) => <span title={fileTitle(file)}>{file.name}</span>,
  },
  {
    key: 'definition',
    title: historyWords.columns.definition,
    render: ({ definition }) => <span title={definition.uri}>{definition.name}</span>,
  },
  {
    key: 'state',
    title: historyWords.columns.state,
    width: 155,
    render: (upload) => <UploadBadge upload={upload} plain />,
  },
  {
    key: 'sent',
    title: historyWords.columns.rowsSent,
    width: 84,
    align: 'end',
    render: (upload) => <NumberText value={upload.ledger.sent} />,
  },
  {
    key: 'held',
    title: historyWords.columns.notSent,
    width: 78,
    align: 'end',
    render: (upload) => <NumberText value={upload.ledger.heldBack} />,
  },
  {
    key: 'rejected',
    title: historyWords.columns.rejected,
    width: 78,
    align: 'end',
    render: (upload) => <NumberText value={upload.ledger.rejected} />,
  },
  {
    key: 'duplicates',
    title: historyWords.columns.duplicates,
    width: 86,
    align: 'end',
    render: (upload) => <NumberText value={upload.ledger.duplicates} />,
  },
  {
    key: 'who',
    title: historyWords.columns.connection,
    width: 150,
    render: ({ connectionLabel, user }) => (
      <span title={`${connectionLabel} · ${user}`}>
        {connectionLabel} · {user}
      </span>
    ),
  },
]

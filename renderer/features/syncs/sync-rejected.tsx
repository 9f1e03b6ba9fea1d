import { IconCircleCheck } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CsvFlavour } from '../../../shared/csv/csv.ts'
import type { SyncReject } from '../../../shared/eloqua/eloqua.ts'
import { isFinal, type ListPage, type Sync } from '../../../shared/eloqua/sync.ts'
import { explainCode } from '../../../shared/words/code-words.ts'
import { formatCount } from '../../../shared/words/numbers.ts'
import { rejectedWords } from '../../../shared/words/syncs.ts'
import { api } from '../../api.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { SaveMenu } from '../../entities/sync/save-menu.tsx'
import { syncRejectsQuery } from '../../entities/sync/sync-queries.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { showCell } from '../../ui/grid/cell-text.ts'
import { RowDrawer } from '../../ui/grid/row-drawer.tsx'
import { Pager } from '../../ui/pager.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useCommand } from '../../window/commands.ts'
import classes from './sync-screen.module.css'

const words = rejectedWords

const COLUMNS: readonly Column<SyncReject>[] = [
  {
    key: 'row',
    title: words.columns.row,
    width: 100,
    align: 'end',
    render: (reject) => formatCount(reject.recordIndex),
  },
  { key: 'reason', title: words.columns.reason, width: 360, render: (reject) => <Reason reject={reject} /> },
  {
    key: 'fields',
    title: words.columns.fields,
    width: 130,
    render: (reject) => reject.invalidFields?.join(', ') ?? '–',
  },
  { key: 'values', title: words.columns.values, render: (reject) => describeValues(reject) },
  {
    key: 'code',
    title: words.columns.code,
    width: 110,
    render: ({ statusCode }) => <span className={classes.code}>{statusCode}</span>,
  },
]

/** The rows Eloqua rejected, page by page, each with its reason. */
export function SyncRejected({ sync }: { readonly sync: Sync }) {
  const [offset, setOffset] = useState(0)
  const query = useQuery({ ...syncRejectsQuery(sync.id, offset), enabled: isFinal(sync.status) })
  const save = useMutation({ mutationFn: (flavour: CsvFlavour) => api.saveRejects({ syncId: sync.id, flavour }) })
  const refresh = () => void query.refetch()
  const hasRows = (query.data?.items.length ?? 0) > 0
  useCommand('refresh', refresh)
  useCommand('save-csv', hasRows ? () => save.mutate('exact') : undefined)
  if (!isFinal(sync.status)) {
    return <EmptyState title={words.running}>{words.runningHint}</EmptyState>
  }
  if (query.error) return <Failure error={query.error} onRetry={refresh} retrying={query.isFetching} />
  if (!query.data) return <SkeletonRows rows={8} label={words.loading} />
  if (!hasRows) {
    return (
      <EmptyState icon={IconCircleCheck} title={words.none}>
        {words.noneHint}
      </EmptyState>
    )
  }
  return (
    <>
      <div className={classes.toolbar}>
        <span>
          {words.total(query.data.totalResults)}
          {words.numbering}
        </span>
        <SaveMenu label={words.save} busy={save.isPending} onSave={save.mutate} />
      </div>
      <RejectedRows page={query.data} />
      <Pager page={query.data} noun={words.noun} onGo={setOffset} isFetching={query.isPlaceholderData} />
    </>
  )
}

function RejectedRows({ page }: { readonly page: ListPage<SyncReject> }) {
  const [open, setOpen] = useState<number>()
  const opened = open === undefined ? undefined : page.items[open]
  const names = Object.keys(opened?.fieldValues ?? {})
  return (
    <>
      <DataTable
        label={words.label}
        columns={COLUMNS}
        rows={page.items}
        rowKey={(reject) => page.items.indexOf(reject)}
        offset={page.offset}
        totalRows={page.totalResults ?? -1}
        onOpen={(reject) => setOpen(page.items.indexOf(reject))}
      />
      <RowDrawer
        title={opened && words.rowTitle(opened.recordIndex, explainReject(opened))}
        row={open}
        rowCount={page.items.length}
        firstNumber={1}
        names={names}
        getRow={(row) => names.map((name) => page.items[row]?.fieldValues[name] ?? '')}
        onMove={setOpen}
        onClose={() => setOpen(undefined)}
      />
    </>
  )
}

function Reason({ reject }: { readonly reject: SyncReject }) {
  return <span title={reject.message}>{explainReject(reject)}</span>
}

function explainReject(reject: SyncReject): string {
  return explainCode(reject.statusCode)?.words ?? reject.message ?? words.noReason
}

function describeValues({ fieldValues }: SyncReject): string {
  return Object.entries(fieldValues)
    .map(([name, value]) => `${name}: ${value === '' ? words.empty : showCell(value)}`)
    .join(' · ')
}

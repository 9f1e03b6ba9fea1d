import { Button, Modal } from '@mantine/core'
import { IconDownload, IconPencil } from '@tabler/icons-react'
import { keepPreviousData, queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RowToFix } from '../../../../shared/csv/fixes.ts'
import type { Upload } from '../../../../shared/uploads/upload.ts'
import { rowFixWords, unsentWords as words } from '../../../../shared/words/fixes.ts'
import { formatCount } from '../../../../shared/words/numbers.ts'
import { api } from '../../../api.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { Pager } from '../../../ui/pager.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { go } from '../../../window/navigation.ts'
import { ROWS_PER_PAGE, RowEditor } from '../fix/row-editor.tsx'
import { Section } from '../section.tsx'
import { mainAction } from './main-action.ts'
import classes from './upload-body.module.css'

function unsentRowsQuery({ uploadId }: Upload, offset: number) {
  return queryOptions({
    queryKey: ['upload', uploadId, 'unsent', offset],
    queryFn: () => api.listUnsentRows({ uploadId, offset, limit: ROWS_PER_PAGE }),
    placeholderData: keepPreviousData,
    retry: false,
  })
}

const AT_REST: ReadonlySet<Upload['state']> = new Set(['staged', 'done', 'stopped'])

/** The rows that the check held back, as long as their file is there: to be saved, or put right and sent after all. */
export function UnsentRows({ upload }: { readonly upload: Upload }) {
  const [offset, setOffset] = useState(0)
  const { heldBack } = upload.ledger
  // While an upload reads the file, nothing else slows that down.
  const isShown = heldBack > 0 && AT_REST.has(upload.state)
  const page = useQuery({ ...unsentRowsQuery(upload, offset), enabled: isShown })
  if (!isShown) return null
  return (
    <Section title={words.title(heldBack)} aside={page.data ? <Actions upload={upload} /> : undefined}>
      {page.isPending ? <SkeletonRows rows={3} label={rowFixWords.loading} /> : null}
      {page.error ? <Gone error={page.error} onRetry={() => void page.refetch()} /> : null}
      {page.data ? (
        <>
          <div className={classes.list}>
            <DataTable
              label={words.label}
              columns={columnsOf(page.data.headers)}
              rows={page.data.items}
              rowKey={({ row }) => String(row)}
              totalRows={heldBack}
              offset={page.data.offset}
            />
          </div>
          <Pager page={page.data} noun={rowFixWords.noun} onGo={setOffset} isFetching={page.isPlaceholderData} />
        </>
      ) : null}
    </Section>
  )
}

/** Bulkdesk keeps no rows: with their file they are gone, and that is said instead of an error. */
function Gone({
  error,
  onRetry,
}: {
  readonly error: Parameters<typeof Failure>[0]['error']
  readonly onRetry: () => void
}) {
  if (error.code === 'file-missing' || error.code === 'file-changed') return <p>{words.gone}</p>
  return <Failure error={error} onRetry={onRetry} inset />
}

const COLUMNS_SHOWN = 5

function columnsOf(headers: readonly string[]): readonly Column<RowToFix>[] {
  return [
    { key: 'row', title: rowFixWords.row, width: 80, align: 'end', render: ({ row }) => formatCount(row) },
    { key: 'why', title: rowFixWords.why, width: 300, wraps: true, render: ({ reason }) => reason },
    ...headers.slice(0, COLUMNS_SHOWN).map(
      (title, at): Column<RowToFix> => ({
        key: `cell ${at}`,
        title: title || rowFixWords.unnamed(at + 1),
        render: ({ cells }) => <span title={cells[at]}>{cells[at]}</span>,
      }),
    ),
  ]
}

function Actions({ upload }: { readonly upload: Upload }) {
  const { uploadId } = upload
  const [isFixing, setIsFixing] = useState(false)
  const close = () => setIsFixing(false)
  const save = useMutation({ mutationFn: () => api.saveUnsentRows({ uploadId }), meta: { context: 'saving' } })
  return (
    <>
      <Button
        leftSection={<IconDownload size={14} stroke={1.5} aria-hidden />}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {words.save}
      </Button>
      <Button
        variant={mainAction(upload) === 'fix-unsent' ? 'filled' : 'default'}
        leftSection={<IconPencil size={14} stroke={1.5} aria-hidden />}
        onClick={() => setIsFixing(true)}
      >
        {words.fix}
      </Button>
      <Modal opened={isFixing} onClose={close} title={rowFixWords.unsentTitle} size="92vw">
        <FixUnsent upload={upload} onClose={close} />
      </Modal>
    </>
  )
}

function FixUnsent({ upload, onClose }: { readonly upload: Upload; readonly onClose: () => void }) {
  const [offset, setOffset] = useState(0)
  const page = useQuery(unsentRowsQuery(upload, offset))
  const fix = useMutation({
    mutationFn: (rows: readonly (readonly string[])[]) => api.fixUnsentRows({ uploadId: upload.uploadId, rows }),
    onSuccess: (file) => go({ screen: 'upload', files: [file], targetUri: upload.definition.uri }),
    meta: { context: 'saving' },
  })
  return (
    <RowEditor
      lead={rowFixWords.unsentLead}
      headers={page.data?.headers ?? []}
      page={page}
      onGo={setOffset}
      submitWords={rowFixWords.review}
      isBusy={fix.isPending}
      onSubmit={(rows) => fix.mutate([...rows].toSorted(([a], [b]) => a - b).map(([, cells]) => cells))}
      onClose={onClose}
    />
  )
}

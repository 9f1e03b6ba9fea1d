import { Button } from '@mantine/core'
import { IconDownload, IconPencil } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Upload } from '../../../../shared/uploads/upload.ts'
import { rejectedWords } from '../../../../shared/words/upload-page.ts'
import { api } from '../../../api.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { Pager } from '../../../ui/pager.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { rejectedRowsQuery } from '../queries.ts'
import { Section } from '../section.tsx'
import { FixRejected } from './fix-rejected.tsx'
import { rejectedColumns } from './rejected-columns.tsx'
import classes from './upload-body.module.css'

/** The rows Eloqua rejected, joined to the rows of the file, to be saved with their reasons or put right and sent again. */
export function RejectedRows({ upload }: { readonly upload: Upload }) {
  const [offset, setOffset] = useState(0)
  const page = useQuery({ ...rejectedRowsQuery(upload, offset), placeholderData: keepPreviousData })
  const total = page.data?.totalResults ?? 0
  if (page.data && total === 0) return null
  return (
    <Section
      title={rejectedWords.title(total, upload.ledger)}
      aside={total > 0 ? <Actions upload={upload} /> : undefined}
    >
      {page.isPending ? <SkeletonRows rows={4} label={rejectedWords.loading} /> : null}
      {page.error ? <Failure error={page.error} onRetry={() => void page.refetch()} inset /> : null}
      {page.data && total > 0 ? (
        <>
          <div className={classes.list}>
            <DataTable
              label={rejectedWords.label}
              columns={rejectedColumns(upload)}
              rows={page.data.items}
              rowKey={(row) => `${row.syncUri} ${row.recordIndex}`}
              totalRows={total}
              offset={page.data.offset}
            />
          </div>
          <Pager page={page.data} noun={rejectedWords.noun} onGo={setOffset} isFetching={page.isPlaceholderData} />
        </>
      ) : null}
    </Section>
  )
}

function Actions({ upload }: { readonly upload: Upload }) {
  const [fixing, setFixing] = useState(false)
  const save = useMutation({
    mutationFn: () => api.saveRejected({ uploadId: upload.uploadId }),
    meta: { context: 'saving' },
  })
  return (
    <>
      <Button
        leftSection={<IconDownload size={14} stroke={1.5} aria-hidden />}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {rejectedWords.save}
      </Button>
      <Button
        variant="filled"
        leftSection={<IconPencil size={14} stroke={1.5} aria-hidden />}
        onClick={() => setFixing(true)}
      >
        {rejectedWords.fix}
      </Button>
      <FixRejected upload={upload} opened={fixing} onClose={() => setFixing(false)} />
    </>
  )
}

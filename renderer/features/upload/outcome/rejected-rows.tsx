import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Upload } from '../../../../shared/uploads/upload.ts'
import { rejectedWords } from '../../../../shared/words/rejects.ts'
import { api } from '../../../api.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { RejectActions } from '../../../entities/rejects/reject-actions.tsx'
import type { RejectSource } from '../../../entities/rejects/reject-source.ts'
import { RejectTable } from '../../../entities/rejects/reject-table.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { rejectedKey, rejectedRowsQuery } from '../queries.ts'
import { Section } from '../section.tsx'
import { mainAction } from './main-action.ts'
import classes from './upload-body.module.css'

/** The rows Eloqua rejected, joined to the rows of the file, to be saved with their reasons or put right and sent again. */
export function RejectedRows({ upload }: { readonly upload: Upload }) {
  const [offset, setOffset] = useState(0)
  const page = useQuery({ ...rejectedRowsQuery(upload, offset), placeholderData: keepPreviousData })
  const total = page.data?.totalResults ?? 0
  const source = sourceOf(upload)
  const isMain = mainAction(upload) === 'fix-rejected'
  if (page.data && total === 0) return null
  return (
    <Section
      title={rejectedWords.title(total, upload.ledger)}
      aside={total > 0 ? <RejectActions {...{ source, isMain }} save={<SaveRejected upload={upload} />} /> : undefined}
    >
      {page.isPending ? <SkeletonRows rows={4} label={rejectedWords.loading} /> : null}
      {page.error ? <Failure error={page.error} onRetry={() => void page.refetch()} inset /> : null}
      {page.data && total > 0 ? (
        <RejectTable
          page={page.data}
          fields={source.fields ?? []}
          place="file"
          className={classes.list}
          isFetching={page.isPlaceholderData}
          onGo={setOffset}
        />
      ) : null}
    </Section>
  )
}

function sourceOf(upload: Upload): RejectSource {
  const { uploadId, definition, mappingWords } = upload
  return {
    key: rejectedKey(upload),
    definition,
    targetUri: definition.uri,
    fields: mappingWords.map(({ field }) => field),
    read: (offset, limit) => api.listRejectedRows({ uploadId, offset, limit }),
    fix: (headers, rows) => api.fixRejected({ uploadId, headers: [...headers], rows: rows.map((row) => [...row]) }),
  }
}

function SaveRejected({ upload: { uploadId } }: { readonly upload: Upload }) {
  const save = useMutation({ mutationFn: () => api.saveRejected({ uploadId }), meta: { context: 'saving' } })
  return (
    <Button
      leftSection={<IconDownload size={14} stroke={1.5} aria-hidden />}
      loading={save.isPending}
      onClick={() => save.mutate()}
    >
      {rejectedWords.save}
    </Button>
  )
}

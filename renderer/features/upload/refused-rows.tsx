import { Button } from '@mantine/core'
import { IconDownload, IconPencil } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { explainCode } from '../../../shared/elq-codes.ts'
import type { RefusedRow, Upload } from '../../../shared/upload.ts'
import { api } from '../../api.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { Failure } from '../../components/failure.tsx'
import { formatCount } from '../../components/numbers.ts'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { FixRefused } from './fix-refused.tsx'
import { REFUSED_PER_PAGE, refusedRowsQuery } from './queries.ts'
import { Section } from './section.tsx'
import classes from './upload.module.css'

/** The rows Eloqua refused, joined to the rows of the file, to be saved with their reasons or put right and sent again. */
export function RefusedRows({ upload }: { readonly upload: Upload }) {
  const [offset, setOffset] = useState(0)
  const [fixing, setFixing] = useState(false)
  const page = useQuery(refusedRowsQuery(upload.uploadId, offset))
  const save = useMutation({ mutationFn: () => api.saveRefused({ uploadId: upload.uploadId }) })
  const total = page.data?.totalResults ?? 0
  if (page.data && total === 0) return null
  const actions = (
    <>
      <Button
        leftSection={<IconDownload size={14} stroke={1.5} />}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        Save refused rows with reasons
      </Button>
      <Button variant="filled" leftSection={<IconPencil size={14} stroke={1.5} />} onClick={() => setFixing(true)}>
        Fix and resend
      </Button>
    </>
  )
  return (
    <Section
      title={`Refused rows${total > 0 ? ` (${formatCount(total)})` : ''}`}
      aside={total > 0 ? actions : undefined}
    >
      {page.isPending ? <SkeletonRows rows={4} label="Reading refused rows" /> : null}
      {page.error ? <Failure error={page.error} onRetry={() => void page.refetch()} inset /> : null}
      {page.data && total > 0 ? (
        <DataTable
          label="Refused rows"
          columns={columns(upload)}
          rows={page.data.items}
          rowKey={(row) => `${row.syncUri} ${row.recordIndex}`}
          totalRows={total}
          offset={offset}
        />
      ) : null}
      {total > REFUSED_PER_PAGE ? <Pager offset={offset} total={total} onGo={setOffset} /> : null}
      {fixing && page.data ? (
        <FixRefused upload={upload} rows={page.data.items} onClose={() => setFixing(false)} />
      ) : null}
    </Section>
  )
}

function Pager({
  offset,
  total,
  onGo,
}: {
  readonly offset: number
  readonly total: number
  readonly onGo: (offset: number) => void
}) {
  const last = Math.min(total, offset + REFUSED_PER_PAGE)
  return (
    <p className={classes.pager}>
      <Button disabled={offset === 0} onClick={() => onGo(offset - REFUSED_PER_PAGE)}>
        Previous
      </Button>
      {formatCount(offset + 1)} to {formatCount(last)} of {formatCount(total)}
      <Button disabled={last >= total} onClick={() => onGo(offset + REFUSED_PER_PAGE)}>
        Next
      </Button>
    </p>
  )
}

function columns(upload: Upload): readonly Column<RefusedRow>[] {
  return [
    { key: 'row', title: 'Row in file', width: 100, align: 'end', render: (row) => place(row) },
    { key: 'why', title: 'Why', width: 260, render: (row) => explainCode(row.statusCode)?.words ?? row.message },
    { key: 'code', title: 'Code', width: 100, render: (row) => <code>{row.statusCode}</code> },
    ...upload.mappingWords.map(
      ({ field }): Column<RefusedRow> => ({
        key: `field ${field}`,
        title: field,
        render: (row) => (
          <span className={row.invalidFields.includes(field) ? classes.invalid : undefined}>
            {row.fieldValues[field] ?? ''}
          </span>
        ),
      }),
    ),
  ]
}

function place(row: RefusedRow): string {
  if (row.fileRow === undefined) return 'not found'
  return `${formatCount(row.fileRow)}${row.ambiguous ? ' ?' : ''}`
}

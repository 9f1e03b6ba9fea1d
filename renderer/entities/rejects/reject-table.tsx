import { IconCopy } from '@tabler/icons-react'
import type { ListPage } from '../../../shared/eloqua/sync.ts'
import type { RejectedRow } from '../../../shared/uploads/upload.ts'
import { rejectedWords } from '../../../shared/words/rejects.ts'
import { announce } from '../../ui/announcer.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Pager } from '../../ui/pager.tsx'
import type { RowMenu } from '../../ui/row-menu.tsx'
import { copyText } from '../../window/copy-text.ts'
import { type RejectPlace, reasonOf, rejectColumns } from './reject-columns.tsx'

interface RejectTableProps {
  readonly page: ListPage<RejectedRow>
  /** The columns: what was sent, field by field. */
  readonly fields: readonly string[]
  readonly place: RejectPlace
  /** Around the rows, where the page itself scrolls. */
  readonly className?: string
  readonly isFetching?: boolean
  readonly onGo: (offset: number) => void
}

/** `Invalid email address · Eloqua: “…” · ELQ-00002` */
function reasonText(row: RejectedRow): string {
  return rejectedWords.copied({ reason: reasonOf(row), ...row })
}

const ROW_MENU: RowMenu<RejectedRow> = {
  label: ({ fileRow, recordIndex }) => rejectedWords.menu(fileRow ?? recordIndex),
  items: (row) => [
    {
      label: rejectedWords.copyReason,
      icon: IconCopy,
      onChoose: () => void copyText(reasonText(row)).then(() => announce(rejectedWords.reasonCopied)),
    },
  ],
}

/** Rejected rows, each with its reason and its cells: the same wherever they are shown. */
export function RejectTable({ page, fields, place, className, isFetching, onGo }: RejectTableProps) {
  const table = (
    <DataTable
      label={rejectedWords.label}
      columns={rejectColumns(fields, place)}
      rows={page.items}
      rowKey={(row) => `${row.syncUri} ${row.recordIndex}`}
      totalRows={page.totalResults ?? -1}
      offset={page.offset}
      rowMenu={ROW_MENU}
    />
  )
  return (
    <>
      {className ? <div className={className}>{table}</div> : table}
      <Pager page={page} noun={rejectedWords.noun} onGo={onGo} isFetching={isFetching} />
    </>
  )
}

import type { RejectedRow } from '../../../shared/uploads/upload.ts'
import { explainCode } from '../../../shared/words/code-words.ts'
import { formatCount } from '../../../shared/words/numbers.ts'
import { rejectedWords } from '../../../shared/words/rejects.ts'
import type { Column } from '../../ui/data-table.tsx'
import { showCell } from '../../ui/grid/cell-text.ts'
import classes from './reject-table.module.css'

/** Above this many fields each column gets a width and the table scrolls sideways. */
const MAX_SQUEEZED = 6
const FIELD_WIDTH = 170

/** `file`: each row is joined to the file that was sent. `sync`: only Eloqua's own numbering is known. */
export type RejectPlace = 'file' | 'sync'

export function rejectColumns(fields: readonly string[], place: RejectPlace): readonly Column<RejectedRow>[] {
  const isWide = fields.length > MAX_SQUEEZED
  return [
    place === 'file'
      ? { key: 'row', title: rejectedWords.row, width: 100, align: 'end', render: (row) => <FileRow row={row} /> }
      : {
          key: 'row',
          title: rejectedWords.position,
          width: 100,
          align: 'end',
          render: (row) => <span title={rejectedWords.positionHint}>{formatCount(row.recordIndex)}</span>,
        },
    { key: 'why', title: rejectedWords.why, width: 300, wraps: true, render: (row) => <Why row={row} /> },
    ...fields.map(
      (field): Column<RejectedRow> => ({
        key: `field-${field}`,
        title: field,
        ...(isWide ? { width: FIELD_WIDTH } : {}),
        render: (row) => <Cell row={row} field={field} />,
      }),
    ),
    { key: 'code', title: rejectedWords.code, width: 100, render: (row) => <code>{row.statusCode}</code> },
  ]
}

function Cell({ row, field }: { readonly row: RejectedRow; readonly field: string }) {
  const value = row.fieldValues[field] ?? ''
  const isInvalid = row.invalidFields.includes(field)
  return (
    <span className={isInvalid ? classes.invalid : undefined} title={value}>
      {value === '' && isInvalid ? rejectedWords.empty : showCell(value)}
    </span>
  )
}

function Why({ row }: { readonly row: RejectedRow }) {
  const reason = reasonOf(row)
  const isSaidAlready = plain(reason).includes(plain(row.message))
  return (
    <>
      {reason}
      {isSaidAlready ? null : <span className={classes.message}>{rejectedWords.eloqua(row.message)}</span>}
    </>
  )
}

/** Letters alone: “Contact does not exist.” says no more than “The contact does not exist”. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

export function reasonOf({ statusCode, message }: RejectedRow): string {
  return explainCode(statusCode)?.words ?? (message || rejectedWords.noReason)
}

function FileRow({ row }: { readonly row: RejectedRow }) {
  if (row.fileRow === undefined) return <span title={rejectedWords.notFoundHint}>{rejectedWords.notFound}</span>
  if (!row.ambiguous) return formatCount(row.fileRow)
  return <span title={rejectedWords.ambiguousHint}>{rejectedWords.ambiguous(row.fileRow)}</span>
}

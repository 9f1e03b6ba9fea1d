import type { RejectedRow, Upload } from '../../../../shared/uploads/upload.ts'
import { explainCode } from '../../../../shared/words/code-words.ts'
import { formatCount } from '../../../../shared/words/numbers.ts'
import { rejectedWords } from '../../../../shared/words/upload-page.ts'
import type { Column } from '../../../ui/data-table.tsx'
import classes from './upload-body.module.css'

/** Above this many fields each column gets a width and the table scrolls sideways. */
const MAX_SQUEEZED = 6
const FIELD_WIDTH = 170

export function rejectedColumns(upload: Pick<Upload, 'mappingWords'>): readonly Column<RejectedRow>[] {
  const isWide = upload.mappingWords.length > MAX_SQUEEZED
  return [
    { key: 'row', title: rejectedWords.row, width: 100, align: 'end', render: (row) => <Place row={row} /> },
    { key: 'why', title: rejectedWords.why, width: 240, render: (row) => <Why row={row} /> },
    ...upload.mappingWords.map(
      ({ field }): Column<RejectedRow> => ({
        key: `field-${field}`,
        title: field,
        ...(isWide ? { width: FIELD_WIDTH } : {}),
        render: (row) => (
          <span
            className={row.invalidFields.includes(field) ? classes.invalid : undefined}
            title={row.fieldValues[field]}
          >
            {row.fieldValues[field] ?? ''}
          </span>
        ),
      }),
    ),
    { key: 'code', title: rejectedWords.code, width: 100, render: (row) => <code>{row.statusCode}</code> },
  ]
}

function Why({ row }: { readonly row: RejectedRow }) {
  return <span title={row.message}>{explainCode(row.statusCode)?.words ?? row.message}</span>
}

function Place({ row }: { readonly row: RejectedRow }) {
  if (row.fileRow === undefined) return <span title={rejectedWords.notFoundHint}>{rejectedWords.notFound}</span>
  if (!row.ambiguous) return formatCount(row.fileRow)
  return <span title={rejectedWords.ambiguousHint}>{rejectedWords.ambiguous(row.fileRow)}</span>
}

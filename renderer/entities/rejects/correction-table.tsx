import { Checkbox } from '@mantine/core'
import type { ListPage } from '../../../shared/eloqua/sync.ts'
import type { RejectedRow } from '../../../shared/uploads/upload.ts'
import { formatCount } from '../../../shared/words/numbers.ts'
import { correctionWords } from '../../../shared/words/rejects.ts'
import classes from '../../ui/edit-grid.module.css'
import { toEditable } from '../../ui/edited-cell.ts'
import { reasonOf } from './reject-columns.tsx'
import type { useCorrections } from './use-corrections.ts'

interface CorrectionTableProps {
  readonly fields: readonly string[]
  readonly page: ListPage<RejectedRow>
  readonly corrections: ReturnType<typeof useCorrections>
}

export function CorrectionTable({ fields, page, corrections }: CorrectionTableProps) {
  return (
    <div className={classes.grid}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <Checkbox
                aria-label={correctionWords.sendAll}
                checked={corrections.kept.length > 0}
                onChange={(event) => corrections.setAllSent(event.currentTarget.checked)}
              />
            </th>
            <th scope="col">{correctionWords.row}</th>
            <th scope="col">{correctionWords.why}</th>
            {fields.map((field) => (
              <th key={field} scope="col">
                {field}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.items.map((row, index) => (
            <Line
              key={`${row.syncUri} ${row.recordIndex}`}
              row={row}
              at={page.offset + index}
              fields={fields}
              corrections={corrections}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface LineProps extends Pick<CorrectionTableProps, 'fields' | 'corrections'> {
  readonly row: RejectedRow
  /** 0-based place among all rejected rows. */
  readonly at: number
}

function Line({ row, at, fields, corrections }: LineProps) {
  const name = correctionWords.nameOf(row.fileRow, at + 1)
  const isSent = corrections.isSent(at)
  return (
    <tr data-left-out={isSent ? undefined : true}>
      <td>
        <Checkbox
          aria-label={correctionWords.send(name)}
          checked={isSent}
          onChange={(event) => corrections.setSent(at, event.currentTarget.checked)}
        />
      </td>
      <td className={classes.place}>{row.fileRow === undefined ? '–' : formatCount(row.fileRow)}</td>
      <td className={classes.reason}>{reasonOf(row)}</td>
      {fields.map((field, column) => (
        <td key={field}>
          <textarea
            aria-label={correctionWords.cell(field, name)}
            aria-invalid={row.invalidFields.includes(field) || undefined}
            rows={1}
            readOnly={!isSent}
            value={toEditable(corrections.cellsOf(at)[column] ?? '')}
            onChange={(event) => corrections.edit(at, column, event.currentTarget.value)}
          />
        </td>
      ))}
    </tr>
  )
}

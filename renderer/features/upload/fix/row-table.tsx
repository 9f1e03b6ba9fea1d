import type { RowToFix } from '../../../../shared/csv/fixes.ts'
import { rowFixWords as words } from '../../../../shared/words/fixes.ts'
import { formatCount } from '../../../../shared/words/numbers.ts'
import classes from '../../../ui/edit-grid.module.css'
import { fromEditable, toEditable } from '../../../ui/edited-cell.ts'

interface RowTableProps {
  readonly headers: readonly string[]
  readonly rows: readonly RowToFix[]
  /** The cells of the rows that were edited, by the number of the row. */
  readonly edits: ReadonlyMap<number, readonly string[]>
  readonly onEdit: (row: number, cells: readonly string[] | undefined) => void
}

/** Rows with what is wrong beside each, and a field for every cell. A cell that is not touched keeps its text to the last character. */
export function RowTable({ headers, rows, edits, onEdit }: RowTableProps) {
  const widest = Math.max(headers.length, ...rows.map(({ cells }) => cells.length))
  const names = [
    ...headers.map((name, at) => name || words.unnamed(at + 1)),
    ...Array.from({ length: widest - headers.length }, (_, at) => words.extra(at + 1)),
  ]
  return (
    <div className={classes.grid}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.row}</th>
            <th scope="col">{words.why}</th>
            {names.map((name, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity; names may repeat
              <th key={at} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line
              key={row.row}
              row={row}
              names={names}
              columns={headers.length}
              edited={edits.get(row.row)}
              onEdit={onEdit}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface LineProps {
  readonly row: RowToFix
  readonly names: readonly string[]
  /** Cells a row of the file should have. */
  readonly columns: number
  readonly edited: readonly string[] | undefined
  readonly onEdit: RowTableProps['onEdit']
}

function Line({ row: { row, reason, cells }, names, columns, edited, onEdit }: LineProps) {
  const shown = edited ?? cells
  const edit = (column: number, text: string) => {
    const full = [...shown, ...Array.from({ length: Math.max(0, columns - shown.length) }, () => '')]
    const changed = full.with(column, fromEditable(text, cells[column] ?? ''))
    // Cells beyond the last column go once they are empty.
    while (changed.length > columns && changed.at(-1) === '') changed.pop()
    onEdit(row, changed)
  }
  return (
    <tr data-edited={edited ? true : undefined}>
      <td className={classes.place}>{formatCount(row)}</td>
      <td className={classes.reason}>
        {reason}
        {edited ? (
          <button type="button" aria-label={words.revert(row)} onClick={() => onEdit(row, undefined)}>
            {words.revertShort}
          </button>
        ) : null}
      </td>
      {names.map((name, column) => {
        const isThere = column < Math.max(columns, shown.length)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <td key={column}>
            {isThere ? (
              <textarea
                aria-label={words.cell(name, row)}
                rows={1}
                value={toEditable(shown[column] ?? '')}
                onChange={(event) => edit(column, event.currentTarget.value)}
              />
            ) : null}
          </td>
        )
      })}
    </tr>
  )
}

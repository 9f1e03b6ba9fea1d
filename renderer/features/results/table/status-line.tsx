import type { ResultPage } from '../../../../shared/contract/result-page.ts'
import { formatCount, formatCounted } from '../../../../shared/words/numbers.ts'
import { type GridSelection, selectedBox } from '../../../ui/grid/grid-selection.ts'
import { TimeText } from '../../../ui/time-text.tsx'
import { describeRows } from './page-place.ts'
import classes from './result-table.module.css'

interface StatusLineProps {
  readonly page: ResultPage
  /** Until when Eloqua keeps the data, as far as that is known. */
  readonly keptUntil: Date | undefined
  readonly selection: GridSelection
  /** Another page is on its way. */
  readonly isFetching: boolean
}

/** Which rows these are, how old, and how long they can still be read. */
export function StatusLine({ page, keptUntil, selection, isFetching }: StatusLineProps) {
  return (
    <footer className={classes.status}>
      <span>
        {describeRows(page)} · fetched <TimeText value={page.fetchedAt} /> ·{' '}
        {keptUntil ? (
          <>
            kept by Eloqua until <TimeText value={keptUntil.toISOString()} />
          </>
        ) : (
          'how long Eloqua keeps it is not known'
        )}
      </span>
      <span role="status">{isFetching ? 'Fetching another page…' : describeSelection(selection)}</span>
    </footer>
  )
}

function describeSelection(selection: GridSelection): string {
  const { firstRow, lastRow, firstColumn, lastColumn } = selectedBox(selection)
  const rows = lastRow - firstRow + 1
  const columns = lastColumn - firstColumn + 1
  if (rows * columns === 1) return ''
  return `${formatCounted(rows, 'row')} × ${formatCounted(columns, 'column')} selected: ${formatCount(rows * columns)} cells`
}

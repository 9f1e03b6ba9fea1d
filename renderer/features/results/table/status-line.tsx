import type { ResultPage } from '../../../../shared/contract/result-page.ts'
import { resultStatusWords } from '../../../../shared/words/results.ts'
import { type GridSelection, selectedBox } from '../../../ui/grid/grid-selection.ts'
import { TimeText } from '../../../ui/time-text.tsx'
import { useNow } from '../../../ui/use-now.ts'
import classes from './result-table.module.css'

const words = resultStatusWords

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
  const now = useNow()
  return (
    <footer className={classes.status}>
      <span>
        {words.rows(page)} · {words.loaded} <TimeText value={page.fetchedAt} /> ·{' '}
        {keptUntil ? (
          <>
            {keptUntil > now ? words.expires : words.expired} <TimeText value={keptUntil.toISOString()} />
          </>
        ) : (
          words.expiryUnknown
        )}
      </span>
      <span role="status">{isFetching ? words.loadingPage : describeSelection(selection)}</span>
    </footer>
  )
}

function describeSelection(selection: GridSelection): string {
  const { firstRow, lastRow, firstColumn, lastColumn } = selectedBox(selection)
  const rows = lastRow - firstRow + 1
  const columns = lastColumn - firstColumn + 1
  if (rows * columns === 1) return ''
  return words.selected(rows, columns)
}

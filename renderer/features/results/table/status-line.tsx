import type { ResultPage } from '../../../../shared/contract/result-page.ts'
import { resultStatusWords } from '../../../../shared/words/results.ts'
import { countCells, type GridSelection, selectedBoxes } from '../../../ui/grid/grid-selection.ts'
import { TimeText } from '../../../ui/time-text.tsx'
import { useNow } from '../../../ui/use-now.ts'
import classes from './result-table.module.css'

const words = resultStatusWords

interface StatusLineProps {
  readonly page: ResultPage
  /** Until when Eloqua keeps the data, as far as that is known. */
  readonly keptUntil: Date | undefined
  /** How many are shown. */
  readonly columns: number
  readonly selection: GridSelection
  /** Another page is on its way. */
  readonly isFetching: boolean
}

/** Which rows these are, how old, and how long they can still be read. */
export function StatusLine({ page, columns, keptUntil, selection, isFetching }: StatusLineProps) {
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
      <span role="status">
        {isFetching ? words.loadingPage : describeSelection(selection, { rows: page.rows, columns })}
      </span>
    </footer>
  )
}

function describeSelection(
  selection: GridSelection,
  size: { readonly rows: number; readonly columns: number },
): string {
  const boxes = selectedBoxes(selection, size)
  const cells = countCells(boxes)
  const [box] = boxes
  if (cells <= 1 || !box) return ''
  if (boxes.length > 1) return words.selectedParts(boxes.length, cells)
  return words.selected(box.lastRow - box.firstRow + 1, box.lastColumn - box.firstColumn + 1)
}

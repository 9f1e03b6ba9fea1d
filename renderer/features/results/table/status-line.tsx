import type { AppError } from '../../../../shared/contract/errors.ts'
import type { Run } from '../../../../shared/contract/run.ts'
import { describeError } from '../../../../shared/words/errors.ts'
import { runStatusWords } from '../../../../shared/words/result-rows.ts'
import { countCells, type GridSelection, selectedBoxes } from '../../../ui/grid/grid-selection.ts'
import { ProgressBar } from '../../../ui/progress-bar.tsx'
import { TimeText } from '../../../ui/time-text.tsx'
import { useNow } from '../../../ui/use-now.ts'
import type { RunTable } from './run-table.ts'
import classes from './run-view.module.css'
import { isFiltered } from './view-state.ts'

const words = runStatusWords

interface StatusLineProps {
  readonly table: RunTable
  readonly selection: GridSelection
  /** Rows that could not be read. */
  readonly error: AppError | undefined
}

/** How many rows these are, how old, how long they can still be had, and what is selected. */
export function StatusLine({ table, selection, error }: StatusLineProps) {
  const { run, view, columns } = table
  const size = { rows: view.source.rows, columns: columns.shown.length }
  const rows = words.rows(view.source.rows, run, isFiltered(view.state))
  return (
    <footer className={classes.status}>
      <span className={classes.facts}>
        {rows} · {words.loaded} <TimeText value={run.fetchedAt} /> · <Lasts run={run} />
      </span>
      {run.state.kind === 'arriving' ? <Progress run={run} words={rows} /> : null}
      <span role="status">
        {error
          ? describeError(error, 'reading').title
          : view.isStale
            ? words.updating
            : describeSelection(selection, size)}
      </span>
    </footer>
  )
}

/** Kept rows stay; others last as long as Eloqua has them. */
function Lasts({ run: { kept, expiresAt } }: { readonly run: Run }) {
  const now = useNow()
  if (kept) return words.kept
  if (!expiresAt) return words.expiryUnknown
  return (
    <>
      {new Date(expiresAt) > now ? words.expires : words.expired} <TimeText value={expiresAt} />
    </>
  )
}

function Progress({ run: { rows, total }, words: said }: { readonly run: Run; readonly words: string }) {
  const percent = total ? Math.min(100, (rows / total) * 100) : undefined
  return (
    <span className={classes.progress}>
      <ProgressBar size={5} label={words.progress} words={said} percent={percent} />
    </span>
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

import { useMutation } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { Run } from '../../../../shared/contract/run.ts'
import { rowWords } from '../../../../shared/words/controls.ts'
import { filterWords } from '../../../../shared/words/result-view.ts'
import { resultWords } from '../../../../shared/words/results.ts'
import { api } from '../../../api.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Grid } from '../../../ui/grid/grid.tsx'
import { useCommand } from '../../../window/commands.ts'
import { useEscape } from '../../../window/use-escape.ts'
import { Docked } from './docked.tsx'
import { FilterBar } from './filter-bar.tsx'
import { Overlays } from './overlays.tsx'
import { RunNotice } from './run-notice.tsx'
import type { RunTable } from './run-table.ts'
import { RunToolbar } from './run-toolbar.tsx'
import classes from './run-view.module.css'
import { StatusLine } from './status-line.tsx'
import { useCopyCells } from './use-copy-cells.ts'
import { useHeaderControls } from './use-header-controls.tsx'
import { useRunTable } from './use-run-table.ts'
import { isFiltered } from './view-state.ts'

interface RunViewProps {
  readonly run: Run
  /** What was exported: the arrangement of columns is remembered by it. */
  readonly layoutKey: string
}

/** The rows of a run: to look through, sort, filter, search, copy and save. */
export function RunView({ run, layoutKey }: RunViewProps) {
  const grid = useRef<HTMLDivElement>(null)
  const { table, rows, panel, overlay, selection } = useRunTable(run, layoutKey, grid)
  const [found, setFound] = useState('')
  const { view, columns, showPanel, showOverlay, toRows } = table
  const { source } = view
  const copy = useCopyCells(table)
  const save = useMutation({ mutationFn: () => api.saveRun({ runId: run.runId, format: 'raw' }) })
  useCommand('save-csv', () => save.mutate())
  const header = useHeaderControls(table)
  const closePanel = useCallback(() => {
    showPanel(undefined)
    toRows()
  }, [showPanel, toRows])
  useEscape(panel ? closePanel : undefined)
  const activeRow = Math.min(selection.focus.row, Math.max(0, source.rows - 1))
  const cells = rows.getRow(activeRow)
  const activeColumn = columns.shown[Math.min(selection.focus.column, columns.shown.length - 1)]?.source
  return (
    <section className={classes.view} aria-label={resultWords.label}>
      <RunToolbar table={table} onFind={setFound} />
      <FilterBar table={table} />
      <RunNotice run={run} />
      {view.error ? <Failure error={view.error} onRetry={view.retry} inset /> : null}
      <div className={classes.rows}>
        {source.rows === 0 && !view.isStale ? (
          <NoRows table={table} run={run} />
        ) : (
          <Grid
            ref={grid}
            label={resultWords.grid}
            pageKey={`${run.runId}/${run.generation}/${JSON.stringify([view.state.filters, view.state.sorts, view.state.search])}`}
            isStale={view.isStale}
            rowCount={source.rows}
            greatestNumber={run.total ?? run.rows}
            columns={columns.shown}
            getRow={rows.getRow}
            onRowsInView={rows.onRowsInView}
            selection={selection}
            onSelect={(next) => table.changeSelection(() => next)}
            onCopy={() => copy({ format: 'spreadsheet', withHeader: false })}
            onOpenRow={() => showPanel({ kind: 'row' })}
            onResize={columns.resize}
            onFit={columns.fit}
            onMove={(name, before) => columns.move(name, columns.ordered.indexOf(before))}
            onCellMenu={(at) => showOverlay({ kind: 'cell-menu', at })}
            header={header}
            found={found.toLowerCase() || undefined}
          />
        )}
        <Docked
          table={table}
          panel={panel}
          title={rowWords.title(cells?.number ?? activeRow + 1)}
          cells={cells?.cells}
          activeRow={activeRow}
          onClose={closePanel}
        />
      </div>
      <StatusLine table={table} selection={selection} error={rows.error} />
      <Overlays table={table} overlay={overlay} value={cells?.cells[activeColumn ?? -1]} />
    </section>
  )
}

interface NoRowsProps {
  readonly run: Run
  readonly table: RunTable
}

/** That nothing was exported is said only where Eloqua said so. */
function NoRows({ run: { state, total }, table: { view } }: NoRowsProps) {
  if (isFiltered(view.state)) return <EmptyState title={filterWords.none}>{filterWords.noneHint}</EmptyState>
  if (state.kind === 'complete') return <EmptyState title={resultWords.none}>{resultWords.noneHint}</EmptyState>
  return <EmptyState title={resultWords.noneHere}>{resultWords.noneHereHint(total)}</EmptyState>
}

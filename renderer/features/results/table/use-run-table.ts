import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Box, Run } from '../../../../shared/contract/run.ts'
import type { GridColumn } from '../../../ui/grid/column-layout.ts'
import { type GridBox, type GridSelection, selectedBoxes, selectionAt } from '../../../ui/grid/grid-selection.ts'
import { recallPlace, rememberPlace } from './remembered-place.ts'
import type { Overlay, Panel, RunTable } from './run-table.ts'
import { useColumnLayout } from './use-column-layout.ts'
import { useRowBlocks } from './use-row-blocks.ts'
import { useRunView } from './use-run-view.ts'

/** Everything a run's table holds: the part its controls share, and the part that changes with every scroll and key. */
export function useRunTable(run: Run, layoutKey: string, grid: RefObject<HTMLDivElement | null>) {
  const view = useRunView(run)
  const rows = useRowBlocks(view.source)
  const columns = useColumnLayout(layoutKey, run.columns, rows.sample)
  const [panel, showPanel] = useState<Panel>()
  const [overlay, showOverlay] = useState<Overlay>()
  const selecting = useSelection(run.runId, columns.shown, view.source.rows)
  const toRows = useCallback(() => grid.current?.focus(), [grid])
  const nameOf = useCallback((column: number) => run.columns[column] ?? '', [run.columns])
  const { active, select, changeSelection, boxes } = selecting
  const table = useMemo<RunTable>(
    () => ({
      run,
      view,
      columns,
      nameOf,
      showPanel,
      showOverlay,
      active,
      select,
      changeSelection,
      boxes,
      toRows,
    }),
    [run, view, columns, nameOf, active, select, changeSelection, boxes, toRows],
  )
  return { table, rows, panel, overlay, selection: selecting.selection }
}

function useSelection(runId: string, shown: readonly GridColumn[], rows: number) {
  const [selection, setSelection] = useState<GridSelection>(() => {
    const place = recallPlace(runId)
    return selectionAt(place?.row ?? 0, place?.column ?? 0)
  })
  // Read when something is done with the selection, so that what does it need not render with every key.
  const latest = useRef({ selection, shown, rows })
  useLayoutEffect(() => {
    latest.current = { selection, shown, rows }
  })
  const changeSelection = useCallback(
    (change: (selection: GridSelection) => GridSelection) =>
      setSelection((before) => {
        const next = change(before)
        rememberPlace(runId, next.focus)
        return next
      }),
    [runId],
  )
  const select = useCallback(
    (row: number, column?: number) => {
      const at = latest.current.shown.findIndex(({ source }) => source === column)
      changeSelection(({ focus }) => selectionAt(row, at < 0 ? focus.column : at))
    },
    [changeSelection],
  )
  const active = useCallback(() => {
    const { focus } = latest.current.selection
    return { row: focus.row, column: latest.current.shown[focus.column]?.source ?? 0 }
  }, [])
  const boxes = useCallback(() => {
    const now = latest.current
    const size = { rows: now.rows, columns: now.shown.length }
    return selectedBoxes(now.selection, size).map((box) => toBox(box, now.shown))
  }, [])
  return { selection, changeSelection, select, active, boxes }
}

function toBox({ firstRow, lastRow, firstColumn, lastColumn }: GridBox, shown: readonly GridColumn[]): Box {
  return { firstRow, lastRow, columns: shown.slice(firstColumn, lastColumn + 1).map(({ source }) => source) }
}

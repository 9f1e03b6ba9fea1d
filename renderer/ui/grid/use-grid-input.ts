import type { KeyboardEvent, MouseEvent } from 'react'
import type { GridColumn } from './column-layout.ts'
import { type GridCell, type GridSelection, type GridSize, moveSelection } from './grid-selection.ts'

/** How far Alt+Shift with an arrow widens or narrows a column. */
const WIDTH_STEP = 24

interface GridInput {
  readonly selection: GridSelection
  readonly size: GridSize
  readonly columns: readonly GridColumn[]
  readonly onSelect: (selection: GridSelection) => void
  readonly onCopy: () => void
  readonly onOpenRow: (row: number) => void
  readonly onResize: (name: string, width: number) => void
}

/** What keys and the mouse do in a grid, by the ARIA grid pattern. */
export function useGridInput(input: GridInput) {
  return { onKeyDown: keyHandler(input), ...mouseHandlers(input) }
}

function keyHandler({ selection, size, columns, onSelect, onCopy, onOpenRow, onResize }: GridInput) {
  function act(event: KeyboardEvent): boolean {
    const isCommand = event.ctrlKey || event.metaKey
    if (isCommand && event.key.toLowerCase() === 'c') onCopy()
    else if (!isCommand && (event.key === ' ' || event.key === 'Enter')) onOpenRow(selection.focus.row)
    else if (event.altKey && event.shiftKey) return resize(event.key)
    else return move(event)
    return true
  }

  function move(event: KeyboardEvent): boolean {
    const next = moveSelection(selection, event, size)
    if (next) onSelect(next)
    return next !== undefined
  }

  function resize(key: string): boolean {
    const column = columns[selection.focus.column]
    const step = key === 'ArrowRight' ? WIDTH_STEP : key === 'ArrowLeft' ? -WIDTH_STEP : 0
    if (!column || step === 0) return false
    onResize(column.name, column.width + step)
    return true
  }

  return (event: KeyboardEvent) => {
    if (size.rows === 0 || !act(event)) return
    event.preventDefault()
    event.stopPropagation()
  }
}

function mouseHandlers({ selection, onSelect, onOpenRow }: GridInput) {
  return {
    onMouseDown(event: MouseEvent) {
      const cell = cellUnder(event)
      if (!cell || event.button !== 0) return
      onSelect({ anchor: event.shiftKey ? selection.anchor : cell, focus: cell })
    },
    onMouseOver(event: MouseEvent) {
      const cell = event.buttons === 1 && cellUnder(event)
      if (cell) onSelect({ anchor: selection.anchor, focus: cell })
    },
    onDoubleClick(event: MouseEvent) {
      const cell = cellUnder(event)
      if (cell) onOpenRow(cell.row)
    },
  }
}

function cellUnder(event: MouseEvent): GridCell | undefined {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[role="gridcell"]') : null
  if (!cell) return undefined
  return { row: Number(cell.dataset.row), column: Number(cell.dataset.column) }
}

import type { KeyboardEvent, MouseEvent } from 'react'
import type { Point } from '../anchored.tsx'
import type { GridColumn } from './column-layout.ts'
import {
  collapse,
  type GridCell,
  type GridSelection,
  type GridSize,
  moveSelection,
  type Span,
  selectedBoxes,
  selectTo,
} from './grid-selection.ts'

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
  /** Asks for the menu of the active cell, at a place in the window. */
  readonly onCellMenu?: (at: Point) => void
  readonly onColumnMenu?: (column: GridColumn, at: Point) => void
  /** Where a cell is in the window, for a menu that a key asks for. */
  readonly placeOf: (cell: GridCell) => Point
}

/** What keys and the mouse do in a grid, by the ARIA grid pattern. */
export function useGridInput(input: GridInput) {
  return { onKeyDown: keyHandler(input), ...mouseHandlers(input) }
}

function keyHandler(input: GridInput) {
  return (event: KeyboardEvent) => {
    // Fields and buttons in the header keep their keys.
    if (event.target !== event.currentTarget || input.size.rows === 0 || !act(input, event)) return
    event.preventDefault()
    event.stopPropagation()
  }
}

/** Says whether the key was the grid's. */
function act(input: GridInput, event: KeyboardEvent): boolean {
  const isCommand = event.ctrlKey || event.metaKey
  if (isCommand && event.key.toLowerCase() === 'c') input.onCopy()
  else if (!isCommand && !event.shiftKey && (event.key === ' ' || event.key === 'Enter'))
    input.onOpenRow(input.selection.focus.row)
  else if (openMenu(input, event)) return true
  else if (event.altKey && event.shiftKey) return resize(input, event.key)
  else if (event.key === 'Escape') return letGo(input)
  else return move(input, event)
  return true
}

function openMenu({ selection, columns, onColumnMenu, onCellMenu, placeOf }: GridInput, event: KeyboardEvent): boolean {
  const column = columns[selection.focus.column]
  if (event.altKey && event.key === 'ArrowDown' && column && onColumnMenu) {
    onColumnMenu(column, placeOf(selection.focus))
    return true
  }
  const asksForMenu = event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')
  if (!asksForMenu || !onCellMenu) return false
  onCellMenu(placeOf(selection.focus))
  return true
}

/** Esc first lets go of what is selected beside the active cell; only then the key is the window's. */
function letGo({ selection, onSelect }: GridInput): boolean {
  const isPlain = selection.others.length === 0 && selection.span === 'cells'
  if (isPlain && isSameCell(selection.anchor, selection.focus)) return false
  onSelect(collapse(selection))
  return true
}

function move({ selection, size, onSelect }: GridInput, event: KeyboardEvent): boolean {
  const next = moveSelection(selection, event, size)
  if (next) onSelect(next)
  return next !== undefined
}

function resize({ selection, columns, onResize }: GridInput, key: string): boolean {
  const column = columns[selection.focus.column]
  const step = key === 'ArrowRight' ? WIDTH_STEP : key === 'ArrowLeft' ? -WIDTH_STEP : 0
  if (!column || step === 0) return false
  onResize(column.name, column.width + step)
  return true
}

function mouseHandlers({ selection, size, onSelect, onOpenRow, onCellMenu }: GridInput) {
  const select = (event: MouseEvent, place: Place, goesOn: boolean) => {
    const cell = { row: place.row ?? selection.focus.row, column: place.column ?? selection.focus.column }
    const adds = event.ctrlKey || event.metaKey
    onSelect(selectTo(selection, cell, { span: place.span, extends: goesOn, adds }))
  }
  return {
    onMouseDown(event: MouseEvent) {
      const place = placeUnder(event)
      if (!place || event.button !== 0) return
      // A header sorts when it is clicked; with Ctrl or ⌘ the click selects the column.
      if (place.span === 'columns' && !event.ctrlKey && !event.metaKey) return
      select(event, place, event.shiftKey)
    },
    onMouseOver(event: MouseEvent) {
      const place = event.buttons === 1 ? placeUnder(event) : undefined
      if (place && place.span === selection.span && place.span !== 'columns') select(event, place, true)
    },
    onDoubleClick(event: MouseEvent) {
      const place = placeUnder(event)
      if (place?.row !== undefined) onOpenRow(place.row)
    },
    onContextMenu(event: MouseEvent) {
      const place = placeUnder(event)
      if (!onCellMenu || place?.row === undefined) return
      event.preventDefault()
      if (!isSelected(selection, size, place)) select(event, place, false)
      onCellMenu({ x: event.clientX, y: event.clientY })
    },
  }
}

interface Place {
  readonly row?: number
  readonly column?: number
  readonly span: Span
}

/** What the pointer is on: a cell, a row's number, a column's header, or the corner that stands for everything. */
function placeUnder(event: MouseEvent): Place | undefined {
  const target = event.target instanceof Element ? event.target : undefined
  if (target?.closest('button, input, [data-own-click]')) return undefined
  const element = target?.closest<HTMLElement>('[role="gridcell"], [role="rowheader"], [role="columnheader"]')
  if (!element) return undefined
  const { row, column, corner } = element.dataset
  if (corner !== undefined) return { span: 'all' }
  if (row === undefined) return { column: Number(column), span: 'columns' }
  return column === undefined
    ? { row: Number(row), span: 'rows' }
    : { row: Number(row), column: Number(column), span: 'cells' }
}

function isSelected(selection: GridSelection, size: GridSize, { row = 0, column }: Place): boolean {
  return selectedBoxes(selection, size).some(
    (box) =>
      row >= box.firstRow &&
      row <= box.lastRow &&
      (column === undefined || (column >= box.firstColumn && column <= box.lastColumn)),
  )
}

function isSameCell(a: GridCell, b: GridCell): boolean {
  return a.row === b.row && a.column === b.column
}

import { clamp } from './grid-geometry.ts'

/** A cell of the grid: 0-based row, and position among the shown columns. */
export interface GridCell {
  readonly row: number
  readonly column: number
}

/** `focus` is the active cell; the selection spans from `anchor` to it. */
export interface GridSelection {
  readonly anchor: GridCell
  readonly focus: GridCell
}

export interface GridSize {
  readonly rows: number
  readonly columns: number
  readonly rowsPerView: number
}

export const FIRST_CELL: GridSelection = selectionAt(0, 0)

/** One cell, selected and active. */
export function selectionAt(row: number, column: number): GridSelection {
  return { anchor: { row, column }, focus: { row, column } }
}

/** The rectangle of a selection, ends included. */
export function selectedBox(selection: GridSelection) {
  const { anchor, focus } = selection
  return {
    firstRow: Math.min(anchor.row, focus.row),
    lastRow: Math.max(anchor.row, focus.row),
    firstColumn: Math.min(anchor.column, focus.column),
    lastColumn: Math.max(anchor.column, focus.column),
  }
}

/** Keeps a selection inside a grid that may have become smaller. */
export function fitSelection(selection: GridSelection, size: GridSize): GridSelection {
  const inside = (cell: GridCell) => ({
    row: clamp(cell.row, 0, size.rows - 1),
    column: clamp(cell.column, 0, size.columns - 1),
  })
  return { anchor: inside(selection.anchor), focus: inside(selection.focus) }
}

export interface Key {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** What a key does to the selection, by the ARIA grid pattern; undefined for a key that moves nothing. */
export function moveSelection(selection: GridSelection, key: Key, size: GridSize): GridSelection | undefined {
  if (key.altKey) return undefined
  const isFar = key.ctrlKey || key.metaKey
  if (isFar && key.key.toLowerCase() === 'a') return selectAll(size)
  const step = stepOf(key.key, isFar, size, selection.focus)
  if (!step) return undefined
  const focus = fitSelection({ anchor: step, focus: step }, size).focus
  return { anchor: key.shiftKey ? selection.anchor : focus, focus }
}

function selectAll(size: GridSize): GridSelection {
  return { anchor: { row: 0, column: 0 }, focus: { row: size.rows - 1, column: size.columns - 1 } }
}

function stepOf(key: string, isFar: boolean, size: GridSize, from: GridCell): GridCell | undefined {
  const { row, column } = from
  switch (key) {
    case 'ArrowUp':
      return { row: isFar ? 0 : row - 1, column }
    case 'ArrowDown':
      return { row: isFar ? size.rows - 1 : row + 1, column }
    case 'ArrowLeft':
      return { row, column: isFar ? 0 : column - 1 }
    case 'ArrowRight':
      return { row, column: isFar ? size.columns - 1 : column + 1 }
    case 'Home':
      return { row: isFar ? 0 : row, column: 0 }
    case 'End':
      return { row: isFar ? size.rows - 1 : row, column: size.columns - 1 }
    case 'PageUp':
      return { row: row - size.rowsPerView, column }
    case 'PageDown':
      return { row: row + size.rowsPerView, column }
    default:
      return undefined
  }
}

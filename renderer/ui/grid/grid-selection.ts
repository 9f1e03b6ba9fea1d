import { clamp } from './grid-geometry.ts'

/** A cell of the grid: 0-based row, and position among the shown columns. */
export interface GridCell {
  readonly row: number
  readonly column: number
}

/** What a part of the selection covers between its two cells: those cells, their whole rows, their whole columns, or everything. */
export type Span = 'cells' | 'rows' | 'columns' | 'all'

export interface GridPart {
  readonly anchor: GridCell
  readonly focus: GridCell
  readonly span: Span
}

/** `focus` is the active cell; the part that is being made spans from `anchor` to it. */
export interface GridSelection extends GridPart {
  /** Parts that were selected before and stay so. */
  readonly others: readonly GridPart[]
  /** The next move starts a further part and leaves the others (Shift+F8, as in spreadsheets). */
  readonly isAdding?: boolean
}

/** A rectangle of cells, ends included. */
export interface GridBox {
  readonly firstRow: number
  readonly lastRow: number
  readonly firstColumn: number
  readonly lastColumn: number
}

export interface GridSize {
  readonly rows: number
  readonly columns: number
  readonly rowsPerView: number
}

export const FIRST_CELL: GridSelection = selectionAt(0, 0)

/** One cell, selected and active. */
export function selectionAt(row: number, column: number): GridSelection {
  return { anchor: { row, column }, focus: { row, column }, span: 'cells', others: [] }
}

/** The selection without its further parts: only the active cell. */
export function collapse(selection: GridSelection): GridSelection {
  return selectionAt(selection.focus.row, selection.focus.column)
}

/** How a click, or a drag, changes what is selected: Shift goes on from where the part began, Ctrl or ⌘ adds a part. */
export function selectTo(
  selection: GridSelection,
  cell: GridCell,
  { span, extends: goesOn, adds }: { readonly span: Span; readonly extends: boolean; readonly adds: boolean },
): GridSelection {
  const anchor = goesOn ? selection.anchor : cell
  const keepsOthers = goesOn || adds
  const before = adds && !goesOn ? [...selection.others, partOf(selection)] : selection.others
  return { anchor, focus: cell, span, others: keepsOthers ? before : [] }
}

/** Starts a further part at the active cell; what was selected stays. */
export function addPart(selection: GridSelection): GridSelection {
  return { ...collapse(selection), others: [...selection.others, partOf(selection)], isAdding: true }
}

/** The rectangle of the part that is being made. */
export function selectedBox(selection: GridPart, size: Pick<GridSize, 'rows' | 'columns'>): GridBox {
  const { anchor, focus, span } = selection
  const allRows = span === 'columns' || span === 'all'
  const allColumns = span === 'rows' || span === 'all'
  return {
    firstRow: allRows ? 0 : Math.min(anchor.row, focus.row),
    lastRow: allRows ? size.rows - 1 : Math.max(anchor.row, focus.row),
    firstColumn: allColumns ? 0 : Math.min(anchor.column, focus.column),
    lastColumn: allColumns ? size.columns - 1 : Math.max(anchor.column, focus.column),
  }
}

/** Every rectangle that is selected, in the order they were made. */
export function selectedBoxes(selection: GridSelection, size: Pick<GridSize, 'rows' | 'columns'>): readonly GridBox[] {
  return [...selection.others, selection].map((part) => selectedBox(part, size))
}

/** Cells in these boxes together: those in several boxes count once. */
export function countCells(boxes: readonly GridBox[]): number {
  const cuts = [...new Set(boxes.flatMap((box) => [box.firstRow, box.lastRow + 1]))].sort((a, b) => a - b)
  return cuts.slice(1).reduce((cells, end, index) => {
    const start = cuts[index] ?? end
    const across = boxes.filter((box) => box.firstRow <= start && box.lastRow >= start)
    return cells + (end - start) * countColumns(across)
  }, 0)
}

/** Columns that any of the boxes touches. */
function countColumns(boxes: readonly GridBox[]): number {
  const columns = new Set<number>()
  for (const box of boxes) for (let column = box.firstColumn; column <= box.lastColumn; column += 1) columns.add(column)
  return columns.size
}

/** Keeps a selection inside a grid that may have become smaller. */
export function fitSelection(selection: GridSelection, size: GridSize): GridSelection {
  const inside = (cell: GridCell) => ({
    row: clamp(cell.row, 0, size.rows - 1),
    column: clamp(cell.column, 0, size.columns - 1),
  })
  const clampPart = ({ anchor, focus, span }: GridPart) => ({ anchor: inside(anchor), focus: inside(focus), span })
  return { ...selection, ...clampPart(selection), others: selection.others.map(clampPart) }
}

export interface Key {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** What a key does to the selection, by the ARIA grid pattern; undefined for a key that selects nothing. */
export function moveSelection(selection: GridSelection, key: Key, size: GridSize): GridSelection | undefined {
  if (key.altKey) return undefined
  const isFar = key.ctrlKey || key.metaKey
  const whole = selectWhole(selection, key, isFar)
  if (whole) return whole
  const step = stepOf(key.key, isFar, size, selection.focus)
  if (!step) return undefined
  const focus = fitSelection(selectionAt(step.row, step.column), size).focus
  if (key.shiftKey) return { ...selection, focus, isAdding: false }
  return { ...selectionAt(focus.row, focus.column), ...(selection.isAdding ? keepParts(selection) : {}) }
}

/** Everything, whole columns, whole rows, or a further part. */
function selectWhole(selection: GridSelection, key: Key, isFar: boolean): GridSelection | undefined {
  if (isFar && key.key.toLowerCase() === 'a') return { ...selection, span: 'all', others: [] }
  if (key.key === ' ' && isFar) return { ...selection, span: 'columns' }
  if (key.key === ' ' && key.shiftKey) return { ...selection, span: 'rows' }
  if (key.key === 'F8' && key.shiftKey) return addPart(selection)
  return undefined
}

function keepParts({ others }: GridSelection) {
  return { others, isAdding: true }
}

function partOf({ anchor, focus, span }: GridPart): GridPart {
  return { anchor, focus, span }
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

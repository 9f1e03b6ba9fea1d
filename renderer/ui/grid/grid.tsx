// biome-ignore-all lint/a11y/useSemanticElements: rows placed one by one need block elements, and a table's own roles end where its display does.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is one tab stop and names its active cell by aria-activedescendant.
import { type RefObject, useEffect, useId, useLayoutEffect, useMemo, useRef } from 'react'
import type { Point } from '../anchored.tsx'
import { columnEdges, type GridColumn } from './column-layout.ts'
import classes from './grid.module.css'
import { type Range, ROW_HEIGHT, rowsPerView } from './grid-geometry.ts'
import { GridHeader, type HeaderControls } from './grid-header.tsx'
import { cellId, GridRow, type Stretch } from './grid-row.tsx'
import { fitSelection, type GridBox, type GridCell, type GridSelection, selectedBoxes } from './grid-selection.ts'
import { useGridInput } from './use-grid-input.ts'
import { useScaledScroll } from './use-scaled-scroll.ts'

declare module 'react' {
  interface CSSProperties {
    '--number-width'?: string
    '--frozen-width'?: string
    '--header-height'?: string
  }
}

export interface GridRowData {
  /** The cells in the order of the data. */
  readonly cells: readonly string[]
  /** What the row number column shows. */
  readonly number: number
}

export interface GridProps {
  /** The grid's element: to focus it. */
  readonly ref?: RefObject<HTMLDivElement | null>
  readonly label: string
  /** When it changes, other rows are shown: the view goes back to the top. */
  readonly pageKey: string
  /** These rows are about to be replaced by others. */
  readonly isStale?: boolean
  readonly rowCount: number
  /** The greatest row number there is: it sets the width of their column. */
  readonly greatestNumber: number
  readonly columns: readonly GridColumn[]
  /** Undefined while the row is on its way. */
  readonly getRow: (row: number) => GridRowData | undefined
  /** The grid brings the active cell into view whenever it changes. */
  readonly selection: GridSelection
  readonly onSelect: (selection: GridSelection) => void
  readonly onRowsInView: (rows: Range) => void
  readonly onCopy: () => void
  readonly onOpenRow: (row: number) => void
  readonly onResize: (name: string, width: number) => void
  readonly onFit: (name: string) => void
  readonly onMove: (name: string, before: string) => void
  readonly onCellMenu?: (at: Point) => void
  readonly header?: HeaderControls
  readonly markOf?: (row: number, source: number) => string | undefined
  /** Cells with this text are marked as found. Upper and lower case are the same. */
  readonly found?: string
}

const PLAIN_HEADER: HeaderControls = {}

/**
 * A table of any number of rows of which only those in view are in the page. One tab stop; the active cell is told
 * by `aria-activedescendant`, so that focus survives the row being scrolled away.
 */
export function Grid(props: GridProps) {
  const { rowCount, columns, header = PLAIN_HEADER } = props
  const id = useId()
  const own = useRef<HTMLDivElement>(null)
  const scroller = props.ref ?? own
  const layout = useGridLayout(props)
  const headerHeight = ROW_HEIGHT + (header.underHeight ?? 0)
  const scroll = useScaledScroll({
    scroller,
    rowCount,
    edges: layout.scrolledEdges,
    frozenWidth: layout.frozenWidth,
    headerHeight,
  })
  const { geometry, view } = scroll
  const size = { rows: rowCount, columns: columns.length, rowsPerView: rowsPerView(geometry) }
  const selection = fitSelection(props.selection, size)
  const placeOf = (cell: GridCell) => placeInWindow(document.getElementById(cellId(id, cell.row, cell.column)))
  const input = useGridInput({ ...props, onColumnMenu: header.onMenu, selection, size, placeOf })
  useActiveCellInView(props, selection.focus, scroll, layout.pinnedCount)

  const boxes = selectedBoxes(selection, size)
  const firstColumn = view.columns.first + layout.pinnedCount
  const lastColumn = view.columns.last + layout.pinnedCount
  const placed = { columns, edges: layout.edges, pinnedCount: layout.pinnedCount, firstColumn, lastColumn }
  const { row: activeRow, column: activeColumn } = selection.focus
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      aria-busy={props.isStale || undefined}
      aria-activedescendant={rowCount > 0 ? cellId(id, activeRow, activeColumn) : undefined}
      className={classes.grid}
      style={{ '--number-width': `${layout.numberWidth}px`, '--header-height': `${headerHeight}px` }}
      onScroll={scroll.onScroll}
      {...input}
    >
      <GridHeader {...props} {...placed} activeColumn={activeColumn} controls={header} />
      <div
        role="rowgroup"
        className={classes.body}
        style={{ height: geometry.spacerHeight, width: layout.numberWidth + (layout.edges.at(-1) ?? 0) }}
      >
        {drawnRows(view.rows, activeRow, rowCount).map((row) => {
          const data = props.getRow(row)
          return (
            <GridRow
              key={row}
              {...placed}
              gridId={id}
              row={row}
              number={data?.number}
              top={row * ROW_HEIGHT + view.shift}
              cells={data?.cells}
              activeColumn={row === activeRow ? activeColumn : -1}
              selected={stretchesIn(row, boxes)}
              markOf={props.markOf}
              found={props.found}
            />
          )
        })}
      </div>
    </div>
  )
}

/** Where columns begin, and how much of the view the pinned ones take. */
function useGridLayout({ columns, greatestNumber }: GridProps) {
  const edges = useMemo(() => columnEdges(columns), [columns])
  const pinnedCount = columns.filter((column) => column.pinned).length
  const pinnedWidth = edges[pinnedCount] ?? 0
  const scrolledEdges = useMemo(
    () => edges.slice(pinnedCount).map((edge) => edge - pinnedWidth),
    [edges, pinnedCount, pinnedWidth],
  )
  const numberWidth = widthOfNumbers(greatestNumber)
  return { edges, scrolledEdges, pinnedCount, numberWidth, frozenWidth: numberWidth + pinnedWidth }
}

/** Brings the active cell into view when it moves, starts at the top for other rows, and tells which rows are seen. */
function useActiveCellInView(
  { pageKey, onRowsInView }: GridProps,
  active: GridCell,
  { geometry, view, reveal, toTop }: ReturnType<typeof useScaledScroll>,
  pinnedCount: number,
): void {
  const show = () => reveal(active.row, active.column - pinnedCount)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows, not another way to scroll, ask for the top.
  useLayoutEffect(() => {
    toTop()
    show()
  }, [pageKey])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a moved active cell scrolls; a resize must not.
  useLayoutEffect(show, [active.row, active.column, geometry.viewHeight === 0])
  useEffect(
    () => onRowsInView({ first: view.rows.first, last: view.rows.last }),
    [view.rows.first, view.rows.last, onRowsInView],
  )
}

/** The rows in view, and the active one wherever it is. */
function drawnRows(view: Range, activeRow: number, rowCount: number): readonly number[] {
  const { first } = view
  // The view is a render behind when another page has fewer rows.
  const last = Math.min(view.last, rowCount - 1)
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
  if (rowCount === 0 || (activeRow >= first && activeRow <= last)) return rows
  return activeRow < first ? [activeRow, ...rows] : [...rows, activeRow]
}

/** Room for the greatest row number with its commas, CSS pixels. */
function widthOfNumbers(greatest: number): number {
  return Math.max(56, Math.ceil(greatest.toLocaleString('en-US').length * 7.2) + 18)
}

const NOTHING: readonly Stretch[] = []

/** The columns of a row that are selected. The same array for rows without any, so that they need not render again. */
function stretchesIn(row: number, boxes: readonly GridBox[]): readonly Stretch[] {
  const touching = boxes.filter((box) => row >= box.firstRow && row <= box.lastRow)
  return touching.length === 0 ? NOTHING : touching.map((box) => [box.firstColumn, box.lastColumn] as const)
}

/** Under the element, for a menu that a key asked for. */
function placeInWindow(element: HTMLElement | null): Point {
  const { left = 0, bottom = 0 } = element?.getBoundingClientRect() ?? {}
  return { x: left, y: bottom }
}

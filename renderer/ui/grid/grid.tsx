// biome-ignore-all lint/a11y/useSemanticElements: rows placed one by one need block elements, and a table's own roles end where its display does.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is one tab stop and names its active cell by aria-activedescendant.
import { type RefObject, useEffect, useId, useLayoutEffect, useMemo, useRef } from 'react'
import { columnEdges, type GridColumn } from './column-layout.ts'
import classes from './grid.module.css'
import { type Range, ROW_HEIGHT, rowsPerView } from './grid-geometry.ts'
import { GridHeader } from './grid-header.tsx'
import { cellId, GridRow } from './grid-row.tsx'
import { fitSelection, type GridSelection, selectedBox } from './grid-selection.ts'
import { useGridInput } from './use-grid-input.ts'
import { useScaledScroll } from './use-scaled-scroll.ts'

declare module 'react' {
  interface CSSProperties {
    '--number-width'?: string
  }
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
  /** What the row number column shows for the first row. */
  readonly firstNumber: number
  readonly columns: readonly GridColumn[]
  /** The cells of a row in the order of the data; undefined while they are on their way. */
  readonly getRow: (row: number) => readonly string[] | undefined
  /** The grid brings the active cell into view whenever it changes. */
  readonly selection: GridSelection
  readonly onSelect: (selection: GridSelection) => void
  readonly onRowsInView: (rows: Range) => void
  readonly onCopy: () => void
  readonly onOpenRow: (row: number) => void
  readonly onResize: (name: string, width: number) => void
  readonly onMove: (name: string, before: string) => void
}

/**
 * A table of any number of rows of which only those in view are in the page. One tab stop; the active cell is told
 * by `aria-activedescendant`, so that focus survives the row being scrolled away.
 */
export function Grid(props: GridProps) {
  const { rowCount, columns, selection: asked, onRowsInView } = props
  const id = useId()
  const edges = useMemo(() => columnEdges(columns), [columns])
  const own = useRef<HTMLDivElement>(null)
  const scroller = props.ref ?? own
  const numberWidth = widthOfNumbers(props.firstNumber + rowCount)
  const { geometry, view, onScroll, reveal, toTop } = useScaledScroll({
    scroller,
    rowCount,
    edges,
    frozenWidth: numberWidth,
  })
  const size = { rows: rowCount, columns: columns.length, rowsPerView: rowsPerView(geometry) }
  const selection = fitSelection(asked, size)
  const { row: activeRow, column: activeColumn } = selection.focus
  const input = useGridInput({ ...props, selection, size })

  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows, not another way to scroll, ask for the top.
  useLayoutEffect(() => {
    toTop()
    reveal(activeRow, activeColumn)
  }, [props.pageKey])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a moved active cell scrolls; a resize must not.
  useLayoutEffect(() => reveal(activeRow, activeColumn), [activeRow, activeColumn, geometry.viewHeight === 0])
  useEffect(
    () => onRowsInView({ first: view.rows.first, last: view.rows.last }),
    [view.rows.first, view.rows.last, onRowsInView],
  )

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
      style={{ '--number-width': `${numberWidth}px` }}
      onScroll={onScroll}
      {...input}
    >
      <GridHeader
        {...props}
        edges={edges}
        firstColumn={view.columns.first}
        lastColumn={view.columns.last}
        activeColumn={activeColumn}
      />
      <div
        role="rowgroup"
        className={classes.body}
        style={{ height: geometry.spacerHeight, width: numberWidth + (edges.at(-1) ?? 0) }}
      >
        {drawnRows(view.rows, activeRow, rowCount).map((row) => (
          <GridRow
            key={row}
            gridId={id}
            row={row}
            number={props.firstNumber + row}
            top={row * ROW_HEIGHT + view.shift}
            cells={props.getRow(row)}
            columns={columns}
            edges={edges}
            firstColumn={view.columns.first}
            lastColumn={view.columns.last}
            {...selectionIn(row, selection)}
          />
        ))}
      </div>
    </div>
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

function selectionIn(row: number, selection: GridSelection) {
  const box = selectedBox(selection)
  const isIn = row >= box.firstRow && row <= box.lastRow
  return {
    activeColumn: row === selection.focus.row ? selection.focus.column : -1,
    firstSelected: isIn ? box.firstColumn : 0,
    lastSelected: isIn ? box.lastColumn : -1,
  }
}

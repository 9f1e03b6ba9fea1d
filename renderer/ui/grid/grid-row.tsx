// biome-ignore-all lint/a11y/useSemanticElements: rows placed one by one need block elements, and a table's own roles end where its display does.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is one tab stop and names its active cell by aria-activedescendant.
import { memo } from 'react'
import { formatCount } from '../../../shared/words/numbers.ts'
import { showCell } from './cell-text.ts'
import type { GridColumn } from './column-layout.ts'
import classes from './grid.module.css'

/** Columns of a row that are selected, ends included. */
export type Stretch = readonly [first: number, last: number]

interface GridRowProps {
  readonly gridId: string
  readonly row: number
  /** What the row number column shows; undefined while the row is on its way. */
  readonly number: number | undefined
  /** CSS pixels from the top of the scrolled element. */
  readonly top: number
  /** Undefined while the row is on its way. */
  readonly cells: readonly string[] | undefined
  readonly columns: readonly GridColumn[]
  readonly edges: readonly number[]
  readonly pinnedCount: number
  readonly firstColumn: number
  readonly lastColumn: number
  /** -1 when the row holds no active cell. */
  readonly activeColumn: number
  readonly selected: readonly Stretch[]
  /** What is said of a cell beside its text: that it was changed. */
  readonly markOf?: (row: number, source: number) => string | undefined
  /** In lower case. */
  readonly found?: string
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, number, top, cells, pinnedCount, columns } = props
  const frozenWidth = props.edges[pinnedCount] ?? 0
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      aria-busy={cells ? undefined : true}
      className={classes.row}
      data-odd={row % 2 === 1 || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div className={classes.frozen} style={{ '--frozen-width': `${frozenWidth}px` }}>
        <div role="rowheader" aria-colindex={1} className={classes.number} data-row={row}>
          {number === undefined ? '…' : formatCount(number)}
        </div>
        {Array.from({ length: Math.min(pinnedCount, columns.length) }, (_, index) => (
          <Cell key={columns[index]?.name} index={index} line={props} />
        ))}
      </div>
      {drawnColumns(props).map((index) => (
        <Cell key={columns[index]?.name} index={index} line={props} />
      ))}
    </div>
  )
})

function Cell({ index, line }: { readonly index: number; readonly line: GridRowProps }) {
  const { row, cells, columns, edges, activeColumn, selected, markOf } = line
  const column = columns[index]
  const mark = column && markOf?.(row, column.source)
  const text = cells?.[column?.source ?? -1] ?? ''
  const isFound = line.found ? text.toLowerCase().includes(line.found) : false
  return (
    <div
      id={cellId(line.gridId, row, index)}
      role="gridcell"
      aria-colindex={index + 2}
      aria-selected={selected.some(([first, last]) => index >= first && index <= last)}
      data-active={index === activeColumn || undefined}
      data-align={column?.align}
      data-mark={mark ? true : undefined}
      data-found={isFound || undefined}
      title={mark}
      data-row={row}
      data-column={index}
      className={classes.cell}
      style={{ left: edges[index], width: column?.width }}
    >
      {cells ? showCell(text) : <span className={classes.coming} />}
    </div>
  )
}

export function cellId(gridId: string, row: number, column: number): string {
  return `${gridId}-${row}-${column}`
}

/** The scrolled columns in view, and the active one wherever it is: a screen reader is told of it by its id. */
function drawnColumns({
  firstColumn,
  lastColumn,
  activeColumn,
  pinnedCount,
  columns,
}: GridRowProps): readonly number[] {
  // The view is a render behind when columns were hidden.
  const last = Math.min(lastColumn, columns.length - 1)
  const drawn = Array.from({ length: Math.max(0, last - firstColumn + 1) }, (_, index) => firstColumn + index)
  const isDrawn = activeColumn < pinnedCount || activeColumn >= columns.length || drawn.includes(activeColumn)
  return isDrawn ? drawn : [...drawn, activeColumn].sort((a, b) => a - b)
}

// biome-ignore-all lint/a11y/useSemanticElements: rows placed one by one need block elements, and a table's own roles end where its display does.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is one tab stop and names its active cell by aria-activedescendant.
import { memo } from 'react'
import { formatCount } from '../../../shared/words/numbers.ts'
import { showCell } from './cell-text.ts'
import type { GridColumn } from './column-layout.ts'
import classes from './grid.module.css'

interface GridRowProps {
  readonly gridId: string
  readonly row: number
  /** What the row number column shows. */
  readonly number: number
  /** CSS pixels from the top of the scrolled element. */
  readonly top: number
  /** Undefined while the row is on its way. */
  readonly cells: readonly string[] | undefined
  readonly columns: readonly GridColumn[]
  readonly edges: readonly number[]
  readonly firstColumn: number
  readonly lastColumn: number
  /** -1 when the row holds no active cell. */
  readonly activeColumn: number
  /** The selected part of the row; empty when the first is after the last. */
  readonly firstSelected: number
  readonly lastSelected: number
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, number, top, cells, columns, activeColumn } = props
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      aria-busy={cells ? undefined : true}
      className={classes.row}
      data-odd={number % 2 === 1 || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="rowheader" aria-colindex={1} className={classes.number}>
        {formatCount(number)}
      </div>
      {drawnColumns(props).map((index) => (
        <div
          key={columns[index]?.name}
          id={cellId(props.gridId, row, index)}
          role="gridcell"
          aria-colindex={index + 2}
          aria-selected={index >= props.firstSelected && index <= props.lastSelected}
          data-active={index === activeColumn || undefined}
          data-row={row}
          data-column={index}
          className={classes.cell}
          style={{ left: props.edges[index], width: columns[index]?.width }}
        >
          {cells ? showCell(cells[columns[index]?.source ?? -1] ?? '') : <span className={classes.coming} />}
        </div>
      ))}
    </div>
  )
})

export function cellId(gridId: string, row: number, column: number): string {
  return `${gridId}-${row}-${column}`
}

/** The columns in view, and the active one wherever it is: a screen reader is told of it by its id. */
function drawnColumns({ firstColumn, lastColumn, activeColumn, columns }: GridRowProps): readonly number[] {
  // The view is a render behind when columns were hidden.
  const last = Math.min(lastColumn, columns.length - 1)
  const drawn = Array.from({ length: Math.max(0, last - firstColumn + 1) }, (_, index) => firstColumn + index)
  const isDrawn = activeColumn < 0 || activeColumn >= columns.length || drawn.includes(activeColumn)
  return isDrawn ? drawn : [...drawn, activeColumn].sort((a, b) => a - b)
}

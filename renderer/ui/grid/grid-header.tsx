// biome-ignore-all lint/a11y/useSemanticElements: rows placed one by one need block elements, and a table's own roles end where its display does.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is one tab stop and names its active cell by aria-activedescendant.
import { type DragEvent, useState } from 'react'
import { rowWords } from '../../../shared/words/controls.ts'
import type { GridColumn } from './column-layout.ts'
import classes from './grid.module.css'
import { useColumnResize } from './use-column-resize.ts'

const DRAGGED = 'application/x-bulkdesk-column'

interface GridHeaderProps {
  readonly columns: readonly GridColumn[]
  readonly edges: readonly number[]
  readonly firstColumn: number
  readonly lastColumn: number
  readonly activeColumn: number
  readonly onResize: (name: string, width: number) => void
  /** `before` is the name of the column it was dropped on. */
  readonly onMove: (name: string, before: string) => void
}

export function GridHeader(props: GridHeaderProps) {
  const { columns, firstColumn, lastColumn } = props
  return (
    <div role="rowgroup" className={classes.header}>
      <div role="row" aria-rowindex={1} className={classes.headerRow}>
        <div role="columnheader" aria-colindex={1} className={classes.corner}>
          {rowWords.heading}
        </div>
        {columns.slice(firstColumn, lastColumn + 1).map((column, index) => (
          <HeaderCell key={column.name} {...props} column={column} index={firstColumn + index} />
        ))}
      </div>
    </div>
  )
}

interface HeaderCellProps extends GridHeaderProps {
  readonly column: GridColumn
  readonly index: number
}

function HeaderCell({ column, index, edges, activeColumn, onResize, onMove }: HeaderCellProps) {
  const [isOver, setOver] = useState(false)
  const grip = useColumnResize(column, onResize)

  function drop(event: DragEvent) {
    setOver(false)
    const name = event.dataTransfer.getData(DRAGGED)
    if (name && name !== column.name) onMove(name, column.name)
  }

  return (
    <div
      role="columnheader"
      aria-colindex={index + 2}
      className={classes.headerCell}
      data-active={index === activeColumn || undefined}
      data-over={isOver || undefined}
      style={{ left: edges[index], width: column.width }}
      draggable
      onDragStart={(event) => event.dataTransfer.setData(DRAGGED, column.name)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className={classes.headerName} title={column.name}>
        {column.name}
      </span>
      <span className={classes.grip} aria-hidden="true" {...grip} />
    </div>
  )
}

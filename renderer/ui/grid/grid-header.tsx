// biome-ignore-all lint/a11y/useSemanticElements: rows placed one by one need block elements, and a table's own roles end where its display does.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is one tab stop and names its active cell by aria-activedescendant.
import { IconArrowDown, IconArrowUp, IconDots, IconFilterFilled, IconPinFilled } from '@tabler/icons-react'
import { type DragEvent, type MouseEvent, type ReactNode, useState } from 'react'
import { gridWords, rowWords } from '../../../shared/words/controls.ts'
import type { GridColumn } from './column-layout.ts'
import classes from './grid.module.css'
import { useColumnResize } from './use-column-resize.ts'

const DRAGGED = 'application/x-bulkdesk-column'

interface ColumnMark {
  readonly sort?: { readonly descending: boolean; readonly place?: number }
  readonly isFiltered?: boolean
}

/** What the header of a column does and shows beside its name. */
export interface HeaderControls {
  readonly markOf?: (column: GridColumn) => ColumnMark
  /** A click on the name; `adds` while Shift is held. Without it the name only tells. */
  readonly onSort?: (column: GridColumn, adds: boolean) => void
  readonly onMenu?: (column: GridColumn, at: { readonly x: number; readonly y: number }) => void
  /** What stands under the name, such as a picture of the column. It must be `underHeight` pixels tall. */
  readonly renderUnder?: (column: GridColumn) => ReactNode
  readonly underHeight?: number
}

interface GridHeaderProps {
  readonly columns: readonly GridColumn[]
  readonly edges: readonly number[]
  readonly pinnedCount: number
  readonly firstColumn: number
  readonly lastColumn: number
  readonly activeColumn: number
  readonly controls: HeaderControls
  readonly onResize: (name: string, width: number) => void
  readonly onFit: (name: string) => void
  /** `before` is the name of the column it was dropped on. */
  readonly onMove: (name: string, before: string) => void
}

export function GridHeader(props: GridHeaderProps) {
  const { columns, pinnedCount, firstColumn, lastColumn } = props
  const cell = (column: GridColumn, index: number) => (
    <HeaderCell key={column.name} {...props} column={column} index={index} />
  )
  const frozenWidth = props.edges[pinnedCount] ?? 0
  return (
    <div role="rowgroup" className={classes.header}>
      <div role="row" aria-rowindex={1} className={classes.headerRow}>
        <div className={classes.frozen} style={{ '--frozen-width': `${frozenWidth}px` }}>
          <div role="columnheader" aria-colindex={1} className={classes.corner} data-corner>
            {rowWords.heading}
          </div>
          {columns.slice(0, pinnedCount).map(cell)}
        </div>
        {columns.slice(firstColumn, lastColumn + 1).map((column, index) => cell(column, firstColumn + index))}
      </div>
    </div>
  )
}

interface HeaderCellProps extends GridHeaderProps {
  readonly column: GridColumn
  readonly index: number
}

function HeaderCell({ column, index, edges, activeColumn, controls, onResize, onFit, onMove }: HeaderCellProps) {
  const [isOver, setOver] = useState(false)
  const grip = useColumnResize(column, onResize, onFit)
  const mark = controls.markOf?.(column) ?? {}

  function drop(event: DragEvent) {
    setOver(false)
    const name = event.dataTransfer.getData(DRAGGED)
    if (name && name !== column.name) onMove(name, column.name)
  }

  return (
    <div
      role="columnheader"
      aria-colindex={index + 2}
      aria-label={column.name}
      aria-sort={mark.sort ? (mark.sort.descending ? 'descending' : 'ascending') : undefined}
      className={classes.headerCell}
      data-active={index === activeColumn || undefined}
      data-over={isOver || undefined}
      data-column={index}
      style={{ left: edges[index], width: column.width }}
      onContextMenu={(event) => {
        event.preventDefault()
        controls.onMenu?.(column, { x: event.clientX, y: event.clientY })
      }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dragging has its keys in the columns menu */}
      <div
        className={classes.headerLine}
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
        <HeaderName column={column} mark={mark} controls={controls} />
      </div>
      {controls.renderUnder ? <div className={classes.under}>{controls.renderUnder(column)}</div> : null}
      <span className={classes.grip} aria-hidden="true" {...grip} />
    </div>
  )
}

interface HeaderNameProps {
  readonly column: GridColumn
  readonly mark: ColumnMark
  readonly controls: HeaderControls
}

function HeaderName({ column, mark, controls }: HeaderNameProps) {
  const { onSort, onMenu } = controls
  const Arrow = mark.sort?.descending ? IconArrowDown : IconArrowUp

  // Ctrl or ⌘ with a click selects the column, which the grid does.
  function sort(event: MouseEvent) {
    if (!event.ctrlKey && !event.metaKey) onSort?.(column, event.shiftKey)
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the same is in the column's menu, which has keys */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
      <span
        className={classes.headerName}
        title={column.name}
        data-sorts={onSort ? true : undefined}
        data-align={column.align}
        onClick={sort}
      >
        {column.name}
      </span>
      {column.pinned ? <IconPinFilled size={11} role="img" aria-label={gridWords.pinned} /> : null}
      {mark.isFiltered ? <IconFilterFilled size={11} role="img" aria-label={gridWords.filtered} /> : null}
      {mark.sort ? (
        <span className={classes.sortMark}>
          <Arrow size={13} stroke={2} aria-hidden />
          {mark.sort.place}
        </span>
      ) : null}
      {onMenu ? (
        <button
          type="button"
          tabIndex={-1}
          className={classes.menuButton}
          aria-label={gridWords.columnMenu(column.name)}
          onClick={(event) => {
            const { left, bottom } = event.currentTarget.getBoundingClientRect()
            onMenu(column, { x: left, y: bottom })
          }}
        >
          <IconDots size={14} stroke={1.75} aria-hidden />
        </button>
      ) : null}
    </>
  )
}

import { type ReactNode, useRef } from 'react'
import classes from './data-table.module.css'
import { type RowMenu, useRowMenu } from './row-menu.tsx'
import { useRowKeys } from './use-row-keys.ts'
import { type ScrollPlace, useScrollPlace } from './use-scroll-place.ts'

export interface Column<T> {
  readonly key: string
  readonly title: string
  /** Pixels; columns without one share what is left. */
  readonly width?: number
  /** `end` for numbers, which are then set in tabular figures. */
  readonly align?: 'start' | 'end'
  /** Hides the title from sight but not from screen readers, for columns of buttons. */
  readonly untitled?: boolean
  /** Long text is shown whole, on as many lines as it takes, instead of being cut. */
  readonly wraps?: boolean
  /** Rows cannot be sorted by this column, where the others sort. */
  readonly unsorted?: boolean
  /** The first click sorts the newest, the longest or the worst to the top. */
  readonly largestFirst?: boolean
  readonly render: (row: T) => ReactNode
}

interface DataTableProps<T> {
  /** What the rows are, for screen readers: `Syncs`. */
  readonly label: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly rowKey: (row: T) => string | number
  /** Enter or a click on a row. */
  readonly onOpen?: (row: T) => void
  readonly isSelected?: (row: T) => boolean
  /** What a right click on a row, Shift+F10 or the menu key offers. */
  readonly rowMenu?: RowMenu<T>
  /** Rows in all, where only a page of them is shown; -1 when nobody knows. */
  readonly totalRows?: number
  /** 0-based place of the first row among all. */
  readonly offset?: number
  /** Where the list was left, when the user comes back to it. */
  readonly place?: ScrollPlace
}

/**
 * A list that fills its place: sticky head, 28 px rows, one tab stop, arrows between rows, Enter opens.
 * For lists of at most some hundreds of rows; the results grid windows millions by itself.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { label, columns, rows, offset = 0, totalRows = rows.length } = props
  const open = props.onOpen
  const keys = useRowKeys(
    rows.length,
    open &&
      ((index) => {
        const row = rows[index]
        if (row) open(row)
      }),
  )
  const { menuProps, menu } = useRowMenu(props.rowMenu)
  const ref = useRef<HTMLDivElement>(null)
  const notePlace = useScrollPlace(ref, props.place)
  return (
    <div ref={ref} className={classes.place} onScroll={notePlace}>
      {menu}
      <table
        className={classes.table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are moved over by keyboard is a grid
        role="grid"
        aria-label={label}
        aria-rowcount={totalRows < 0 ? -1 : totalRows + 1}
        data-opens={open ? true : undefined}
        style={{ minWidth: leastWidth(columns) }}
      >
        <Columns columns={columns} />
        <Head columns={columns} />
        <tbody ref={keys.bodyRef}>
          {rows.map((row, index) => (
            <tr
              key={props.rowKey(row)}
              aria-rowindex={offset + index + 2}
              aria-selected={props.isSelected ? props.isSelected(row) : undefined}
              onClick={open && ((event) => isOnRow(event.target) && open(row))}
              {...keys.rowProps(index)}
              {...menuProps(row)}
            >
              {columns.map((column) => (
                <td key={column.key} data-align={column.align} data-wraps={column.wraps}>
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Columns without a width of their own still have to say something in a small window; the rest is scrolled to. */
const LEAST_SHARE = 120

function leastWidth<T>(columns: readonly Column<T>[]): number {
  return columns.reduce((sum, { width = LEAST_SHARE }) => sum + width, 0)
}

function Columns<T>({ columns }: Pick<DataTableProps<T>, 'columns'>) {
  return (
    <colgroup>
      {columns.map((column) => (
        <col key={column.key} style={column.width ? { width: column.width } : undefined} />
      ))}
    </colgroup>
  )
}

function Head<T>({ columns }: Pick<DataTableProps<T>, 'columns'>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => (
          <th key={column.key} scope="col" data-align={column.align}>
            <span className={column.untitled ? classes.unseen : undefined}>{column.title}</span>
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** A click on a button or a link inside a row is not a click on the row; nor is the end of selecting text. */
function isOnRow(target: EventTarget): boolean {
  if (target instanceof Element && target.closest('button, a, input, label, [role="menuitem"]')) return false
  return getSelection()?.isCollapsed !== false
}

import { Checkbox } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import tableClasses from './data-table.module.css'
import type { Column } from './data-table.tsx'
import { type RowMenu, useRowMenu } from './row-menu.tsx'
import type { ScrollPlace } from './use-scroll-place.ts'
import { useWindowedRows } from './use-windowed-rows.ts'
import { type Sorting, type Ticks, WindowedHead } from './windowed-head.tsx'
import classes from './windowed-table.module.css'

interface WindowedTableProps<T> {
  readonly label: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly rowKey: (row: T) => string
  readonly onOpen: (row: T) => void
  readonly isSelected: (row: T) => boolean
  /** Absent where the order is what it is. */
  readonly sorting?: Sorting
  /** Absent where rows are not chosen together. */
  readonly ticks?: Ticks<T>
  /** What a right click on a row, Shift+F10 or the menu key offers. */
  readonly rowMenu?: RowMenu<T>
  /** The words of a row that heads those below it, and is no row of its own; undefined for the others. */
  readonly headingOf?: (row: T) => string | undefined
  /** Told which rows are in sight, so that what they show can be fetched: 0-based, `to` is not in sight any more. */
  readonly onSight?: (from: number, to: number) => void
  /** Where the list was left, when the user comes back to it. */
  readonly place?: ScrollPlace
}

const ROW = 28
const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at) => at + 20,
  PageUp: (at) => at - 20,
  Home: () => 0,
  End: (_at, last) => last,
}

/** A table of thousands of rows, of which those in sight are in the DOM. Arrows move, Enter opens, Space ticks. */
export function WindowedTable<T>(props: WindowedTableProps<T>) {
  const { columns, rows, rowKey } = props
  const list = useWindowedRows(rows.length, ROW, props.place)
  const keys = useWindowedKeys(props, list)
  const { menuProps, menu } = useRowMenu(props.rowMenu)
  const { onSight } = props
  useEffect(() => onSight?.(list.from, list.to), [onSight, list.from, list.to])
  const below = Math.max(0, list.height - list.top - (list.to - list.from) * ROW)
  return (
    <div className={tableClasses.place} {...list.scrollProps}>
      {menu}
      <table
        className={tableClasses.table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are moved over by keyboard is a grid
        role="grid"
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        aria-multiselectable={props.ticks ? true : undefined}
        data-opens
      >
        <colgroup>
          {props.ticks ? <col style={{ width: 40 }} /> : null}
          {columns.map(({ key, width }) => (
            <col key={key} style={width ? { width } : undefined} />
          ))}
        </colgroup>
        <WindowedHead {...props} />
        <tbody ref={keys.bodyRef}>
          {list.top > 0 ? <tr aria-hidden style={{ height: list.top }} /> : null}
          {rows.slice(list.from, list.to).map((row, index) => (
            <Row
              key={rowKey(row)}
              table={props}
              row={row}
              at={list.from + index}
              isStop={list.from + index === keys.at}
              onKeyDown={keys.onKeyDown}
              onFocus={keys.onFocus}
              menuProps={menuProps(row)}
            />
          ))}
          {below > 0 ? <tr aria-hidden style={{ height: below }} /> : null}
        </tbody>
      </table>
    </div>
  )
}

/** One tab stop for all rows. The row that is moved to may not be in the DOM yet: it gets the focus once it is. */
function useWindowedKeys<T>(props: WindowedTableProps<T>, list: ReturnType<typeof useWindowedRows>) {
  const { rows, onOpen } = props
  const bodyRef = useRef<HTMLTableSectionElement>(null)
  const wanted = useRef<number>(undefined)
  const [moved, setMoved] = useState(0)
  const at = Math.min(moved, Math.max(0, rows.length - 1))
  useEffect(() => {
    if (wanted.current === undefined) return
    const row = bodyRef.current?.querySelector<HTMLElement>(`[aria-rowindex="${wanted.current + 2}"]`)
    if (!row) return
    wanted.current = undefined
    row.focus({ preventScroll: true })
  })

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const row = rows[at]
    if (event.key === 'Enter' && row) onOpen(row)
    else if (event.key === ' ' && row && props.ticks) tick(props.ticks, props.rowKey(row))
    else {
      const step = STEPS[event.key]
      if (!step) return
      const next = Math.max(0, Math.min(step(at, rows.length - 1), rows.length - 1))
      wanted.current = next
      setMoved(next)
      list.reveal(next)
    }
    event.preventDefault()
  }
  return { at, bodyRef, onKeyDown, onFocus: setMoved }
}

function tick<T>({ ticked, onTick }: Ticks<T>, key: string): void {
  const next = new Set(ticked)
  if (!next.delete(key)) next.add(key)
  onTick(next)
}

interface RowProps<T> {
  readonly table: WindowedTableProps<T>
  readonly row: T
  readonly at: number
  readonly isStop: boolean
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  readonly onFocus: (at: number) => void
  readonly menuProps: object
}

function Row<T>(props: RowProps<T>) {
  const { table, row, at, isStop, onKeyDown, onFocus, menuProps } = props
  const { columns, onOpen, isSelected, ticks, rowKey } = table
  const heading = table.headingOf?.(row)
  if (heading !== undefined) return <HeadingRow {...props} heading={heading} />
  return (
    <tr
      aria-rowindex={at + 2}
      aria-selected={isSelected(row)}
      tabIndex={isStop ? 0 : -1}
      onKeyDown={onKeyDown}
      onFocus={() => onFocus(at)}
      onClick={(event) => {
        if (!(event.target instanceof Element && event.target.closest('button, input, label'))) onOpen(row)
      }}
      {...menuProps}
    >
      {ticks ? (
        <td>
          <Checkbox
            size="sm"
            tabIndex={-1}
            aria-label={ticks.nameOf(row)}
            checked={ticks.ticked.has(rowKey(row))}
            onChange={() => tick(ticks, rowKey(row))}
          />
        </td>
      ) : null}
      {columns.map((column) => (
        <td key={column.key} data-align={column.align}>
          {column.render(row)}
        </td>
      ))}
    </tr>
  )
}

function HeadingRow<T>({ table, at, isStop, onKeyDown, onFocus, heading }: RowProps<T> & { readonly heading: string }) {
  return (
    <tr
      className={classes.heading}
      aria-rowindex={at + 2}
      data-heading
      tabIndex={isStop ? 0 : -1}
      onKeyDown={onKeyDown}
      onFocus={() => onFocus(at)}
    >
      <td colSpan={table.columns.length + (table.ticks ? 1 : 0)}>{heading}</td>
    </tr>
  )
}

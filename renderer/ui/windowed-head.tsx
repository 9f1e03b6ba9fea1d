import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { Column } from './data-table.tsx'
import classes from './windowed-table.module.css'

export interface SortOrder {
  readonly key: string
  readonly descending: boolean
}

export interface Sorting {
  readonly sort: SortOrder
  readonly onSort: (sort: SortOrder) => void
}

export interface Ticks<T> {
  /** The rows that are ticked, by key. */
  readonly ticked: ReadonlySet<string>
  readonly onTick: (keys: ReadonlySet<string>) => void
  /** What a row is called, for its checkbox. */
  readonly nameOf: (row: T) => string
}

interface WindowedHeadProps<T> {
  readonly label: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly rowKey: (row: T) => string
  readonly sorting?: Sorting
  readonly ticks?: Ticks<T>
}

/** The head of a windowed table: a click on a title sorts, the first checkbox ticks all rows. */
export function WindowedHead<T>({ columns, rows, rowKey, sorting, ticks, label }: WindowedHeadProps<T>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {ticks ? <TickAll label={label} ticks={ticks} keys={rows.map(rowKey)} /> : null}
        {columns.map((column) =>
          sorting && !column.unsorted ? (
            <SortedHead key={column.key} column={column} {...sorting} />
          ) : (
            <th key={column.key} scope="col" data-align={column.align}>
              {column.title}
            </th>
          ),
        )}
      </tr>
    </thead>
  )
}

interface TickAllProps<T> {
  readonly label: string
  readonly ticks: Ticks<T>
  readonly keys: readonly string[]
}

function TickAll<T>({ label, ticks: { ticked, onTick }, keys }: TickAllProps<T>) {
  const areAll = keys.length > 0 && keys.every((key) => ticked.has(key))
  return (
    <th scope="col">
      <Checkbox
        size="sm"
        aria-label={label}
        checked={areAll}
        indeterminate={!areAll && ticked.size > 0}
        onChange={() => onTick(areAll ? new Set() : new Set(keys))}
      />
    </th>
  )
}

function SortedHead<T>({ column, sort, onSort }: Sorting & { readonly column: Column<T> }) {
  const { key, title, align, largestFirst = false } = column
  const isSorted = sort.key === key
  const Arrow = sort.descending ? IconArrowDown : IconArrowUp
  return (
    <th scope="col" data-align={align} aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        className={classes.sort}
        onClick={() => onSort({ key, descending: isSorted ? !sort.descending : largestFirst })}
      >
        {title}
        {isSorted ? <Arrow className={classes.arrow} size={14} stroke={2.25} aria-hidden /> : null}
      </button>
    </th>
  )
}

import type { Condition, Filter, Join } from './filter.ts'

/** A filter as rows of a form: one join for all, and groups of the other join one level deep. */
export interface FilterRows {
  readonly join: Join
  readonly items: readonly FilterItem[]
}

export type FilterItem = FilterRow | FilterGroup

export interface FilterRow {
  readonly kind: 'row'
  readonly condition: Condition
  readonly isNegated: boolean
}

/** Rows joined by the other word than the whole. */
interface FilterGroup {
  readonly kind: 'group'
  readonly rows: readonly FilterRow[]
}

const NO_ROWS: FilterRows = { join: 'and', items: [] }

/** A filter as rows, where rows can say it; undefined where it nests deeper, and only its text can be changed. */
export function toRows(filter: Filter | undefined): FilterRows | undefined {
  if (filter === undefined) return NO_ROWS
  const join: Join = filter.kind === 'or' ? 'or' : 'and'
  const items = partsOf(filter).map(toItem)
  return items.every((item) => item !== undefined) ? { join, items } : undefined
}

/** The filter that the rows say; undefined for no rows: everything is exported. */
export function fromRows({ join, items }: FilterRows): Filter | undefined {
  const other: Join = join === 'and' ? 'or' : 'and'
  const parts = items.flatMap((item) => {
    const part = item.kind === 'row' ? fromRow(item) : joinAll(other, item.rows.map(fromRow))
    // A group of one row is that row.
    return part === undefined ? [] : [part]
  })
  return joinAll(join, parts)
}

function partsOf(filter: Filter): readonly Filter[] {
  return filter.kind === 'and' || filter.kind === 'or' ? filter.parts : [filter]
}

function toItem(part: Filter): FilterItem | undefined {
  if (part.kind !== 'and' && part.kind !== 'or') return toRow(part)
  const rows = part.parts.map(toRow)
  return rows.every((row) => row !== undefined) ? { kind: 'group', rows } : undefined
}

function toRow(part: Filter): FilterRow | undefined {
  if (part.kind === 'and' || part.kind === 'or') return undefined
  if (part.kind !== 'not') return { kind: 'row', condition: part, isNegated: false }
  const inner = part.part
  if (inner.kind === 'not' || inner.kind === 'and' || inner.kind === 'or') return undefined
  return { kind: 'row', condition: inner, isNegated: true }
}

function fromRow({ condition, isNegated }: FilterRow): Filter {
  return isNegated ? { kind: 'not', part: condition } : condition
}

function joinAll(kind: Join, parts: readonly Filter[]): Filter | undefined {
  const [only] = parts
  return parts.length > 1 ? { kind, parts } : only
}

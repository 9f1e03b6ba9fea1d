import type { ColumnFilter, Reading, SortKey } from '../../../../shared/contract/run-questions.ts'

export type FilterTest = ColumnFilter['test']

/** Which rows of a run are shown, and in what order. Columns are places among the run's columns. */
export interface ViewState {
  readonly filters: readonly ColumnFilter[]
  readonly sorts: readonly SortKey[]
  /** Only rows with this text in any of their cells. Empty: all. */
  readonly search: string
  /** What the user says a column is, where that is not text. */
  readonly readAs: Readonly<Record<number, Reading>>
}

export const ALL_ROWS: ViewState = { filters: [], sorts: [], search: '', readAs: {} }

/** Whether the view is simply every row in Eloqua's order: then nobody has to be asked for it. */
export function isPlain({ filters, sorts, search }: ViewState): boolean {
  return filters.length === 0 && sorts.length === 0 && search === ''
}

export function isFiltered({ filters, search }: ViewState): boolean {
  return filters.length > 0 || search !== ''
}

/** Replaces the filter of the column; without a test the column has none. */
export function setFilter(state: ViewState, column: number, test: FilterTest | undefined): ViewState {
  const others = state.filters.filter((filter) => filter.column !== column)
  return { ...state, filters: test ? [...others, { column, test }] : others }
}

export function filterOf(state: ViewState, column: number): FilterTest | undefined {
  return state.filters.find((filter) => filter.column === column)?.test
}

/** Sorts by the column alone, or by it after the columns that are sorted by already. */
export function setSort(state: ViewState, column: number, descending: boolean, adds: boolean): ViewState {
  const key: SortKey = { column, descending, as: readAs(state, column) }
  if (!adds) return { ...state, sorts: [key] }
  const isSorted = state.sorts.some((sort) => sort.column === column)
  const sorts = isSorted ? state.sorts.map((sort) => (sort.column === column ? key : sort)) : [...state.sorts, key]
  return { ...state, sorts }
}

/** What a click on a header does: ascending, descending, then no sort by this column. */
export function turnSort(state: ViewState, column: number, adds: boolean): ViewState {
  const sort = state.sorts.find((other) => other.column === column)
  const isOnlyOne = state.sorts.length === 1
  if (!sort || (!adds && !isOnlyOne)) return setSort(state, column, false, adds)
  return sort.descending ? removeSort(state, column) : setSort(state, column, true, adds)
}

export function removeSort(state: ViewState, column: number): ViewState {
  return { ...state, sorts: state.sorts.filter((sort) => sort.column !== column) }
}

export function readAs(state: ViewState, column: number): Reading {
  return state.readAs[column] ?? 'text'
}

/** The column's cells are to be read as numbers or dates from here on: in sorts and ranges, never in the cells. */
export function setReadAs(state: ViewState, column: number, as: Reading): ViewState {
  const filters = state.filters.map((filter) =>
    filter.column === column && filter.test.kind === 'range' ? { column, test: { ...filter.test, as } } : filter,
  )
  return {
    ...state,
    filters,
    readAs: { ...state.readAs, [column]: as },
    sorts: state.sorts.map((sort) => (sort.column === column ? { ...sort, as } : sort)),
  }
}

/** Goes on with this value only, or without it: what a click on a value means. */
export function pickValue(state: ViewState, column: number, value: string, not = false): ViewState {
  if (value === '') return setFilter(state, column, { kind: 'blank', not })
  return setFilter(state, column, { kind: 'one-of', values: [value], ...(not ? { not } : {}) })
}

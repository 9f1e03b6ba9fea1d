import { queryOptions } from '@tanstack/react-query'
import { MOST_ROWS_A_READ, type Run } from '../../../../shared/contract/run.ts'
import { api } from '../../../api.ts'
import type { ViewState } from './view-state.ts'

/** Rows fetched from main at a time. */
export const BLOCK_ROWS = MOST_ROWS_A_READ
/** How often a view takes in the rows that arrived since. */
const NEXT_LOOK_MS = 2_000

/** Which rows of a run are read: those of a view, or all of them. */
export interface RowSource {
  readonly runId: string
  /** Another generation has other columns. */
  readonly generation: number
  readonly viewId?: string
  readonly rows: number
}

/** The filtered and sorted rows of a run. While rows arrive the view is made again now and then. */
export function viewQuery({ runId, generation, state: { kind } }: Run, { filters, sorts, search }: ViewState) {
  const isGrowing = kind === 'arriving'
  return queryOptions({
    queryKey: ['view', runId, generation, filters, sorts, search, isGrowing],
    queryFn: () => api.openRunView({ runId, filters, sort: sorts, ...(search ? { search } : {}) }),
    refetchInterval: isGrowing ? NEXT_LOOK_MS : false,
    staleTime: Number.POSITIVE_INFINITY,
    // A view that is not shown any more is closed in main: the same filter asked for again is another view.
    gcTime: 0,
  })
}

/** Rows `block * BLOCK_ROWS` and following: as many of them as there are now. */
export function rowsQuery({ runId, generation, viewId, rows }: RowSource, block: number) {
  const from = block * BLOCK_ROWS
  return queryOptions({
    queryKey: ['run-rows', runId, generation, viewId ?? 'all', block],
    queryFn: () => api.readRunRows({ runId, viewId, from, count: Math.min(BLOCK_ROWS, rows - from) }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}

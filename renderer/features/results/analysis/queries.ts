import { queryOptions } from '@tanstack/react-query'
import type { Run } from '../../../../shared/contract/run.ts'
import type { DateReading, TimeUnit } from '../../../../shared/contract/run-questions.ts'
import { api } from '../../../api.ts'
import type { RowSource } from '../table/queries.ts'

/** Rows that are there do not change: what was found out about them stays true. */
const FOR_GOOD = { staleTime: Number.POSITIVE_INFINITY, gcTime: 10 * 60_000 }
/** The most frequent values that a summary shows. */
const TOP_VALUES = 20
/** Groups in a chart: more cannot be told apart. */
const MOST_GROUPS = 200

/** What a column of the rows holds. */
export function profileQuery({ runId, generation, viewId, rows }: RowSource, column: number) {
  return queryOptions({
    queryKey: ['profile', runId, generation, viewId, rows, column],
    queryFn: () => api.profileRunColumn({ runId, viewId, column, top: TOP_VALUES }),
    ...FOR_GOOD,
  })
}

export function groupsQuery({ runId, generation, viewId, rows }: RowSource, by: readonly number[]) {
  return queryOptions({
    queryKey: ['groups', runId, generation, viewId, rows, by],
    queryFn: () => api.groupRunRows({ runId, viewId, by: [...by], limit: MOST_GROUPS }),
    ...FOR_GOOD,
  })
}

export function timeQuery(source: RowSource, column: number, as: DateReading, unit: TimeUnit) {
  const { runId, generation, viewId, rows } = source
  return queryOptions({
    queryKey: ['time', runId, generation, viewId, rows, column, as, unit],
    queryFn: () => api.countRunByTime({ runId, viewId, column, as, unit }),
    ...FOR_GOOD,
  })
}

/** Whether all rows that will come are there: before that every summary would be of another moment. */
export function isSettled({ state }: Run): boolean {
  return state.kind === 'complete' || state.kind === 'incomplete'
}

import { queryOptions } from '@tanstack/react-query'
import type { ComparisonPart } from '../../../../shared/contract/run-questions.ts'
import { api } from '../../../api.ts'

/** Rows of a part that are read from main at a time: the most it gives. */
export const BLOCK_ROWS = 200

const FOR_GOOD = { staleTime: Number.POSITIVE_INFINITY, gcTime: 5 * 60_000, retry: false }

/** Which columns tell rows apart in both runs, and what differs between the runs themselves. */
export function keyQuery(before: string, after: string) {
  return queryOptions({
    queryKey: ['compare-key', before, after],
    queryFn: () => api.proposeRunKey({ before, after }),
    ...FOR_GOOD,
  })
}

export function comparisonQuery(before: string, after: string, key: readonly string[]) {
  return queryOptions({
    queryKey: ['compare', before, after, key],
    queryFn: () => api.compareRuns({ before, after, key: [...key] }),
    ...FOR_GOOD,
  })
}

/** A part as a view: what reads, copies and saves rows works on it. */
export function partQuery(comparisonId: string, part: ComparisonPart) {
  return queryOptions({
    queryKey: ['compare-part', comparisonId, part],
    queryFn: () => api.openComparisonPart({ comparisonId, part }),
    ...FOR_GOOD,
  })
}

/** Where the rows of a part are read. */
export interface PartSource {
  readonly comparisonId: string
  readonly part: ComparisonPart
  readonly runId: string
  readonly viewId: string
  readonly rows: number
}

/** A row of a part: of a changed one also what it was, and which cells differ. */
export interface PartRow {
  readonly cells: readonly string[]
  /** 0-based place in its run; of a changed row in the later one. */
  readonly number: number
  readonly before?: readonly string[]
  readonly changed?: readonly number[]
}

export function partRowsQuery(source: PartSource, block: number) {
  return queryOptions({
    queryKey: ['compared-rows', source.comparisonId, source.part, block],
    queryFn: () => readPart(source, block * BLOCK_ROWS),
    ...FOR_GOOD,
  })
}

/** Changed rows come with the cells of both runs, in the order of the comparison's columns; the others as rows of their run. */
async function readPart(
  { comparisonId, part, runId, viewId, rows }: PartSource,
  from: number,
): Promise<readonly PartRow[]> {
  const count = Math.min(BLOCK_ROWS, rows - from)
  if (part === 'changed') {
    const compared = await api.readComparison({ comparisonId, from, count })
    return compared.rows.map(({ before, after, changed, numberAfter }) => ({
      cells: after,
      number: numberAfter,
      before,
      changed,
    }))
  }
  const read = await api.readRunRows({ runId, viewId, from, count })
  return read.rows.map((cells, index) => ({ cells, number: read.numbers[index] ?? from + index }))
}

import type { DefinitionKind } from './definition.ts'
import type { SyncLog } from './eloqua.ts'
import { meaningOf, type RowMeaning } from './elq-codes.ts'

/** The sum of the counts of the lines that mean this; undefined where no such line was logged. */
export function rowsOf(logs: readonly SyncLog[], ...meanings: readonly RowMeaning[]): number | undefined {
  const lines = linesOf(logs, meanings)
  return lines.length === 0 ? undefined : lines.reduce((sum, { count = 0 }) => sum + count, 0)
}

/** As `rowsOf`, but the largest sum of one code: a definition may have several actions, each of which counts every row. */
export function mostRowsOf(logs: readonly SyncLog[], meaning: RowMeaning): number | undefined {
  const sums = new Map<string, number>()
  for (const { statusCode, count = 0 } of linesOf(logs, [meaning])) {
    sums.set(statusCode, (sums.get(statusCode) ?? 0) + count)
  }
  return sums.size === 0 ? undefined : Math.max(...sums.values())
}

/** How many rows a sync found staged, as its log says at the start or at the end; undefined as long as it does not say. */
export function rowsTaken(logs: readonly SyncLog[]): number | undefined {
  return largestCount(logs, 'staged') ?? largestCount(logs, 'processed')
}

/** Log lines whose count is the number of rows a sync moved, best first. */
const MOVED: Readonly<Record<DefinitionKind, readonly RowMeaning[]>> = {
  export: ['exported'],
  import: ['processed', 'staged'],
  syncAction: ['staged', 'processed'],
}

/** Rows that a sync moved, as its log says. A sync that was retried repeats its lines: the largest count is right. */
export function rowsMoved(logs: readonly SyncLog[], kind: DefinitionKind): number | undefined {
  const counts = MOVED[kind].map((meaning) => largestCount(logs, meaning))
  return counts.find((count) => count !== undefined)
}

function largestCount(logs: readonly SyncLog[], meaning: RowMeaning): number | undefined {
  const counts = linesOf(logs, [meaning]).flatMap(({ count }) => count ?? [])
  return counts.length === 0 ? undefined : Math.max(...counts)
}

function linesOf(logs: readonly SyncLog[], meanings: readonly RowMeaning[]): readonly SyncLog[] {
  return logs.filter(({ statusCode }) => {
    const meaning = meaningOf(statusCode)?.rows
    return meaning !== undefined && meanings.includes(meaning)
  })
}

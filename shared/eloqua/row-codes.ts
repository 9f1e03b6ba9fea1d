import type { DefinitionKind } from './definition.ts'
import type { SyncLog } from './eloqua.ts'
import { meaningOf, type RowMeaning } from './elq-codes.ts'

/** The sum of the counts of the lines that mean this; undefined where no such line was logged. Lines that repeat: `sureLines`. */
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

/**
 * The lines of one sync's log that surely count: of several with one code, the largest. A sync that Eloqua tried again
 * (ELQ-00142, ELQ-00145) may log its lines twice, or count in steps; neither is documented. The sum of all lines is then the
 * most that the log may mean, and these lines the least, so that nothing is called whole by more than these.
 */
export function sureLines(logs: readonly SyncLog[]): readonly SyncLog[] {
  const largest = new Map<string, SyncLog>()
  for (const line of logs) {
    const before = largest.get(line.statusCode)
    if (!before || (line.count ?? 0) > (before.count ?? 0)) largest.set(line.statusCode, line)
  }
  return [...largest.values()]
}

/** How many rows a sync found staged, as its log says at the start or at the end; undefined as long as it does not say. */
export function rowsTaken(logs: readonly SyncLog[]): number | undefined {
  return sureCount(logs, 'staged') ?? sureCount(logs, 'processed')
}

/** Log lines whose count is the number of rows a sync moved, best first. */
const MOVED: Readonly<Record<DefinitionKind, readonly RowMeaning[]>> = {
  export: ['exported'],
  import: ['processed', 'staged'],
  syncAction: ['staged', 'processed'],
}

/** Rows that a sync surely moved, as its log says. */
export function rowsMoved(logs: readonly SyncLog[], kind: DefinitionKind): number | undefined {
  const counts = MOVED[kind].map((meaning) => sureCount(logs, meaning))
  return counts.find((count) => count !== undefined)
}

/** As `rowsOf`, of the lines that surely count; a line without a count says nothing. */
function sureCount(logs: readonly SyncLog[], meaning: RowMeaning): number | undefined {
  const counted = logs.filter(({ count }) => count !== undefined)
  return rowsOf(sureLines(counted), meaning)
}

function linesOf(logs: readonly SyncLog[], meanings: readonly RowMeaning[]): readonly SyncLog[] {
  return logs.filter(({ statusCode }) => {
    const meaning = meaningOf(statusCode)?.rows
    return meaning !== undefined && meanings.includes(meaning)
  })
}

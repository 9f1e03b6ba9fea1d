import type { DefinitionKind } from '../../shared/eloqua/definition.ts'
import type { SyncLog } from '../../shared/eloqua/eloqua.ts'
import type { SyncFigures } from '../../shared/eloqua/sync.ts'

/** Log codes whose count is the number of rows moved, best first. */
const ROW_CODES: Readonly<Record<DefinitionKind, readonly string[]>> = {
  export: ['ELQ-00102'],
  import: ['ELQ-00001', 'ELQ-00130'],
  syncAction: ['ELQ-00140', 'ELQ-00001', 'ELQ-00130'],
}

/** Rows that a sync moved, by its own log: the largest of the best code present (retries repeat lines). */
export function rowsFromLogs(logs: readonly SyncLog[], kind: DefinitionKind): number | undefined {
  for (const code of ROW_CODES[kind]) {
    const counts = logs.filter((log) => log.statusCode === code).map((log) => log.count)
    const known = counts.filter((count) => count !== undefined)
    if (known.length > 0) return Math.max(...known)
  }
  return undefined
}

export function toFigures(rows: number | undefined, refused: number | undefined): SyncFigures {
  return { ...(rows === undefined ? {} : { rows }), ...(refused === undefined ? {} : { refused }) }
}

import type { LogLine } from '../data-engine.ts'
import { logLine } from './import-tally.ts'
import type { ImportPlan } from './plan-import.ts'
import type { ReadRow } from './read-row.ts'
import type { Code } from './status-codes.ts'

/** What the log says when a row writes one of the special fields, by the column and the value written. */
const CODES: Readonly<Record<string, Code>> = {
  'is_bounced=1': 'ELQ-00016',
  'is_subscribed=0': 'ELQ-00017',
  'is_subscribed=1': 'ELQ-00138',
}

/** Counts the rows that changed whether a person may be mailed. */
export interface ConsentTally {
  note(read: ReadRow): void
  lines(): readonly LogLine[]
}

export function createConsentTally({ columns }: ImportPlan): ConsentTally {
  const flags = columns.flatMap(({ attribute }, position) =>
    attribute.storage === 'flag' ? [{ column: attribute.column, position }] : [],
  )
  const counts = new Map<Code, number>()
  return {
    note({ values }) {
      for (const { column, position } of flags) {
        const code = CODES[`${column}=${values[position]}`]
        if (code) counts.set(code, (counts.get(code) ?? 0) + 1)
      }
    },
    lines: () => [...counts].map(([code, count]) => logLine(code, count)),
  }
}

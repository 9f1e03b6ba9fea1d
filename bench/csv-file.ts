import type { CheckTarget } from '../electron/csv/engine.ts'
import { createCsvEngine } from '../electron/csv/worker/csv-engine.ts'
import { SILENT_LOG } from '../electron/testing/memory-log.ts'
import type { FieldRule } from '../shared/eloqua/field-rule.ts'
import { HEADER, makeContactsCsv } from './csv-data.ts'

export const PART_BYTES = 20_000_000
export const ROWS = { '200mb': 1_000_000, '2gb': 10_000_000 } as const
export type Size = keyof typeof ROWS

export const TARGET: CheckTarget = {
  kind: 'import',
  family: 'contacts',
  identifierFieldName: 'EmailAddress',
  fields: Object.fromEntries(HEADER.map((name) => [name, `{{Contact.Field(C_${name})}}`])),
}

const TEXT: FieldRule = { type: 'text', smallLimit: 100 }
/** Every column is judged against its field, as it is in the app. */
const RULES: Readonly<Record<string, FieldRule>> = {
  ...Object.fromEntries(HEADER.map((name) => [name, TEXT])),
  EmailAddress: { type: 'email' },
  LeadScore: { type: 'number', mayBeWhole: false },
  LastTouched: { type: 'date' },
}

export const engine = createCsvEngine({ log: SILENT_LOG })

/** How long a job takes, in ms. */
export async function time(job: () => Promise<void>): Promise<number> {
  const before = performance.now()
  await job()
  return performance.now() - before
}

/** A file of contacts as the window has it once it was looked at: all columns mapped by name. */
export async function openFile(size: Size) {
  const { path } = makeContactsCsv(ROWS[size])
  const { stamp, reading } = await engine.firstLook({ path })
  const mapping = {
    fields: HEADER.map((field, column) => ({ field, source: { from: 'column', column } as const })),
  }
  return { stamp, reading, mapping, target: TARGET, rules: RULES, signal: new AbortController().signal }
}

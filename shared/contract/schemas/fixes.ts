import { z } from 'zod'
import { index } from './common.ts'
import { cells } from './csv.ts'

const column = index
const text = z.string().max(100_000)

/** What a date of the file begins with. The user says so; Bulkdesk never guesses. */
export const dateOrder = z.enum(['day-first', 'month-first', 'year-first'])
/** How yes and no are to be written. */
export const booleanForm = z.enum(['true-false', 'yes-no', 'one-zero'])
/** What stands before the decimals of the file's numbers. */
export const decimalMark = z.enum(['comma', 'point'])

/** One change to the cells of a column. */
const columnFixes = [
  z.strictObject({ kind: z.literal('trim'), column }),
  z.strictObject({ kind: z.literal('date'), column, order: dateOrder }),
  z.strictObject({ kind: z.literal('replace'), column, values: z.array(text).min(1).max(100), by: text }),
  z.strictObject({ kind: z.literal('boolean'), column, form: booleanForm }),
  z.strictObject({ kind: z.literal('number'), column, decimal: decimalMark }),
] as const
export const columnFix = z.discriminatedUnion('kind', columnFixes)

/** Of rows with the same text in a column only one stays. */
const duplicatesFix = z.strictObject({
  kind: z.literal('duplicates'),
  column,
  keep: z.enum(['first', 'last']),
  ignoreCase: z.boolean(),
})

/** One row as the user edited it: all cells it is to have. `row` is the 1-based row of the user's file. */
const rowFix = z.strictObject({ kind: z.literal('row'), row: z.int().min(1).max(4_000_000_000), cells })

export const wideFix = z.discriminatedUnion('kind', [...columnFixes, duplicatesFix])
export const fix = z.discriminatedUnion('kind', [...columnFixes, duplicatesFix, rowFix])
export const wideFixes = z.array(wideFix).max(500)
export const fixes = z.array(fix).max(10_000)

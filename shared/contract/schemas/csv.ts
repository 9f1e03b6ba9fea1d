import { z } from 'zod'
import { index } from './common.ts'

export const encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])
export const delimiter = z.enum([',', ';', '\t', '|'])

/** How the bytes of a file are read into rows. */
export const reading = z.strictObject({
  encoding,
  delimiter,
  hasBom: z.boolean(),
  /** The file starts with a `sep=` line, which is no row. */
  hasSepLine: z.boolean(),
  /** Quotes inside unquoted cells are text (C9) instead of an error of their row. */
  looseQuotes: z.boolean(),
})

/** Where a definition's field takes its text from. */
export const fieldSource = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('column'), column: index }),
  z.strictObject({ from: z.literal('constant'), value: z.string().max(100_000) }),
])

/** Which column (0-based) or constant feeds which field of the definition. A field not named here is not sent. */
export const mapping = z.strictObject({
  fields: z.array(z.strictObject({ field: z.string().min(1).max(1_000), source: fieldSource })).max(1_000),
})

export const header = z.string().max(10_000)
export const cells = z.array(z.string().max(1_000_000)).max(2_000)

/** `exact`: the data as it is, to be imported again. `spreadsheet`: with a BOM, and cells that would run as formulas made harmless. */
export const csvFlavour = z.enum(['exact', 'spreadsheet'])

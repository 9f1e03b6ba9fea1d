import { z } from 'zod'
import { columns, handle, index } from './common.ts'

/**
 * As what the cells of a column are read. They stay text: a reading decides order and ranges only. The user picks it.
 * `number`: digits, a sign, one decimal point. `date`: year first, as Eloqua writes times (`2026-11-28`, `2026-11-28T20:40:33.1200000Z`).
 * `month-first` and `day-first`: dates with slashes, dots or dashes.
 */
export const dateReading = z.enum(['date', 'month-first', 'day-first'])
export const reading = z.enum(['text', 'number', ...dateReading.options])

const text = z.string().max(10_000)
const not = z.boolean().optional()

/** Upper and lower case count as equal, unless `matchCase` says otherwise. */
const textTest = z.strictObject({
  kind: z.enum(['contains', 'equals', 'starts', 'ends']),
  text,
  matchCase: z.boolean().optional(),
  not,
})
/** Exactly one of these values; `''` stands for blank. */
const valuesTest = z.strictObject({ kind: z.literal('one-of'), values: z.array(text).min(1).max(1_000), not })
/** Nothing at all between the commas. A cell of spaces is not blank. */
const blankTest = z.strictObject({ kind: z.literal('blank'), not })
/**
 * Both ends included; either may be left out. Blank cells, and those that cannot be read as the reading says, are in no range.
 * Bounds of a number are written as numbers are, bounds of a date year first (`2026-11-28`, with or without a time of day): `to` without one is the whole day.
 */
const rangeTest = z.strictObject({ kind: z.literal('range'), as: reading, from: text.optional(), to: text.optional() })

export const columnFilter = z.strictObject({
  column: index,
  test: z.discriminatedUnion('kind', [textTest, valuesTest, blankTest, rangeTest]),
})
export const sortKey = z.strictObject({ column: index, as: reading, descending: z.boolean() })

/** Rows that pass every filter and, where `search` is given, have that text in one of the run's cells. */
export const viewRequest = z.strictObject({
  runId: handle,
  filters: z.array(columnFilter).max(100),
  search: z.string().min(1).max(10_000).optional(),
  sort: z.array(sortKey).max(20),
})

/** Without a view: all rows. */
const ofView = { runId: handle, viewId: handle.optional() }
export const byView = z.strictObject({ viewId: handle })

/** Text to look for in these columns; several matches in one row come in the order the columns are named. */
export const matchRequest = z.strictObject({
  ...ofView,
  text: z.string().min(1).max(10_000),
  matchCase: z.boolean().optional(),
  columns,
})
/** A cell by its row's place in the view and by its column in the run. */
export const cellOfView = z.strictObject({ row: index, column: index })
export const nextMatch = matchRequest.extend({
  /** The match after (or before) this cell; without it, the first (or last). */
  from: cellOfView.optional(),
  backwards: z.boolean(),
})

const columnOfView = z.strictObject({ ...ofView, column: index })
export const readingOfColumn = columnOfView.extend({ as: reading })

const valueLimit = z.int().min(1).max(1_000)
export const profileRequest = columnOfView.extend({ top: valueLimit })
export const valuesRequest = columnOfView.extend({ search: z.string().max(10_000).optional(), limit: valueLimit })
export const groupRequest = z.strictObject({ ...ofView, by: z.array(index).min(1).max(2), limit: valueLimit })

export const timeUnit = z.enum(['day', 'week', 'month', 'year'])
export const timeRequest = columnOfView.extend({ as: dateReading, unit: timeUnit })

/** Two runs: how it was, and how it is. */
export const twoRuns = z.strictObject({ before: handle, after: handle })
/** The columns of the key by name, as both runs have them. */
export const comparisonRequest = twoRuns.extend({ key: z.array(z.string().max(1_000)).min(1).max(20) })
export const comparisonPart = z.enum(['added', 'removed', 'changed', 'duplicate-before', 'duplicate-after'])
export const byComparison = z.strictObject({ comparisonId: handle })
export const partOfComparison = byComparison.extend({ part: comparisonPart })
/** Of the changed rows. */
export const comparisonWindow = byComparison.extend({ from: index, count: z.int().min(0).max(200) })

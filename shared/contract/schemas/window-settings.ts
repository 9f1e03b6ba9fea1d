import { z } from 'zod'

const columnName = z.string().max(10_000)
const columnNames = z.array(columnName).max(2_000)

export const appearance = z.enum(['system', 'light', 'dark'])
export const sideBar = z.enum(['wide', 'narrow'])

/** How the user arranged columns. Keyed by name, so that it outlives a page, and the next run of the same export. */
export const columnLayout = z.strictObject({
  /** Names in the order chosen; columns that are not named follow in the order of the data. */
  order: columnNames,
  hidden: columnNames,
  /** Stay at the left while the others scroll. */
  pinned: columnNames.optional(),
  /** CSS pixels. */
  widths: z.record(columnName, z.number().min(1).max(10_000)),
})

/** One thing that is to be different. */
export const settingsChange = z.strictObject({
  appearance: appearance.optional(),
  sideBar: sideBar.optional(),
  columnSummaries: z.boolean().optional(),
  /** Without a layout the columns are as they come. */
  columns: z.strictObject({ key: z.string().min(1).max(400), layout: columnLayout.optional() }).optional(),
})

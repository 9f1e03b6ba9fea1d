import { z } from 'zod'
import { columns, handle, index, syncId } from './common.ts'

/** The rows of which sync, and which of its two kinds: what an export returned, or what Eloqua rejected. */
export const runSource = z.strictObject({ syncId, what: z.enum(['data', 'rejects']) })

export const byRun = z.strictObject({ runId: handle })
/** Without a name: the one it has, or one after its definition. */
export const nameRun = byRun.extend({ name: z.string().min(1).max(200).optional() })

/** Without a view: all rows, in Eloqua's order. */
const ofView = { runId: handle, viewId: handle.optional() }
/** A rectangle of cells: rows by their place in the view, ends included; columns in the order they are wanted. */
export const box = z.strictObject({ firstRow: index, lastRow: index, columns })
const boxes = z.array(box).min(1).max(1_000)

/** What of a run: every row of the view where no boxes are given. Columns: all, where none are named. */
export const runPart = z.strictObject({
  ...ofView,
  boxes: boxes.optional(),
  columns: columns.optional(),
})

export const rowWindow = z.strictObject({ ...ofView, from: index, count: z.int().min(0).max(200) })

/** How cells are put on the clipboard: as spreadsheets do, as CSV, as JSON, or one value a line. */
export const copyFormat = z.enum(['spreadsheet', 'csv', 'json', 'list'])

/** `raw`: byte-faithful CSV. `excel-csv`: opens right in the Excel of this computer. */
export const saveFormat = z.enum(['raw', 'excel-csv', 'xlsx', 'parquet'])

export const copyRequest = runPart.extend({ format: copyFormat, withHeader: z.boolean() })
export const saveRequest = runPart.extend({
  format: saveFormat,
  /** The user has read that cells longer than an .xlsx takes will be cut. Without it such a save is refused. */
  cutLongCells: z.boolean().optional(),
})
export const forecastRequest = runPart.extend({ format: saveFormat })
export const listRequest = z.strictObject({ ...ofView, column: index, boxes: boxes.optional() })

/** What becomes of rows when the window closes. `nothing`: even the button Keep is off. */
export const keepChoice = z.enum(['nothing', 'asked', 'all'])
export const keepChange = z.strictObject({
  choice: keepChoice.optional(),
  /** Overrides the choice for one saved connection; `default` takes that back. */
  connection: z.strictObject({ connectionId: handle, choice: z.enum([...keepChoice.options, 'default']) }).optional(),
  mostBytes: z.int().min(100_000_000).max(10_000_000_000_000).optional(),
  mostDays: z.int().min(1).max(3_650).optional(),
})

import { z } from 'zod'
import { MAX_DATA_LIMIT } from '../../eloqua/eloqua.ts'
import { type ApiOf, takes } from '../call.ts'
import { type CellPlace, MAX_WINDOW_ROWS, type ResultPage } from '../result-page.ts'
import { columns, handle, index, offset, syncId } from '../schemas/common.ts'
import { csvFlavour } from '../schemas/csv.ts'
import type { StartedSave } from '../transfer.ts'

const pageOfData = z.strictObject({ syncId, offset, limit: z.int().min(1).max(MAX_DATA_LIMIT) })
const rowsOfPage = z.strictObject({ pageId: handle, from: index, count: z.int().min(0).max(MAX_WINDOW_ROWS) })
const placeInPage = z.strictObject({ row: index, column: index })
const findText = z.strictObject({
  pageId: handle,
  text: z.string().min(1).max(1_000),
  after: placeInPage.optional(),
  columns,
})
const cellBlock = z.strictObject({
  pageId: handle,
  firstRow: index,
  lastRow: index,
  columns,
  withHeader: z.boolean(),
})
const saveSync = z.strictObject({ syncId, flavour: csvFlavour })

export const resultCalls = {
  openResultPage: takes(pageOfData).gives<ResultPage>(),
  /** At most MAX_WINDOW_ROWS rows; `from` is 0-based within the page. Cells are text, in the page's column order. */
  readRows: takes(rowsOfPage).gives<readonly (readonly string[])[]>(),
  findInPage: takes(findText).gives<CellPlace | null>(),
  /** Puts cells on the clipboard as spreadsheet text and says how many. Rows are 0-based within the page, ends included. */
  copyCells: takes(cellBlock).gives<{ readonly cells: number }>(),
  /** Asks where, then saves the sync's whole data; null when the user closed the dialog. */
  saveResult: takes(saveSync).gives<StartedSave | null>(),
  saveRejects: takes(saveSync).gives<StartedSave | null>(),
}

export type ResultApi = ApiOf<typeof resultCalls>

import { z } from 'zod'
import type { SourceFile } from '../../csv/csv.ts'
import { MOST_PASTED, type RecentFile, type SameColumns, type WorkbookSheet } from '../../csv/sources.ts'
import { type ApiOf, takes } from '../call.ts'
import { handle, index, nothing } from '../schemas/common.ts'
import { headers } from '../schemas/csv.ts'

const byFile = z.strictObject({ fileId: handle })

/** Workbooks, JSON files and the clipboard: each becomes a CSV file of ours, which goes the way of every file. */
export const sourceCalls = {
  /** Like `browseForCsv`, with workbooks and JSON files. */
  browseForSources: takes(nothing).gives<readonly SourceFile[]>(),
  /** The files opened last, the newest first. */
  listRecentFiles: takes(nothing).gives<readonly RecentFile[]>(),
  openRecentFile: takes(z.strictObject({ recentId: handle })).gives<SourceFile>(),
  /** Where files with these columns were sent from this connection, the newest first. */
  listSameColumns: takes(z.strictObject({ headers })).gives<readonly SameColumns[]>(),
  listSheets: takes(byFile).gives<readonly WorkbookSheet[]>(),
  /** Makes the rows of a sheet, or of a JSON file. Tells how far it is by `making-changed`. */
  makeRows: takes(byFile.extend({ sheet: index.optional() })).gives<SourceFile>(),
  cancelMaking: takes(byFile).gives<void>(),
  pasteTable: takes(z.strictObject({ text: z.string().max(MOST_PASTED) })).gives<SourceFile>(),
}

export type SourceApi = ApiOf<typeof sourceCalls>

import { z } from 'zod'
import type { SourceFile } from '../../csv/csv.ts'
import type { FixPreview, RowToFix } from '../../csv/fixes.ts'
import type { ListPage } from '../../eloqua/sync.ts'
import { type ApiOf, takes } from '../call.ts'
import { handle, listLimit, offset } from '../schemas/common.ts'
import { cells, reading } from '../schemas/csv.ts'
import { fixes, wideFixes } from '../schemas/fixes.ts'
import type { StartedSave } from '../transfer.ts'

/** The user's file, and what is done to it. The window names the work, so that it can be called off. */
const fixedFile = z.strictObject({ workId: handle, fileId: handle, reading, fixes })
const byUpload = z.strictObject({ uploadId: handle })

/** Changing rows before they are sent. The user's file stays as it is: a copy is changed. */
export const fixCalls = {
  /** Rows of a finished check: those that are held back, or the first of those that are in doubt. */
  listRowsToFix: takes(
    z.strictObject({ checkId: handle, which: z.enum(['held-back', 'doubtful']), offset, limit: listLimit }),
  ).gives<ListPage<RowToFix>>(),
  /** What each added fix would do to the whole file, after the others. A preview of the same name that still runs is called off. */
  previewFixes: takes(fixedFile.extend({ added: wideFixes })).gives<readonly FixPreview[]>(),
  /** A copy of the file with these fixes, to be looked at and checked like any other file. */
  makeFixes: takes(fixedFile).gives<SourceFile>(),
  /** Removes the copies of a file whose fixes were all undone. */
  forgetFixes: takes(z.strictObject({ fileId: handle })).gives<void>(),
  cancelFixes: takes(z.strictObject({ workId: handle })).gives<void>(),
  /** The rows that an upload did not send because of what is wrong with them. Fails with `file-missing` or `file-changed`. */
  listUnsentRows: takes(byUpload.extend({ offset, limit: listLimit })).gives<
    ListPage<RowToFix> & { readonly headers: readonly string[] }
  >(),
  saveUnsentRows: takes(byUpload).gives<StartedSave | null>(),
  /** Writes such rows, edited, to a file of ours, which then goes through the check page like any other. */
  fixUnsentRows: takes(byUpload.extend({ rows: z.array(cells).max(50_000) })).gives<SourceFile>(),
}

export type FixApi = ApiOf<typeof fixCalls>

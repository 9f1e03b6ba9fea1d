import { z } from 'zod'
import type { SourceFile } from '../../csv/csv.ts'
import type { ListPage } from '../../eloqua/sync.ts'
import { MOST_FILES, type RejectedRow, type StartedFile, type Upload, type WaitingRows } from '../../uploads/upload.ts'
import { type ApiOf, takes } from '../call.ts'
import { definitionUri, handle, listLimit, nothing, offset, search, syncId } from '../schemas/common.ts'
import { cells, header } from '../schemas/csv.ts'
import { uploadChoice, uploadScope, uploadWay } from '../schemas/uploads.ts'
import type { StartedSave } from '../transfer.ts'

const byUpload = z.strictObject({ uploadId: handle })
/** The token of the check that the window showed. Without one, main asks by itself before it writes to production. */
const shown = handle.optional()
const checkedFile = z.strictObject({
  checkId: handle,
  way: uploadWay,
  scope: uploadScope,
  /** The uploads whose waiting rows the user agreed to send on top of. Without that, straight is refused. */
  onTopOf: z.array(handle).max(1_000).optional(),
  /** Straight: the sync starts once all rows are staged, unless rows of another upload are staged there by then. */
  importsAtOnce: z.boolean().optional(),
  shown,
  groupId: handle.optional(),
})
/** Files that are sent by one order, each by its own check. */
const checkedFiles = z.strictObject({
  groupId: handle,
  files: z
    .array(checkedFile.omit({ groupId: true, onTopOf: true }))
    .min(1)
    .max(MOST_FILES),
})
const byGroup = z.strictObject({ groupId: handle })
const corrected = z.strictObject({
  headers: z.array(header).max(2_000),
  rows: z.array(cells).max(50_000),
})

/** Sending a checked file, and the questions that come up while it is sent. */
const sendCalls = {
  /** Rows of earlier uploads that wait at this definition, which its next sync would apply too. The oldest first. */
  listWaitingRows: takes(z.strictObject({ definitionUri })).gives<readonly WaitingRows[]>(),
  startUpload: takes(checkedFile).gives<{ readonly uploadId: string }>(),
  /** Sends several files: each is an upload of its own, and one that cannot be sent keeps no other from it. In the order given. */
  startUploads: takes(checkedFiles).gives<readonly StartedFile[]>(),
  startStagedSync: takes(byUpload.extend({ shown })).gives<void>(),
  /** Deletes everything that waits at the upload's definition: its own rows, and those of others. */
  discardStaged: takes(byUpload).gives<void>(),
  answerUpload: takes(z.strictObject({ uploadId: handle, choice: uploadChoice })).gives<void>(),
}

/** Looking at uploads, and what came back of them. */
const historyCalls = {
  getUpload: takes(byUpload).gives<Upload>(),
  /** The uploads of files that were opened together, in the order in which they were sent. */
  listUploadGroup: takes(byGroup).gives<readonly Upload[]>(),
  listUploads: takes(z.strictObject({ search, offset, limit: listLimit })).gives<ListPage<Upload>>(),
  listRejectedRows: takes(z.strictObject({ uploadId: handle, offset, limit: listLimit })).gives<
    ListPage<RejectedRow>
  >(),
  saveRejected: takes(byUpload).gives<StartedSave | null>(),
  /** Writes the corrected rows to a new file of ours, which then goes through the check page like any other. */
  fixRejected: takes(corrected.extend({ uploadId: handle })).gives<SourceFile>(),
  /** The same for the rejected rows of any sync, also one that was not started from here. */
  fixSyncRejects: takes(corrected.extend({ syncId })).gives<SourceFile>(),
  /** Opens the file of an upload again, as it is now: it goes through the check page like any other. */
  openFileAgain: takes(byUpload).gives<SourceFile>(),
  saveReceipt: takes(byUpload).gives<{ readonly saved: boolean }>(),
  /** One receipt of all files that were sent together. */
  saveGroupReceipt: takes(byGroup).gives<{ readonly saved: boolean }>(),
  clearHistory: takes(nothing).gives<void>(),
}

export const uploadCalls = { ...sendCalls, ...historyCalls }

export type SendApi = ApiOf<typeof sendCalls>
export type HistoryApi = ApiOf<typeof historyCalls>

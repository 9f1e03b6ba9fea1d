import type { Publish } from '../../platform/desktop.ts'
import type { TransferBook } from '../../transfers/transfer-book.ts'
import type { UploadRecord } from '../core/upload-record.ts'
import type { UploadJournal } from '../journal/upload-journal.ts'
import type { ActiveUploads } from './active-uploads.ts'
import type { DefinitionStaging } from './definition-staging.ts'
import type { PlaceClaims } from './place-claims.ts'
import type { RunParts } from './run-upload.ts'
import type { UploadQueue } from './upload-queue.ts'

export interface UploadDeskParts extends RunParts {
  readonly journal: UploadJournal
  readonly claims: PlaceClaims
  readonly transfers: TransferBook
  readonly publish: Publish
  /** Told of every upload that ended or needs the user, for a notice outside the window. */
  readonly onRest?: (record: UploadRecord) => void
}

/** What the desk's hands share. */
export interface DeskRoom extends UploadDeskParts {
  readonly uploads: ActiveUploads
  readonly staging: DefinitionStaging
  readonly queue: UploadQueue
  find(uploadId: string): UploadRecord | undefined
}

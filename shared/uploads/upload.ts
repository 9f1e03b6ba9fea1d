import type { AppErrorData } from '../contract/errors.ts'
import type { Shape } from '../contract/schemas/shape.ts'
import type { uploadScope, uploadWay } from '../contract/schemas/uploads.ts'
import type { CheckReport, MadeFrom, Mapping, Reading, SourceFile } from '../csv/csv.ts'
import type { DefinitionRef } from '../eloqua/definition.ts'
import type { SyncLog } from '../eloqua/eloqua.ts'
import type { AppliedSoFar, OpenBatch, UploadEvent, UploadOutcome, UploadQuestion } from './upload-facts.ts'

/** Straight to the definition the user picked, or through a private copy of it that is thrown away when in doubt. */
export type UploadWay = Shape<typeof uploadWay>

/** One request exactly as it will go out, but for the credential. */
export interface PlannedRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** From the host on: `/api/bulk/2.0/activities/imports/2900/data`. */
  readonly path: string
  readonly contentType?: 'text/csv' | 'application/json'
  readonly bytes?: number
  readonly rows?: number
}

export interface UploadPlan {
  readonly way: UploadWay
  /** Why this way was proposed, in words. */
  readonly wayReason: string
  /** Rows that will be sent. */
  readonly rows: number
  readonly parts: readonly PlannedRequest[]
  /** The first 20,000 characters of the first part's body. */
  readonly firstBody: string
  /** What surrounds the parts, in order: creating a copy, starting the sync, deleting the copy. */
  readonly before: readonly PlannedRequest[]
  readonly after: readonly PlannedRequest[]
  /** True when sending alone starts a sync: `isSyncTriggeredOnImport`. */
  readonly startsSyncAtOnce: boolean
}

/** A check of one file against one definition. It lives until the file is closed or sent. */
export interface Check {
  readonly checkId: string
  readonly file: SourceFile
  readonly targetUri: string
  readonly reading: Reading
  readonly mapping: Mapping
  readonly state: 'reading' | 'done' | 'failed' | 'cancelled'
  readonly bytesRead: number
  readonly report?: CheckReport
  /** One plan for each way that is possible. */
  readonly plans?: readonly UploadPlan[]
  /**
   * Proves to main that a finished check was read by the window: goes back with the send, and with its sync. Absent where
   * main asks before it sends to production: then the window does not.
   */
  readonly shown?: string
  readonly error?: AppErrorData
}

export type UploadState =
  | 'queued' // waits for another upload to the same definition
  | 'sending'
  | 'waiting' // backing off before it goes on by itself
  | 'paused' // by the user: nothing goes out until it is resumed
  | 'staged' // everything arrived, no sync yet: the user starts it
  | 'syncing'
  | 'needs-you' // a question only the user can answer
  | 'done'
  | 'stopped' // failed, cancelled or incomplete; `outcome` says how it ended

/** Where the rows of a file went. Every term is counted by us or reported by Eloqua's log; what is left is shown, not hidden. */
export interface RowLedger {
  readonly inFile: number
  readonly heldBack: number
  /** Rows that went into a sync. */
  readonly sent: number
  /** Rows that arrived, and that no sync of this upload was started for: nothing was imported of them. */
  readonly staged?: number
  /** Rows of parts that were sent, of which Bulkdesk saw no answer. */
  readonly inDoubt?: number
  readonly created?: number
  readonly updated?: number
  readonly rejected?: number
  readonly duplicates?: number
  /** Of the rows that became records of a custom object or an event: those that Eloqua linked to their contacts. */
  readonly linked?: number
  /** Members added, removed or given a status by a sync action. */
  readonly acted?: number
  /** Rows of earlier uploads that waited at the definition and went into the same sync: its log counts them too. */
  readonly also?: readonly AlsoSynced[]
  /** Rows Eloqua says it found and processed (ELQ-00001): to be equal to `sent` and `also` together. */
  readonly processed?: number
  /** Rows of `sent` and `also` that Eloqua's log does not report. */
  readonly unexplained?: number
  /** Rows that Eloqua's log accounts for beyond those: its codes may overlap, or it found more rows than were sent. */
  readonly excess?: number
  /** Nobody else could have staged the rows that are too much: the network repeated a request. */
  readonly repeated?: true
  /** Parts (from 0) whose rows Eloqua processed twice: the user had them sent again, or, `repeated`, the network did. */
  readonly twice?: readonly number[]
  /** Parts (from 0) that are counted as sent because the user said so: Bulkdesk saw no answer. */
  readonly assumed?: readonly number[]
  /** Batches whose rows cannot be called applied. An upload with one is never done. */
  readonly open?: readonly OpenBatch[]
  /** Syncs of the same definition and user, beside ours, that took as many rows: perhaps a request that was repeated on its way. */
  readonly others?: readonly string[]
  /** Whether there are such syncs could not be read. */
  readonly othersUnread?: true
}

export interface AlsoSynced {
  readonly uploadId: string
  readonly fileName: string
  readonly rows: number
  /** Rows that may have been there too. */
  readonly doubtfulRows?: number
}

/**
 * Rows of an upload that lie at the definition itself, for its next sync to take, as far as Bulkdesk knows:
 * Eloqua drops them by its retention rule, and a colleague may sync or discard them.
 */
export interface WaitingRows {
  readonly uploadId: string
  readonly fileName: string
  readonly state: UploadState
  /** Rows that arrived. */
  readonly rows: number
  /** Rows that may lie there too: nobody saw what became of them. */
  readonly doubtfulRows: number
  /** ISO time at which the last of them arrived. */
  readonly since: string
  /** ISO time after which Eloqua drops them; absent where the definition names no retention. */
  readonly keptUntil?: string
}

export interface UploadPart {
  readonly index: number
  readonly rows: number
  readonly bytes: number
  readonly state: 'planned' | 'sending' | 'arrived' | 'in-doubt' | 'thrown-away' | 'refused'
  readonly sha256?: string
  /** 1-based data rows of the file that it starts and ends with; absent in what an older Bulkdesk sent. */
  readonly firstRow?: number
  readonly lastRow?: number
}

/** One upload and its receipt: what was sent, where, by whom, what came back. Holds no row data. */
export interface Upload {
  readonly uploadId: string
  /** Shared by the uploads of files that were opened together. */
  readonly groupId?: string
  readonly connectionId: string
  readonly connectionLabel: string
  readonly user: string
  readonly file: {
    readonly name: string
    readonly size: number
    readonly sha256: string
    readonly madeFrom?: MadeFrom
  }
  readonly definition: DefinitionRef & { readonly name: string; readonly parentName?: string }
  readonly way: UploadWay
  readonly scope: Shape<typeof uploadScope>
  /** field -> column name, or the constant in quotes, as it was confirmed. */
  readonly mappingWords: readonly { readonly field: string; readonly source: string }[]
  readonly state: UploadState
  readonly parts: readonly UploadPart[]
  readonly generation: number
  readonly syncUris: readonly string[]
  readonly syncStatuses: Readonly<Record<string, string>>
  readonly logs: readonly SyncLog[]
  readonly ledger: RowLedger
  /** Rows of it that still wait at the definition. */
  readonly waiting?: WaitingRows
  readonly question?: UploadQuestion
  readonly outcome?: UploadOutcome
  /** What stopping now means, or has meant, for the data. */
  readonly applied: AppliedSoFar
  readonly error?: AppErrorData
  /** ISO times. */
  readonly createdAt: string
  readonly endedAt?: string
  readonly events: readonly UploadEvent[]
}

/** A rejected row: what Eloqua said of it, and the row of the file it most likely is. */
export interface RejectedRow {
  readonly recordIndex: number
  readonly syncUri: string
  readonly statusCode: string
  readonly message: string
  readonly fieldValues: Readonly<Record<string, string>>
  readonly invalidFields: readonly string[]
  /** 1-based data row in the file; absent when none fits. */
  readonly fileRow?: number
  /** True when several rows of the file fit. */
  readonly ambiguous: boolean
  /** The file's own cells of that row. */
  readonly original?: readonly string[]
}

/** A file of several that were sent by one order. */
export type StartedFile =
  | { readonly checkId: string; readonly uploadId: string }
  | { readonly checkId: string; readonly error: AppErrorData }

/** Files that are listed, checked and sent together. */
export const MOST_FILES = 100

/** Rows of a trial: really sent and applied, but few enough to look at. */
export const TRIAL_ROWS = 50

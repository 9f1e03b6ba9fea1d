import type { AppErrorData } from '../contract/errors.ts'
import type { Shape } from '../contract/schemas/shape.ts'
import type { uploadChoice } from '../contract/schemas/uploads.ts'

/** A sync on Eloqua's list that may be the one whose answer was lost. */
export interface NamedSync {
  readonly uri: string
  /** Rows it took, as its log says; absent as long as the log says nothing. */
  readonly rows?: number
}

/** Rows of another file that are staged at the same definition. */
export interface FileRows {
  readonly fileName: string
  readonly rows: number
}

/**
 * What only the user can decide. Facts only: the sentence is made from these and from the upload itself. Parts are
 * counted from 0.
 */
export type QuestionFacts =
  | {
      readonly kind: 'part-in-doubt'
      readonly parts: readonly number[]
      /** `kept-too-long`: the part arrived, and Eloqua keeps staged rows no longer than that. */
      readonly cause: 'no-answer' | 'kept-too-long'
      readonly named?: NamedSync
    }
  /** `listed` false: Eloqua's list of syncs could not be read. */
  | { readonly kind: 'sync-in-doubt'; readonly listed: boolean; readonly named?: NamedSync }
  | { readonly kind: 'sync-started-early'; readonly syncUri: string }
  | { readonly kind: 'restarts-exhausted'; readonly tries: number }
  | { readonly kind: 'sign-in-again' }
  | { readonly kind: 'copy-not-allowed' }
  | { readonly kind: 'disk-trouble' }
  | { readonly kind: 'rows-waiting'; readonly others: readonly FileRows[] }
  | { readonly kind: 'batch-failed'; readonly syncUris: readonly string[] }
  | { readonly kind: 'sync-lost'; readonly syncUri: string }
  | { readonly kind: 'cannot-go-on' }

export type UploadChoice = Shape<typeof uploadChoice>

/** A question with the answers that can be given now. */
export type UploadQuestion = QuestionFacts & { readonly choices: readonly UploadChoice[] }

/** How an upload ended. What was applied is told by its tally and its syncs, never by this. */
export type UploadOutcome =
  /** Every sync of every batch went through, and every part is accounted for. */
  | { readonly kind: 'finished' }
  /** It came to its end, but a sync failed, or rows are not accounted for: the tally names them. */
  | { readonly kind: 'incomplete' }
  /**
   * A sync that was not started for this upload took its rows. `starter` is the file that one was started for; `rejected` how many
   * rows its log counts as rejected, whoever staged them.
   */
  | {
      readonly kind: 'taken'
      readonly syncUri: string
      readonly rows: number
      readonly starter?: string
      readonly rejected?: number
    }
  /** `with` is the file whose rows were discarded, where those of this upload went with them. */
  | { readonly kind: 'discarded'; readonly with?: string }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'stopped-watching' }
  | { readonly kind: 'part-refused'; readonly part: number }
  | { readonly kind: 'copy-refused' }
  | { readonly kind: 'copy-unknown' }
  | { readonly kind: 'sync-refused' }
  | { readonly kind: 'file-trouble' }
  | { readonly kind: 'definition-gone' }
  | { readonly kind: 'practice-gone' }
  /** Written in words by an older Bulkdesk. */
  | { readonly kind: 'written'; readonly text: string }

/** Something that happened to an upload, in its receipt. Parts are counted from 0. */
export type UploadEventFacts =
  | { readonly kind: 'sent'; readonly rows: number }
  | { readonly kind: 'copy-made'; readonly uri: string }
  | { readonly kind: 'copy-not-made' }
  | { readonly kind: 'copy-deleted' }
  | { readonly kind: 'copy-kept'; readonly uri: string; readonly why: 'rejects' | 'unknown-end' }
  | { readonly kind: 'batch-restarted'; readonly batch: number; readonly cause: RestartCause }
  | { readonly kind: 'waiting'; readonly for: WaitReason; readonly seconds: number; readonly error?: AppErrorData }
  | { readonly kind: 'part-found'; readonly part: number; readonly syncUri: string }
  | { readonly kind: 'staged' }
  | { readonly kind: 'sync-started'; readonly syncUri: string }
  | { readonly kind: 'sync-answer-lost' }
  | { readonly kind: 'sync-refused'; readonly error: AppErrorData }
  | {
      readonly kind: 'sync-ended'
      readonly syncUri: string
      readonly status: string
      readonly unread: readonly SyncList[]
    }
  | { readonly kind: 'sync-slow'; readonly syncUri: string; readonly status: string; readonly hours: number }
  | { readonly kind: 'sync-odd'; readonly syncUri: string; readonly status: string }
  | { readonly kind: 'sync-uncalled'; readonly syncUri: string }
  | { readonly kind: 'auto-sync-off' }
  | { readonly kind: 'other-syncs'; readonly syncUris: readonly string[] }
  | { readonly kind: 'asked'; readonly question: QuestionFacts }
  | { readonly kind: 'answered'; readonly choice: UploadChoice }
  | { readonly kind: 'ended'; readonly outcome: UploadOutcome }
  | { readonly kind: 'paused' }
  | { readonly kind: 'pause-pressed' }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'tried-again' }
  | { readonly kind: 'sync-ordered' }
  | {
      readonly kind: 'rows-taken'
      readonly syncUri: string
      readonly rows: number
      readonly starter?: string
      /** The log of that sync does not account for them. */
      readonly isUncounted?: true
    }
  | { readonly kind: 'rows-discarded'; readonly with?: string }
  | { readonly kind: 'discard-unsettled' }
  | { readonly kind: 'written'; readonly text: string }

/** Why a batch starts over in a new private copy. */
export type RestartCause = { readonly why: 'in-doubt' | 'gone' | 'kept-too-long'; readonly error?: AppErrorData }

/** What an upload waits to try again. */
export type WaitReason =
  | 'copy'
  | 'copy-search'
  | 'batch'
  | 'syncs-before'
  | 'part'
  | 'sync'
  | 'sync-search'
  | 'sync-status'
  | 'file'

export type SyncList = 'log' | 'rejects'

export interface UploadEvent {
  /** ISO time. */
  readonly at: string
  readonly event: UploadEventFacts
}

/** Rows of the file, 1-based, from the first to the last. */
export interface RowSpan {
  readonly first: number
  readonly last: number
}

/** A batch whose rows cannot be called applied. */
export interface OpenBatch {
  readonly why: 'failed' | 'unknown-end' | 'not-seen' | 'missing' | 'mixed'
  readonly syncUri?: string
  readonly status?: string
  readonly rows: number
  /** Which rows of the file; empty in uploads of an older Bulkdesk. */
  readonly spans: readonly RowSpan[]
}

/** What stopping now means for the data. */
export interface AppliedSoFar {
  /**
   * `nothing`: no sync of ours, and nobody else can sync a private copy. `nothing-known`: as far as Bulkdesk knows, on a
   * definition that others share. `maybe`: an answer was lost. `some`: syncs were started.
   */
  readonly applied: 'nothing' | 'nothing-known' | 'maybe' | 'some'
  readonly syncUris: readonly string[]
  /** Rows of the file that went into those syncs. */
  readonly spans: readonly RowSpan[]
  /** The answer to starting a sync was lost. */
  readonly isSyncLost: boolean
  /** Parts of which nobody saw whether they arrived, counted from 0. Empty for a private copy: it is never synced then. */
  readonly doubtfulParts: readonly number[]
  /** Rows of the batch at hand that are staged at the definition itself. */
  readonly stagedRows: number
}

import type { AppErrorData } from '../../../shared/contract/errors.ts'
import type { SyncLog } from '../../../shared/eloqua/eloqua.ts'
import type { AlsoSynced, WaitingRows } from '../../../shared/uploads/upload.ts'
import type { NamedSync, UploadChoice } from '../../../shared/uploads/upload-facts.ts'

/**
 * What was read of Eloqua, or that it could not be read. Unknown is not none: whoever takes a `Known` must say what
 * happens without the value, and what concludes anything takes the value alone.
 */
export type Known<T> = { readonly known: T } | { readonly unknown: AppErrorData }

/** A sync as Eloqua answered or listed it. */
export interface SeenSync {
  readonly uri: string
  readonly createdAt: string
  readonly status: string
}

/** What Eloqua's list of syncs says of a request whose answer was lost. */
export type SyncSearch =
  | { readonly kind: 'none' }
  /** A sync of a private copy, which no other has ever synced: certainly ours. */
  | { readonly kind: 'ours'; readonly sync: SeenSync }
  /**
   * A sync of a definition that others use: the same user, newer than what there was, of as many rows or still without
   * a count. It may belong to an integration with the same sign-in, so the user decides.
   */
  | { readonly kind: 'maybe'; readonly sync: SeenSync; readonly named: NamedSync; readonly mayTellMore: boolean }

/** How a once-only request was answered. */
export type Answer<T> =
  | { readonly kind: 'accepted'; readonly value: T }
  /** Certainly not taken: the request may go out again once the cause is gone. */
  | { readonly kind: 'refused'; readonly error: AppErrorData }
  | { readonly kind: 'in-doubt'; readonly error: AppErrorData }

/** Eloqua took a part: it is staged, or has started a sync. */
export type PartTaken = { readonly sync?: SeenSync; readonly also: readonly AlsoSynced[] }

/** Which request it is before which the newest sync is noted. */
export type NotedFor = 'part' | 'sync' | 'rest'

/** Something that happened. */
export type Happening =
  /** The upload may go on: at its start, after a start of the app, after an answer of the user. Nothing is on its way. */
  | { readonly kind: 'turn' }
  | { readonly kind: 'waited' }
  | { readonly kind: 'copy-answered'; readonly answer: Answer<string> }
  | { readonly kind: 'copy-searched'; readonly found: Known<string | undefined> }
  | { readonly kind: 'copies-deleted'; readonly left: readonly string[]; readonly tried: readonly string[] }
  | {
      readonly kind: 'newest-noted'
      readonly for: NotedFor
      readonly newest: Known<number>
      readonly also: readonly AlsoSynced[]
    }
  | { readonly kind: 'part-read'; readonly part: number; readonly sha256: string }
  | { readonly kind: 'file-ended' }
  | { readonly kind: 'file-failed'; readonly error: AppErrorData }
  | { readonly kind: 'part-answered'; readonly part: number; readonly answer: Answer<PartTaken> }
  | { readonly kind: 'sync-answered'; readonly answer: Answer<SeenSync> }
  | {
      readonly kind: 'sync-searched'
      readonly for: 'part' | 'sync'
      readonly found: Known<SyncSearch>
      readonly also: readonly AlsoSynced[]
    }
  | { readonly kind: 'definition-read'; readonly found: Known<'there' | 'gone'>; readonly refusal: AppErrorData }
  | {
      readonly kind: 'sync-read'
      readonly syncUri: string
      readonly read: Known<{ readonly status: string; readonly endedAt?: string }>
    }
  | { readonly kind: 'log-read'; readonly syncUri: string; readonly logs: Known<readonly SyncLog[]> }
  | { readonly kind: 'rejects-counted'; readonly syncUri: string; readonly rejects: Known<number> }
  | { readonly kind: 'others-searched'; readonly syncUris: Known<readonly string[]> }
  /** A part of Bulkdesk failed, or its disk, or the connection cannot be used. */
  | { readonly kind: 'run-failed'; readonly error: AppErrorData; readonly on: 'disk' | 'connection' | 'bulkdesk' }
  // The user
  | { readonly kind: 'answered'; readonly choice: UploadChoice; readonly onTopOf?: readonly string[] }
  | { readonly kind: 'paused'; readonly isRunning: boolean }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'tried-again' }
  | { readonly kind: 'sync-ordered' }
  // Other uploads, and what lies at the definition
  | { readonly kind: 'held-back'; readonly by: readonly WaitingRows[] }
  | { readonly kind: 'let-through' }
  | {
      readonly kind: 'rows-taken'
      readonly sync: SeenSync
      readonly starter?: string
      readonly counted: RowsCounted
      /** Rows that its log counts as rejected. */
      readonly rejected?: number
    }
  | { readonly kind: 'rows-discarded'; readonly with?: string }
  | { readonly kind: 'discard-unsettled' }
  | { readonly kind: 'rest-noted'; readonly newest: number }
  | { readonly kind: 'practice-ended' }

/** What the log of a sync says of the rows that were there: it counts them all or fewer, or it is no proof of either. */
export type RowsCounted = 'all' | 'no-proof' | { readonly missing: number }

/** What a transition cannot know by itself. */
export interface Stamp {
  /** ISO time, by this computer's clock. */
  readonly at: string
  /** Between 0 and 1: spreads waits. */
  readonly chance: number
  /** Milliseconds since the last event of this turn, by a clock that cannot be set. */
  readonly passedMs: number
}

export type UploadEvent = Happening & Stamp
export type EventOf<K extends Happening['kind']> = Extract<Happening, { kind: K }> & Stamp

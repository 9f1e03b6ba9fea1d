import type { AppErrorData } from '../contract/errors.ts'
import type { SaveFormat } from '../contract/run.ts'
import type { jobSchedule } from '../contract/schemas/jobs.ts'
import type { Shape } from '../contract/schemas/shape.ts'

export type JobSchedule = Shape<typeof jobSchedule>

/** An export that runs again by itself, and what is going on with it. Times are ISO. */
export interface SavedJob {
  readonly jobId: string
  readonly connectionId: string
  readonly name: string
  readonly definition: { readonly uri: string; readonly name: string }
  readonly schedule: JobSchedule
  /** Where "every 6 hours" counts from: when the schedule was set. */
  readonly countsFrom: string
  readonly folder: string
  /** May hold `{date}` and `{time}`; without the ending. */
  readonly fileName: string
  readonly format: SaveFormat
  readonly paused: boolean
  /** The next time it runs. */
  readonly dueAt: string
  readonly current?: CurrentRun
  readonly lastRun?: JobRun
}

export type JobStarter = 'schedule' | 'user' | 'command-line'

/** A run that is going on, or waits until the user has signed in again. */
export interface CurrentRun {
  readonly runId: string
  readonly by: JobStarter
  readonly startedAt: string
  /** The time it was due; absent where somebody pressed Run now. */
  readonly dueAt?: string
  /** Due times before that one, when Bulkdesk was closed or the computer slept. */
  readonly missed: number
  readonly syncId?: number
  readonly waits?: 'sign-in'
}

export interface JobRun extends Omit<CurrentRun, 'waits'> {
  readonly endedAt: string
  readonly end: JobEnd
}

/**
 * How a run ended. `skipped`: it was due while the one before it was still running, or waited for a sign-in. `interrupted`:
 * Bulkdesk ended before the sync had started for certain.
 */
export type JobEnd =
  | { readonly kind: 'done'; readonly rows: number; readonly path: string }
  | { readonly kind: 'failed'; readonly error: AppErrorData }
  | { readonly kind: 'sync-failed'; readonly status: string }
  | { readonly kind: 'skipped'; readonly why: 'still-running' | 'waits-for-sign-in' }
  | { readonly kind: 'canceled' }
  | { readonly kind: 'interrupted' }

/** A folder that the user chose. The window names it by its id only. */
export interface JobFolder {
  readonly folderId: string
  readonly path: string
}

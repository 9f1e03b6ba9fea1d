import type { AppErrorData } from './errors.ts'

export type TransferState = 'queued' | 'running' | 'waiting' | 'paused' | 'needs-you' | 'done' | 'failed' | 'cancelled'

/** One row of the transfers panel: an upload, or a save to disk. */
export interface Transfer {
  readonly transferId: string
  readonly kind: 'upload' | 'save'
  /** `contacts.csv -> Webinar attendees`, `Belgian contacts -> belgian.csv` */
  readonly title: string
  readonly state: TransferState
  readonly progress: TransferProgress
  /** What is going on, in words. */
  readonly message: string
  /** What pressing Cancel now would mean, in words. Absent when it cannot be cancelled. */
  readonly cancelMeans?: string
  /** What pressing Pause now would mean, in words. Absent when it cannot be paused. */
  readonly pauseMeans?: string
  /** Why it cannot be paused, where one would expect that it can. */
  readonly whyNoPause?: string
  /** What going on would mean. Present while it is paused, and while it is about to be. */
  readonly resumeMeans?: string
  readonly startedAt: string
  readonly endedAt?: string
  readonly error?: AppErrorData
  readonly uploadId?: string
  /** Files that were sent together. */
  readonly groupId?: string
  readonly syncId?: number
  /** Name (not path) of the file that was written. */
  readonly fileName?: string
}

export interface TransferProgress {
  readonly unit: 'bytes' | 'rows'
  readonly done: number
  readonly total?: number
  /** Units a second, smoothed. */
  readonly rate?: number
  readonly secondsLeft?: number
  readonly part?: number
  readonly parts?: number
}

/** A save to disk that has begun: the transfers panel shows it. */
export interface StartedSave {
  readonly transferId: string
}

import type { AppErrorData } from '../contract/errors.ts'
import type { Sync, SyncFigures } from './sync.ts'
import type { TypedDays } from './typed-days.ts'

/** How a sync went, as people look for it. `other`: a status that Eloqua does not document. */
export type SyncState = 'success' | 'warning' | 'error' | 'running' | 'other'

export type SyncGroup = 'all' | 'failed' | 'warnings' | 'running'

/** The states of a group; undefined for all. */
export const STATE_OF_GROUP: Readonly<Record<SyncGroup, SyncState | undefined>> = {
  all: undefined,
  failed: 'error',
  warnings: 'warning',
  running: 'running',
}

export function stateOf(status: string): SyncState {
  switch (status) {
    case 'pending':
    case 'active':
      return 'running'
    case 'success':
    case 'warning':
    case 'error':
      return status
    // A failed sync is `error` on one of Eloqua's pages and `errored` on another.
    case 'errored':
      return 'error'
    default:
      return 'other'
  }
}

/** A sync as the local index knows it. Figures are absent until they were read once. */
export interface ListedSync extends Sync {
  readonly figures?: SyncFigures
}

/** How many syncs of a day (`2026-11-28`, this computer's time zone) ended in which way. */
export interface SyncDay {
  readonly day: string
  readonly success: number
  readonly warning: number
  readonly error: number
  /** Running, or of an unknown status. */
  readonly other: number
}

/** How far the index of one connection reaches. */
export interface SyncIndexState {
  readonly connectionId: string
  readonly count: number
  /** ISO time of the oldest sync down to which every sync is known; absent while none is. */
  readonly reachesBackTo?: string
  /** Every sync that Eloqua keeps (a year of them) was read. */
  readonly isWhole: boolean
  /** `resting`: all is read. `stopped`: by the user. `waiting`: for the network, for Eloqua, or for a sign-in. */
  readonly reading: 'reading' | 'resting' | 'stopped' | 'waiting'
  /** Why it waits. */
  readonly error?: AppErrorData
}

/** A part of what a search found, and the figures of all of it. */
export interface FoundSyncs {
  readonly items: readonly ListedSync[]
  /** 0-based place of the first item among all that were found. */
  readonly offset: number
  readonly total: number
  /** Of each group, with all filters but the group itself. */
  readonly counts: Readonly<Record<SyncGroup, number>>
  /** The days of what was found, in the order of the rows; empty unless sorted by time. */
  readonly days: readonly { readonly day: string; readonly count: number }[]
  /** The last 30 days, the oldest first, with all filters but the day that is chosen there. */
  readonly strip: readonly SyncDay[]
  /** How a day in the text was understood. Definitions that carry it in their names are found too. */
  readonly typedDays?: TypedDays
  /** Of how many that fit otherwise the rejected rows are not known yet, where they are asked for. Not none: unknown. */
  readonly unknownRejected: number
  /** Of how many the rows are not known yet, where the list is sorted by them. */
  readonly unknownRows: number
  readonly index: SyncIndexState
}

/** What the syncs of this connection ask of the user. */
export interface SyncAttention {
  /** Syncs of the last 24 hours that failed or ended with a warning, the newest first. */
  readonly troubled: readonly ListedSync[]
  readonly troubledTotal: number
  /** Exports of this user whose rows Eloqua deletes soon, the soonest first. */
  readonly expiring: readonly { readonly sync: ListedSync; readonly until: string }[]
  readonly index: SyncIndexState
}

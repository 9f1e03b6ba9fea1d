import type { DatabaseSync } from 'node:sqlite'
import type { DefinitionStore } from '../definitions/definition-store.ts'
import type { DataEngine } from '../engine/data-engine.ts'
import type { SyncStore } from '../syncs/sync-store.ts'
import type { Staging } from '../uploads/staging.ts'
import type { Clock } from './clock.ts'
import type { Variants } from './variants.ts'

export type Speed = 'real' | 'fast' | 'instant'

/** Everything a handler works with: one simulated Eloqua. */
export interface World {
  readonly engine: DataEngine
  readonly database: DatabaseSync
  readonly clock: Clock
  readonly random: () => number
  readonly definitions: DefinitionStore
  readonly staging: Staging
  readonly syncs: SyncStore
  readonly speed: Speed
  readonly variants: Variants
  /** Staging space of imports, and of exports, in KB. */
  readonly kbAllowed: number
  /** Calls a callback url; failures are its own business. */
  readonly callBack: (url: string, body: unknown) => void
  /** Sync work in progress. */
  readonly underWay: Set<Promise<void>>
  /** Syncs that wait for another of their definition: each looks again when a sync has ended. */
  readonly waiting: Set<() => void>
  /** Told of failures that are the simulator's own. */
  readonly onDefect: (error: unknown) => void
  close(): void
}

/** How the next sync shall go, where a scripted fault says so. */
export interface SyncFault {
  /** Stays `pending` (or `active`) for good, or ends `error` with this log line. */
  readonly outcome: 'stuck-pending' | 'stuck-active' | 'error'
  readonly statusCode?: string
  readonly message?: string
}

import type { DefinitionRef } from './definition.ts'
import type { Severity, WireSync } from './eloqua.ts'

/** A sync with what it synced, by name where the definition still exists. */
export interface Sync extends WireSync {
  readonly id: number
  readonly definition?: DefinitionRef & { readonly name?: string; readonly parentName?: string }
}

/** One page of a server-paged list. */
export interface ListPage<T> {
  readonly items: readonly T[]
  readonly offset: number
  readonly limit: number
  readonly totalResults?: number
  readonly hasMore: boolean
}

/** What the logs say of a finished sync: rows moved and rows rejected. Absent where the logs do not say. */
export interface SyncFigures {
  readonly rows?: number
  /** Rows on its list of rejected rows, but for the duplicates where the log says how many those are. */
  readonly rejected?: number
  /** Rows on that list that Eloqua left out because their identifier comes more than once. */
  readonly duplicates?: number
  /** What its log gives as reasons, the worst first. Absent where the sync went well. */
  readonly reasons?: readonly SyncReason[]
}

/** A line of a log that says why: its code, never its message, which may name a record. */
export interface SyncReason {
  readonly code: string
  readonly severity: Severity
  readonly count?: number
}

export function isFinal(status: string): boolean {
  return status !== 'pending' && status !== 'active'
}

/** `/syncs/66100` -> 66100; undefined for anything else. */
export function parseSyncUri(uri: string): number | undefined {
  const match = /^\/syncs\/([1-9]\d{0,14})$/i.exec(uri)
  return match ? Number(match[1]) : undefined
}

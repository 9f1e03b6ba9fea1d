import type { AppErrorData } from '../contract/errors.ts'
import type { DefinitionRef, Family } from './definition.ts'
import type { HealthFact } from './definition-health.ts'

/** One line of the list of definitions: what is searched, sorted and filtered, without the fields. */
export interface DefinitionSummary extends DefinitionRef {
  readonly name: string
  readonly parentName?: string
  readonly createdBy?: string
  readonly createdAt?: string
  readonly updatedAt?: string
  readonly autoDeleteDuration?: string
  readonly fieldCount: number
  readonly lastRun?: { readonly syncId: number; readonly at: string; readonly status: string }
  readonly health: readonly HealthFact[]
}

/** Every definition this user may read. What could not be read is said, and spoils nothing else. */
export interface DefinitionIndex {
  readonly items: readonly DefinitionSummary[]
  readonly unread: readonly UnreadList[]
  /** How many syncs were looked at for last runs, and whether those are all that Eloqua keeps. */
  readonly syncsSeen: { readonly count: number; readonly areAll: boolean }
}

export interface UnreadList {
  /** `/accounts/imports`, or `/exports` for every object at once. */
  readonly path: string
  readonly family?: Family
  readonly error: AppErrorData
}

/**
 * Bulk API 2.0 as it stands on the wire: names and shapes are Eloqua's own.
 * Unset properties are absent, never null.
 */

export type SyncStatus = 'pending' | 'active' | 'success' | 'warning' | 'error'
export type Severity = 'information' | 'warning' | 'error'

/** One entry of a 400's `failures`. */
export interface ValidationFailure {
  readonly field?: string
  readonly value?: string
  readonly constraint?: string
}

export interface WireSync {
  readonly syncedInstanceUri: string
  readonly callbackUrl?: string
  readonly syncStartedAt?: string
  readonly syncEndedAt?: string
  /** Usually a `SyncStatus`; an unknown word is kept as it came. */
  readonly status: string
  readonly createdAt: string
  readonly createdBy: string
  readonly uri: string
}

export interface SyncLog {
  readonly syncUri: string
  readonly count?: number
  readonly severity: Severity
  readonly statusCode: string
  readonly message?: string
  readonly createdAt: string
}

export interface SyncReject {
  readonly fieldValues: Readonly<Record<string, string>>
  readonly message?: string
  readonly statusCode: string
  /** 1-based position among the staged rows. */
  readonly recordIndex: number
  readonly invalidFields?: readonly string[]
}

export interface SyncAction {
  readonly action: 'add' | 'remove' | 'setStatus'
  readonly destination: string
  readonly status?: string
  readonly updateAll?: boolean
}

export type UpdateRule = 'always' | 'ifNewIsNotNull' | 'ifExistingIsNull' | 'useFieldRule'
export type ImportRule = 'createAndUpdate' | 'updateOnly' | 'createOnly'

/** An export, import or sync-action definition; which properties occur depends on its kind. */
export interface WireDefinition {
  readonly name: string
  /** Your name for the field -> its EML statement. */
  readonly fields: Readonly<Record<string, string>>
  readonly identifierFieldName?: string
  readonly filter?: string
  readonly maxRecords?: number
  readonly areSystemTimestampsInUTC?: boolean
  readonly updateRule?: UpdateRule
  readonly updateRuleByField?: Readonly<Record<string, UpdateRule>>
  readonly importRule?: ImportRule
  readonly isSyncTriggeredOnImport?: boolean
  readonly isUpdatingMultipleMatchedRecords?: boolean
  readonly nullIdentifierFieldName?: boolean
  readonly importPriorityUri?: string
  readonly mapDataCards?: boolean
  readonly mapDataCardsEntityField?: string
  readonly mapDataCardsSourceField?: string
  readonly mapDataCardsEntityType?: string
  readonly mapDataCardsCaseSensitiveMatch?: boolean
  readonly syncActions?: readonly SyncAction[]
  readonly dataRetentionDuration?: string
  readonly autoDeleteDuration?: string
  readonly kbUsed?: number
  readonly uri: string
  readonly createdBy?: string
  readonly createdAt?: string
  readonly updatedBy?: string
  readonly updatedAt?: string
}

/** The biggest body Eloqua takes in one upload; a larger one is answered 404. */
export const MAX_UPLOAD_BYTES = 32_000_000
export const MAX_LIST_LIMIT = 1_000
export const MAX_DATA_LIMIT = 50_000

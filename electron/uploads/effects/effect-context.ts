import type { AlsoSynced } from '../../../shared/uploads/upload.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import type { Log } from '../../platform/logger.ts'
import type { UploadRecord } from '../core/upload-record.ts'
import type { UploadEnvironment } from '../environment.ts'
import type { PartReader } from './part-reader.ts'

/** What an effect may use. The record is on disk as it is here. */
export interface EffectContext {
  readonly record: UploadRecord
  readonly client: EloquaClient
  readonly reader: PartReader
  readonly environment: UploadEnvironment
  readonly log: Log
  /** Aborted when the user cancels, or the app ends. */
  readonly signal: AbortSignal
  /** Aborted when the user pauses: it ends waits, and cuts nothing off. */
  readonly pause: AbortSignal
  /** Rows of other uploads that a sync of this one's definition would take now. */
  alsoThere(): readonly AlsoSynced[]
  /** Syncs that other uploads know as their own, or that a question of theirs names. */
  spokenFor(): readonly string[]
  /** Bytes of the part on its way that went out so far. */
  sent(bytes: number): void
}

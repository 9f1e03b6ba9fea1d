import { AppError, isAppError } from '../../../shared/contract/errors.ts'
import { keptUntil } from '../../../shared/eloqua/retention.ts'
import { isFinal, type Sync } from '../../../shared/eloqua/sync.ts'
import { resultReasons } from '../../../shared/words/reasons.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { getSync } from '../../eloqua/syncs/get-sync.ts'
import { isRecord } from '../../platform/is-record.ts'

/** What is known of a sync's data beside the rows. */
export interface ResultSource {
  readonly sync: Sync
  readonly name?: string
  /** The definition's columns in its order; undefined when the definition cannot be had. */
  readonly columns?: readonly string[]
  /** Eloqua's statement of each column. */
  readonly fields?: Readonly<Record<string, string>>
  readonly dataRetentionDuration?: string
}

/** The biggest page taken in one answer, unpacked; a larger one is asked for in smaller pieces. */
export const MOST_PAGE_BYTES = 32 * 1024 * 1024

/** Reads the sync and, where it still exists and may be read, its definition. */
export async function readResultSource(client: EloquaClient, syncId: number): Promise<ResultSource> {
  const sync = await getSync(client, syncId)
  if (!sync.definition) return { sync }
  const definition = await client.readJson({ path: sync.definition.uri }).catch(() => undefined)
  if (!isRecord(definition)) return { sync }
  const { name, fields, dataRetentionDuration } = definition
  return {
    sync,
    ...(typeof name === 'string' ? { name } : {}),
    ...(isRecord(fields) ? { columns: Object.keys(fields), fields: textsOf(fields) } : {}),
    ...(typeof dataRetentionDuration === 'string' ? { dataRetentionDuration } : {}),
  }
}

/**
 * What a failure to read a sync's data means: 400 for a sync of an import, 403 for a sync of somebody else, and 404 or
 * 410 for data that has expired, or is not there yet.
 */
export function explainDataError(error: unknown, source: ResultSource): unknown {
  if (!isAppError(error)) return error
  const { sync } = source
  const say = (code: AppError['code'], message: string): AppError => new AppError({ ...error.toData(), code, message })
  const isMissing = error.code === 'not-found' || error.code === 'gone'
  if (!isFinal(sync.status) && (isMissing || error.code === 'conflict')) {
    return say('not-allowed-now', resultReasons.notEnded)
  }
  if (isMissing) return say('gone', expiryWords(source))
  if (error.code === 'forbidden') return say('forbidden', resultReasons.onlyUser(sync.createdBy))
  if (error.code === 'bad-request' && sync.definition && sync.definition.kind !== 'export') {
    return say('bad-request', resultReasons.exportsOnly)
  }
  return error
}

function expiryWords({ sync, dataRetentionDuration }: ResultSource): string {
  const until = keptUntil(sync.syncEndedAt, dataRetentionDuration)
  if (!until || until.getTime() > Date.now()) return resultReasons.keptForATime
  return resultReasons.keptUntil(until.toISOString().slice(0, 16).replace('T', ' '))
}

function textsOf(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => typeof field[1] === 'string'),
  )
}

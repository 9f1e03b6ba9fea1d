import type { Severity, SyncLog } from '../../../shared/eloqua/eloqua.ts'
import { isRecord } from '../../platform/is-record.ts'
import { isAbsent, isCount, optionalText, textOf } from './properties.ts'
import { known, type Read, unreadable } from './read.ts'

const SEVERITIES: readonly Severity[] = ['information', 'warning', 'error']

/** A line of a sync's log (eloqua-bulk-api 5.3). Its code must be text; a count, where there is one, a count of rows. */
export function readLog(value: unknown): Read<SyncLog> {
  if (!isRecord(value)) return unreadable('not an object')
  const { statusCode, count, severity } = value
  if (typeof statusCode !== 'string' || statusCode === '') return unreadable('a log line without a code')
  if (!isAbsent(count) && !isCount(count)) return unreadable('a log line whose count is not a count')
  return known({
    syncUri: textOf(value.syncUri),
    ...(isCount(count) ? { count } : {}),
    severity: SEVERITIES.find((known) => known === severity) ?? 'information',
    statusCode,
    ...optionalText('message', value.message),
    createdAt: textOf(value.createdAt),
  })
}

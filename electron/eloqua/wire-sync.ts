import { AppError } from '../../shared/contract/errors.ts'
import { parseDefinitionUri } from '../../shared/eloqua/definition.ts'
import type { Severity, SyncLog, SyncReject } from '../../shared/eloqua/eloqua.ts'
import { parseSyncUri, type Sync } from '../../shared/eloqua/sync.ts'
import { isRecord } from '../syncs/read-list.ts'

/** A sync as Eloqua sent it; undefined when it has no usable uri. An unknown status is kept as it came. */
export function readSync(value: unknown): Sync | undefined {
  if (!isRecord(value)) return undefined
  const uri = text(value.uri)
  const id = parseSyncUri(uri)
  if (id === undefined) return undefined
  const syncedInstanceUri = text(value.syncedInstanceUri)
  const definition = parseDefinitionUri(syncedInstanceUri)
  return {
    id,
    uri,
    syncedInstanceUri,
    status: text(value.status) || 'pending',
    createdAt: text(value.createdAt),
    createdBy: text(value.createdBy),
    ...optional('callbackUrl', value.callbackUrl),
    ...optional('syncStartedAt', value.syncStartedAt),
    ...optional('syncEndedAt', value.syncEndedAt),
    ...(definition ? { definition } : {}),
  }
}

/** As `readSync`, for an answer that can only be a sync. */
export function requireSync(value: unknown): Sync {
  const sync = readSync(value)
  if (sync) return sync
  throw new AppError({ code: 'unexpected-answer', message: 'Eloqua answered with something that is not a sync.' })
}

const SEVERITIES: ReadonlySet<unknown> = new Set<Severity>(['information', 'warning', 'error'])

export function readLog(value: unknown): SyncLog | undefined {
  if (!isRecord(value)) return undefined
  return {
    syncUri: text(value.syncUri),
    ...(typeof value.count === 'number' ? { count: value.count } : {}),
    severity: SEVERITIES.has(value.severity) ? (value.severity as Severity) : 'information',
    statusCode: text(value.statusCode),
    ...optional('message', value.message),
    createdAt: text(value.createdAt),
  }
}

export function readReject(value: unknown): SyncReject | undefined {
  if (!isRecord(value)) return undefined
  const { fieldValues, invalidFields } = value
  return {
    fieldValues: isRecord(fieldValues) ? textValues(fieldValues) : {},
    ...optional('message', value.message),
    statusCode: text(value.statusCode),
    recordIndex: Number(value.recordIndex) || 0,
    ...(Array.isArray(invalidFields) ? { invalidFields: invalidFields.map(text) } : {}),
  }
}

/** `Object.fromEntries` defines its keys, so that one named `__proto__` is a field like any other. */
function textValues(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, text(value)]))
}

function optional<K extends string>(key: K, value: unknown): { readonly [P in K]?: string } {
  return (typeof value === 'string' && value !== '' ? { [key]: value } : {}) as { readonly [P in K]?: string }
}

/** Missing is empty; what is not text is shown as the JSON that it is. */
function text(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined || value === null ? '' : JSON.stringify(value)
}

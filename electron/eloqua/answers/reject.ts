import type { SyncReject } from '../../../shared/eloqua/eloqua.ts'
import { isRecord } from '../../platform/is-record.ts'
import { isAbsent, isCount, optionalText, textOf } from './properties.ts'
import { known, type Read, unreadable } from './read.ts'

/** A rejected row (eloqua-bulk-api 3.4). Without a position or values it says of no row, and is unknown. */
export function readReject(value: unknown): Read<SyncReject> {
  if (!isRecord(value)) return unreadable('not an object')
  const { fieldValues, invalidFields, recordIndex, statusCode } = value
  if (!isRecord(fieldValues)) return unreadable('a rejected row without values')
  const position = typeof recordIndex === 'string' ? Number(recordIndex) : recordIndex
  if (!isCount(position)) return unreadable('a rejected row without a position')
  if (!isAbsent(invalidFields) && !Array.isArray(invalidFields)) return unreadable('invalid fields that are not a list')
  return known({
    fieldValues: textValues(fieldValues),
    ...optionalText('message', value.message),
    statusCode: textOf(statusCode),
    recordIndex: position,
    ...(Array.isArray(invalidFields) ? { invalidFields: invalidFields.map(textOf) } : {}),
  })
}

/** `Object.fromEntries` defines its keys, so that a field named `__proto__` is a field like any other. */
function textValues(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textOf(value)]))
}

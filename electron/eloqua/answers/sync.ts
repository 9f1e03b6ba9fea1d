import { parseDefinitionUri } from '../../../shared/eloqua/definition.ts'
import { parseSyncUri, type Sync } from '../../../shared/eloqua/sync.ts'
import { isRecord } from '../../platform/is-record.ts'
import { isAbsent, optionalText } from './properties.ts'
import { known, type Read, unreadable } from './read.ts'

/**
 * A sync as Eloqua sends it (eloqua-bulk-api 2.1): its uri must name a sync and its status must be a word, known or
 * not. What it synced, who started it and when may be absent, and are then empty; of another type they are unknown.
 */
export function readSync(value: unknown): Read<Sync> {
  if (!isRecord(value)) return unreadable('not an object')
  const { uri, status, syncedInstanceUri, createdAt, createdBy } = value
  if (typeof uri !== 'string') return unreadable('a sync without a uri')
  const id = parseSyncUri(uri)
  if (id === undefined) return unreadable('a uri that is not of a sync')
  if (typeof status !== 'string' || status === '') return unreadable('a sync without a status')
  const texts = [syncedInstanceUri, createdAt, createdBy]
  if (!texts.every((text) => isAbsent(text) || typeof text === 'string')) return unreadable('a sync of other types')
  const definition = parseDefinitionUri(String(syncedInstanceUri ?? ''))
  return known({
    id,
    uri,
    syncedInstanceUri: String(syncedInstanceUri ?? ''),
    status,
    createdAt: String(createdAt ?? ''),
    createdBy: String(createdBy ?? ''),
    ...optionalText('callbackUrl', value.callbackUrl),
    ...optionalText('syncStartedAt', value.syncStartedAt),
    ...optionalText('syncEndedAt', value.syncEndedAt),
    ...(definition ? { definition } : {}),
  })
}

/** As `readSync`, for an answer about one sync: one about another (an old one from a cache) is unknown. */
export function readSyncNamed(value: unknown, id: number): Read<Sync> {
  const read = readSync(value)
  return 'known' in read && read.known.id !== id ? unreadable('another sync than the one asked for') : read
}

/** As `readSync`, for the answer to a request that starts one: a sync of something else is unknown. */
export function readStartedSync(value: unknown, definitionUri: string): Read<Sync> {
  const read = readSync(value)
  if (!('known' in read)) return read
  const { syncedInstanceUri } = read.known
  // Some answers leave out what was synced.
  const isOfIt = syncedInstanceUri === '' || syncedInstanceUri.toLowerCase() === definitionUri.toLowerCase()
  return isOfIt ? read : unreadable('a sync of another definition')
}

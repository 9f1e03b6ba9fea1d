import { isAppError } from '../../../shared/contract/errors.ts'
import { parseSyncUri, type Sync } from '../../../shared/eloqua/sync.ts'
import { readNamed } from '../../eloqua/answers/definition.ts'
import { isKnown, requireKnown, unexpected } from '../../eloqua/answers/read.ts'
import { namePattern, readPages } from '../../eloqua/lists.ts'
import { findLostSync, newestSyncId, readSyncsSince } from '../../eloqua/syncs/find-lost-sync.ts'
import { getSync } from '../../eloqua/syncs/get-sync.ts'
import { readLogs, readRowsTaken } from '../../eloqua/syncs/logs.ts'
import { countRejects as countRejectsOf } from '../../eloqua/syncs/rejects.ts'
import type { EffectOf } from '../core/effects.ts'
import type { Happening, Known, SyncSearch } from '../core/events.ts'
import { collectionOf } from '../core/private-copy.ts'
import { targetUri, type UploadRecord } from '../core/upload-record.ts'
import type { EffectContext } from './effect-context.ts'
import { knownOr, withoutRowData } from './known.ts'

/** Which syncs there are before a request that may start one: ours can only be newer. */
export async function noteNewest(effect: EffectOf<'note-newest'>, context: EffectContext): Promise<Happening> {
  const { client, record, signal } = context
  const newest = await knownOr(() => newestSyncId(client, record.lastSyncId, signal))
  return { kind: 'newest-noted', for: effect.for, newest, also: context.alsoThere() }
}

/** Looks for the sync of a request whose answer was lost. */
export async function searchSync(effect: EffectOf<'search-sync'>, context: EffectContext): Promise<Happening> {
  const { client, record, signal } = context
  const also = record.way === 'straight' && effect.for === 'part' ? context.alsoThere() : []
  const request = {
    definitionUri: targetUri(record),
    user: record.user,
    newestBefore: record.lastSyncId,
    rows: also.reduce((sum, { rows }) => sum + rows, effect.rows),
    isOursAlone: record.way === 'private-copy',
    spokenFor: spokenFor(record, context),
  }
  return { kind: 'sync-searched', for: effect.for, found: asSearch(await findLostSync(client, request, signal)), also }
}

function spokenFor(record: UploadRecord, context: EffectContext): ReadonlySet<number> {
  const own = record.syncs.flatMap(({ uri }) => uri ?? [])
  const uris = [...own, ...(record.namedSyncs ?? []), ...context.spokenFor()]
  return new Set(uris.flatMap((uri) => parseSyncUri(uri) ?? []))
}

function asSearch(found: Awaited<ReturnType<typeof findLostSync>>): Known<SyncSearch> {
  if (found.kind === 'unknown')
    return { unknown: withoutRowData(found.error ?? { code: 'unexpected-answer', message: found.reason }) }
  if (found.kind !== 'unclear') return { known: found }
  const [sync] = found.candidates
  if (!sync) return { known: { kind: 'none' } }
  return { known: { kind: 'maybe', sync, named: { uri: sync.uri }, mayTellMore: found.mayClear } }
}

export async function readSync({ syncUri }: EffectOf<'read-sync'>, context: EffectContext): Promise<Happening> {
  const sync = await knownOr(() => getSync(context.client, idOf(syncUri), { signal: context.signal }))
  return { kind: 'sync-read', syncUri, read: 'known' in sync ? { known: seen(sync.known) } : sync }
}

function seen({ status, syncEndedAt }: Sync) {
  return { status, ...(syncEndedAt === undefined ? {} : { endedAt: syncEndedAt }) }
}

export async function readLog({ syncUri }: EffectOf<'read-log'>, context: EffectContext): Promise<Happening> {
  const logs = await knownOr(async () => {
    const lines = await readLogs(context.client, idOf(syncUri), context.signal)
    // Eloqua logs at least that a sync has ended: a log without a line says nothing, and not that nothing was done.
    if (lines.length === 0) throw unexpected('a log', 'no lines although the sync has ended')
    return lines
  })
  return { kind: 'log-read', syncUri, logs }
}

export async function countRejects({ syncUri }: EffectOf<'count-rejects'>, context: EffectContext): Promise<Happening> {
  const rejects = await knownOr(() => countRejectsOf(context.client, idOf(syncUri), context.signal))
  return { kind: 'rejects-counted', syncUri, rejects }
}

function idOf(syncUri: string): number {
  return parseSyncUri(syncUri) ?? 0
}

/** Syncs of the same definition and user since ours was asked for, which took just as many rows. */
export async function searchOthers(effect: EffectOf<'search-others'>, context: EffectContext): Promise<Happening> {
  const { client, record, signal } = context
  const others = await knownOr(async () => {
    const { lastSyncId } = record
    if (lastSyncId === undefined) throw unexpected('a list of syncs', 'which syncs there were before is unknown')
    const known = spokenFor(record, context)
    const syncs = requireKnown(await readSyncsSince(client, lastSyncId, signal), 'a list of syncs')
    const alike = syncs.filter((sync) => sync.id > lastSyncId && !known.has(sync.id) && isAlike(record, sync))
    const found: string[] = []
    for (const { id, uri } of alike) {
      if ((await readRowsTaken(client, id, signal)) === effect.rows) found.push(uri)
    }
    return found
  })
  return { kind: 'others-searched', syncUris: others }
}

function isAlike({ definition, user }: UploadRecord, { syncedInstanceUri, createdBy }: Sync): boolean {
  const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
  return isSame(syncedInstanceUri, definition.uri) && isSame(createdBy, user)
}

/** Looks for a copy by its name, which is used once. Only a definition of the same collection is ours to use, and to delete. */
export async function searchCopy({ name }: EffectOf<'search-copy'>, context: EffectContext): Promise<Happening> {
  const { client, record, signal } = context
  const path = collectionOf(record.definition)
  const q = `name=${namePattern(`${name.slice(0, name.indexOf(' g') + 4)} `)}`
  const found = await knownOr(async () => {
    for await (const items of readPages(client, { path, limit: 50, q, signal })) {
      for (const item of items) {
        const named = readNamed(item)
        if (isKnown(named) && named.known.name === name && collectionOf(named.known) === path) return named.known.uri
      }
    }
    return undefined
  })
  return { kind: 'copy-searched', found }
}

/** Whether the definition is still there, after a sync of it was refused. */
export async function readDefinition(
  { refusal }: EffectOf<'read-definition'>,
  { client, record, signal }: EffectContext,
): Promise<Happening> {
  const found = await knownOr(async () => {
    try {
      await client.readJson({ path: record.definition.uri, signal })
      return 'there' as const
    } catch (error) {
      if (isAppError(error) && (error.code === 'not-found' || error.code === 'gone')) return 'gone' as const
      throw error
    }
  })
  return { kind: 'definition-read', found, refusal }
}

import { type DefinitionKind, type DefinitionRef, parseDefinitionUri } from '../../../shared/eloqua/definition.ts'
import { readNamed } from '../../eloqua/answers/definition.ts'
import { readableOnes } from '../../eloqua/answers/read.ts'
import { readAssets } from '../../eloqua/definitions/read-assets.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { readPages } from '../../eloqua/lists.ts'
import { toKnownError } from '../../platform/defects.ts'
import { isRecord } from '../../platform/is-record.ts'
import type { Log } from '../../platform/logger.ts'
import type { KnownDefinition } from './sync-row.ts'
import type { SyncStore } from './sync-store.ts'

/** The lists that mix the definitions of every object. */
const LISTS: Readonly<Record<DefinitionKind, string>> = {
  export: '/exports',
  import: '/imports',
  syncAction: '/syncActions',
}
const LIST_LIMIT = 1_000
/** Names change, if rarely. */
const KEPT_MS = 24 * 3_600_000

interface Naming {
  readonly client: EloquaClient
  readonly store: SyncStore
  readonly signal: AbortSignal
  readonly log: Log
}

/**
 * Learns what the definitions of the syncs are called, from the lists of definitions and never from a definition each: a
 * year of syncs has thousands. A definition that is in no list is gone; the name that was read before is kept. Names are a
 * comfort: where they cannot be read, the uris stay.
 */
export async function readNames({ client, store, signal, log }: Naming): Promise<void> {
  const isOld = Date.now() - Number(store.fact('named-at') ?? 0) > KEPT_MS
  const wanted = store.definitions(isOld ? 'all' : 'unnamed').flatMap((uri) => parseDefinitionUri(uri) ?? [])
  if (wanted.length === 0) return
  try {
    const known = new Map<string, KnownDefinition>()
    for (const kind of new Set(wanted.map((ref) => ref.kind))) {
      for await (const items of readPages(client, { path: LISTS[kind], limit: LIST_LIMIT, signal, background: true })) {
        for (const definition of namedOnes(items)) known.set(definition.uri.toLowerCase(), definition)
      }
    }
    // All that the lists name, and not only what is wanted now: older syncs that are read later then come with their names.
    for (const { uri } of wanted) if (!known.has(uri.toLowerCase())) known.set(uri.toLowerCase(), { uri })
    const refs = [...known.keys()].flatMap((uri) => parseDefinitionUri(uri) ?? [])
    const parents = await readParents(client, refs, log)
    store.name([...known.values()].map((definition) => withParent(definition, parents)))
    if (isOld) store.setFact('named-at', String(Date.now()))
  } catch (error) {
    if (!signal.aborted) toKnownError(error, log, 'reading the names of definitions for the index of syncs')
  }
}

function namedOnes(items: readonly unknown[]): readonly KnownDefinition[] {
  const retentions = new Map(
    items.filter(isRecord).map(({ uri, dataRetentionDuration }) => [uri, dataRetentionDuration] as const),
  )
  return readableOnes(items, readNamed).map(({ uri, name }) => {
    const retention = retentions.get(uri)
    return { uri, name, ...(typeof retention === 'string' ? { retention } : {}) }
  })
}

type Parents = ReadonlyMap<string, string>

function withParent(definition: KnownDefinition, parents: Parents): KnownDefinition {
  const ref = parseDefinitionUri(definition.uri)
  const parentName = ref && parents.get(`${ref.family}/${ref.parentId}`)
  return parentName === undefined ? definition : { ...definition, parentName }
}

/** Names of custom objects and events, where definitions of them are wanted. */
async function readParents(client: EloquaClient, wanted: readonly DefinitionRef[], log: Log): Promise<Parents> {
  const names = new Map<string, string>()
  for (const family of ['customObjects', 'events'] as const) {
    if (!wanted.some((ref) => ref.family === family)) continue
    const assets = await readAssets(client, family).catch((error: unknown) => {
      toKnownError(error, log, 'reading the objects of definitions for the index of syncs')
      return []
    })
    for (const { id, name } of assets) names.set(`${family}/${id}`, name)
  }
  return names
}

import type { Family } from '../../shared/eloqua/definition.ts'
import { healthOf, type KnownRun } from '../../shared/eloqua/definition-health.ts'
import type { DefinitionIndex, DefinitionSummary } from '../../shared/eloqua/definition-index.ts'
import { parseSyncUri } from '../../shared/eloqua/sync.ts'
import { type ListedDefinition, listDefinitions } from '../eloqua/definitions/list-definitions.ts'
import { readAssets } from '../eloqua/definitions/read-assets.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import { readListPage } from '../eloqua/lists.ts'
import { toKnownError } from '../platform/defects.ts'
import { isRecord } from '../platform/is-record.ts'
import type { Log } from '../platform/logger.ts'

/** Enough to know last runs by, without reading a year of syncs on a busy instance. */
const MOST_SYNC_PAGES = 5
const LIST_LIMIT = 1_000

/** Every definition this user may read, with its last run and how it is doing. */
export async function readDefinitionIndex(
  client: EloquaClient,
  { now, log }: { readonly now: Date; readonly log: Log },
): Promise<DefinitionIndex> {
  const [{ items, unread }, runs, parents] = await Promise.all([
    listDefinitions(client),
    readLastRuns(client, log),
    readParents(client, log),
  ])
  const { count, areAll } = runs
  return {
    items: items.map((item) => summarize(item, { runs, parents, now })),
    unread,
    syncsSeen: { count, areAll },
  }
}

interface Around {
  readonly runs: LastRuns
  readonly parents: ReadonlyMap<string, string>
  readonly now: Date
}

function summarize(item: ListedDefinition, { runs, parents, now }: Around): DefinitionSummary {
  const lastRun = runs.byUri.get(item.uri.toLowerCase())
  const parentName = parents.get(`${item.family}/${item.parentId}`)
  const { uri, kind, family, id, parentId, name, createdBy, createdAt, updatedAt, autoDeleteDuration } = item
  const known = { parentId, parentName, createdBy, createdAt, updatedAt, autoDeleteDuration, lastRun }
  return {
    uri,
    kind,
    family,
    id,
    name,
    fieldCount: Object.keys(item.fields).length,
    health: healthOf({ kind, definition: item, ...(lastRun ? { lastRun } : {}), areAllSyncsKnown: runs.areAll, now }),
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
  }
}

interface LastRuns {
  readonly byUri: ReadonlyMap<string, KnownRun>
  readonly count: number
  readonly areAll: boolean
}

/** The newest sync of each definition, as far as the newest 5,000 syncs tell. Syncs that cannot be read give none. */
async function readLastRuns(client: EloquaClient, log: Log): Promise<LastRuns> {
  const byUri = new Map<string, KnownRun>()
  let count = 0
  try {
    for (let page = 0; page < MOST_SYNC_PAGES; page += 1) {
      const list = { path: '/syncs', offset: count, limit: LIST_LIMIT, orderBy: 'createdAt DESC' }
      const { items, hasMore } = await readListPage(client, list)
      for (const item of items) noteRun(byUri, item)
      count += items.length
      if (!hasMore) return { byUri, count, areAll: true }
    }
  } catch (error) {
    // Last runs are a comfort: the definitions are listed without them.
    toKnownError(error, log, 'reading the last runs of definitions')
  }
  return { byUri, count, areAll: false }
}

function noteRun(byUri: Map<string, KnownRun>, item: unknown): void {
  if (!isRecord(item) || typeof item.syncedInstanceUri !== 'string') return
  const syncId = parseSyncUri(String(item.uri))
  const key = item.syncedInstanceUri.toLowerCase()
  const known = byUri.get(key)
  const at = String(item.createdAt)
  if (syncId === undefined || (known && known.syncId > syncId)) return
  byUri.set(key, { syncId, at, status: String(item.status) })
}

/** Names of custom objects and events. Where they cannot be read, the numbers stay. */
async function readParents(client: EloquaClient, log: Log): Promise<ReadonlyMap<string, string>> {
  const families = ['customObjects', 'events'] as const satisfies readonly Family[]
  const lists = await Promise.all(
    families.map(async (family) => {
      const assets = await readAssets(client, family).catch((error: unknown) => {
        toKnownError(error, log, 'reading the objects of definitions')
        return []
      })
      return assets.map(({ id, name }) => [`${family}/${id}`, name] as const)
    }),
  )
  return new Map(lists.flat())
}

import { join } from 'node:path'
import type { DefinitionApi } from '../../shared/contract/calls/definitions.ts'
import type { SyncApi, SyncIndexApi } from '../../shared/contract/calls/syncs.ts'
import { AppError } from '../../shared/contract/errors.ts'
import { parseDefinitionUri } from '../../shared/eloqua/definition.ts'
import { isFinal, type Sync } from '../../shared/eloqua/sync.ts'
import { systemNotices } from '../../shared/words/desktop.ts'
import { eloquaReasons } from '../../shared/words/reasons.ts'
import { confirmWrite } from '../eloqua/confirm-write.ts'
import { curlCommand } from '../eloqua/curl-command.ts'
import type { Clients, EloquaClient } from '../eloqua/eloqua-client.ts'
import { getSync } from '../eloqua/syncs/get-sync.ts'
import { listSyncPage } from '../eloqua/syncs/list-syncs.ts'
import { readLogs } from '../eloqua/syncs/logs.ts'
import { readRejectPage } from '../eloqua/syncs/rejects.ts'
import { atMost } from '../platform/at-most.ts'
import type { Desktop, Publish } from '../platform/desktop.ts'
import type { Log } from '../platform/logger.ts'
import { createDefinitionCatalogue, type DefinitionCatalogue } from './definition-catalogue.ts'
import { createSyncIndexApi } from './index/sync-index-api.ts'
import type { SyncIndexes } from './index/sync-indexes.ts'
import { startSync } from './start-sync.ts'
import { readFigures } from './sync-figures.ts'
import { createSyncWatch } from './sync-watch.ts'
import { openWatchedSyncs } from './watched-syncs.ts'

export interface SyncApiOptions {
  readonly clients: Clients
  readonly publish: Publish
  readonly desktop: Desktop
  /** Folder for what Bulkdesk remembers. */
  readonly userData: string
  readonly indexes: SyncIndexes
  readonly log: Log
  /** Tells of the end of the computer's sleep. */
  readonly onWake?: (listener: () => void) => void
}

const LIST_LIMIT = 1_000
/** A list asks for the figures of every row in sight: what is out when a sign-in is refused may count as a try each. */
const MOST_FIGURES = 3

/** What the window can ask about definitions and syncs of the connection in use. */
export function createSyncApi(options: SyncApiOptions): DefinitionApi & SyncApi & SyncIndexApi {
  const { clients, desktop, indexes } = options
  const catalogueOf = createCatalogues()
  const watch = openWatch(options, catalogueOf)

  /** The client in use. Asking for it is also the moment to go on with what this connection was watching. */
  function inUse(): EloquaClient {
    const client = clients.active()
    watch.resume(client.connection.id)
    return client
  }

  return {
    ...createReads(inUse, catalogueOf, indexes),
    ...createSyncIndexApi(inUse, indexes),
    async getSync({ id }) {
      const client = inUse()
      const sync = await readNamedSync(clients.active(), id, catalogueOf)
      indexes.of(client).see(sync)
      if (!isFinal(sync.status)) watch.start(client.connection.id, id)
      return sync
    },
    async startSync(request) {
      const client = inUse()
      await confirmSync(desktop, client, catalogueOf(client), request.definitionUri)
      const sync = await startSync(client, request)
      if (!isFinal(sync.status)) watch.start(client.connection.id, sync.id)
      return nameOne(catalogueOf(client), sync)
    },
    copyAsCurl: async (request) => desktop.writeClipboard(await curlFor(clients.active(), request)),
  }
}

/** Watches the syncs of the connection in use, from now on: the window may stay for long on a screen that asks for nothing. */
function openWatch(options: SyncApiOptions, catalogueOf: CatalogueOf) {
  const { clients, publish, desktop, userData, log, onWake, indexes } = options
  const watch = createSyncWatch({
    watched: openWatchedSyncs(join(userData, 'watched-syncs.json'), log),
    readSync: (id) => readNamedSync(clients.active(), id, catalogueOf),
    log,
    activeConnectionId: () => activeIdOf(clients),
    whenSignedIn: async () => clients.active().whenSignedIn(),
    onChange(sync) {
      indexes.of(clients.active()).see(sync)
      publish('sync-changed', sync)
      if (isFinal(sync.status)) desktop.notify(systemNotices.syncEnded(sync.id, sync.status))
    },
  })
  onWake?.(() => watch.lookNow())
  const restored = activeIdOf(clients)
  if (restored !== undefined) watch.resume(restored)
  return watch
}

type Reads = DefinitionApi & Pick<SyncApi, 'listSyncs' | 'getSyncFigures' | 'listSyncLogs' | 'listSyncRejects'>

function createReads(inUse: () => EloquaClient, catalogueOf: CatalogueOf, indexes: SyncIndexes): Reads {
  const fewAtOnce = atMost(MOST_FIGURES)
  return {
    listDefinitions: async (request) => catalogueOf(inUse()).list(request),
    getDefinition: async ({ uri }) => catalogueOf(inUse()).get(uri),
    async listSyncs(request) {
      const client = inUse()
      const page = await listSyncPage(client, { ...request, limit: clampLimit(request.limit) })
      return { ...page, items: await catalogueOf(client).withNames(page.items) }
    },
    getSyncFigures: ({ id }) => {
      const client = inUse()
      return fewAtOnce(() => readFigures(client, indexes.of(client), id))
    },
    listSyncLogs: async ({ id }) => readLogs(inUse(), id),
    listSyncRejects: async (request) => readRejectPage(inUse(), { ...request, limit: clampLimit(request.limit) }),
  }
}

/** A sync writes, but for that of an export without sync actions. */
async function confirmSync(desktop: Desktop, client: EloquaClient, catalogue: DefinitionCatalogue, uri: string) {
  if (client.connection.environment !== 'production' || !parseDefinitionUri(uri)) return
  const { name, kind, syncActions = [] } = await catalogue.get(uri)
  if (kind === 'export' && syncActions.length === 0) return
  await confirmWrite(desktop, client.connection, { definition: name, act: kind === 'import' ? 'sync' : 'act' })
}

type CatalogueOf = (client: EloquaClient) => DefinitionCatalogue

/** One catalogue for each client: a new sign-in starts with nothing remembered. */
function createCatalogues(): CatalogueOf {
  const catalogues = new WeakMap<EloquaClient, DefinitionCatalogue>()
  return (client) => {
    const known = catalogues.get(client) ?? createDefinitionCatalogue(client)
    catalogues.set(client, known)
    return known
  }
}

async function readNamedSync(client: EloquaClient, id: number, catalogueOf: CatalogueOf): Promise<Sync> {
  return nameOne(catalogueOf(client), await getSync(client, id))
}

async function nameOne(catalogue: DefinitionCatalogue, sync: Sync): Promise<Sync> {
  return (await catalogue.withNames([sync]))[0] ?? sync
}

async function curlFor(
  client: EloquaClient,
  { method, path, body }: Parameters<SyncApi['copyAsCurl']>[0],
): Promise<string> {
  const { company, user } = client.connection
  const url = await urlFor(client, path)
  return curlCommand({ method, url, company, user, ...(body === undefined ? {} : { body }) })
}

/** Accepts a path under the bulk base, or one that has the base already. */
async function urlFor(client: EloquaClient, path: string): Promise<string> {
  if (!/^\/[\x21-\x7e]*$/.test(path)) throw new AppError({ code: 'bad-arguments', message: eloquaReasons.notAPath })
  const [origin, basePath] = await Promise.all([client.origin(), client.basePath()])
  return origin + (path.toLowerCase().startsWith(`${basePath.toLowerCase()}/`) ? path : basePath + path)
}

function activeIdOf(clients: Clients): string | undefined {
  try {
    return clients.active().connection.id
  } catch {
    return undefined
  }
}

/** Eloqua documents 1 to 1,000; what it does with other values is not known, so it never sees any. */
function clampLimit(limit: number): number {
  return Math.min(LIST_LIMIT, Math.max(1, Math.trunc(limit)))
}

import { parseDefinitionUri } from '../../shared/eloqua/definition.ts'
import { MAX_DATA_LIMIT } from '../../shared/eloqua/eloqua.ts'
import { echo } from '../definitions/definition-body.ts'
import { definitionOf, validateDefinition } from '../definitions/definition-handlers.ts'
import type { StoredDefinition } from '../definitions/definition-store.ts'
import type { ExportData } from '../engine/data-engine.ts'
import { prefersCsv } from '../http/accept.ts'
import {
  type Answer,
  bytesAnswer,
  invalid,
  JSON_TYPE,
  jsonAnswer,
  NO_CONTENT,
  REFERENCE_REASON,
  refusal,
} from '../http/answer.ts'
import { pageFacts, toDataPage, toPage } from '../http/envelope.ts'
import type { Exchange } from '../http/exchange.ts'
import { readListQuery, readPage, selectItems } from '../http/list-query.ts'
import { readJsonObject, readProperty } from '../http/request-json.ts'
import { isOwner, type SimulatorUser } from '../sign-in/users.ts'
import { toWebTime } from '../world/timestamp.ts'
import type { World } from '../world/world.ts'
import { isRunning, runningSyncOf, startSync } from './sync-runner.ts'
import { type StoredSync, toWireSync } from './sync-store.ts'

const SYNC_TERMS = [
  'syncedInstanceUri',
  'callbackUrl',
  'syncStartedAt',
  'syncEndedAt',
  'status',
  'createdAt',
  'createdBy',
  'uri',
]
const LOG_TERMS = ['syncUri', 'count', 'severity', 'statusCode', 'message', 'createdAt']
const REJECT_TERMS = ['statusCode', 'message', 'recordIndex']

/** The web tier's clock runs about 0.8 s ahead of the database's. */
const WEB_CLOCK_AHEAD_MS = 800

function syncOf({ world, match }: Exchange): StoredSync {
  const sync = world.syncs.find(match.id ?? 0)
  if (!sync) throw refusal(404)
  return sync
}

/** 201 with the sync as it was created: `pending`, whatever has become of it since. */
export function syncCreatedAnswer(world: World, sync: StoredSync): Answer {
  const createdAt = toWebTime(sync.createdMs + WEB_CLOCK_AHEAD_MS + Math.floor(world.random() * 40), world.random)
  return jsonAnswer(201, toWireSync(sync, createdAt))
}

function readCallbackUrl(value: unknown): string | undefined {
  if (value === undefined || value === '') return undefined
  if (typeof value === 'string' && value.length <= 2_000 && /^https?:/i.test(value) && URL.canParse(value)) return value
  throw invalid([{ field: 'callbackUrl', value: echo(value) ?? '', constraint: 'Must be a valid URL.' }])
}

function readDefinitionUri(world: World, value: unknown): StoredDefinition {
  if (typeof value !== 'string' || value === '') {
    const given = echo(value)
    const constraint = 'Must be a string value.'
    throw invalid([{ field: 'syncedInstanceUri', ...(given === undefined ? {} : { value: given }), constraint }])
  }
  const definition = parseDefinitionUri(value) && world.definitions.find(value)
  if (definition) return definition
  const constraint = 'Must be a reference to an existing object.'
  throw invalid([{ field: 'syncedInstanceUri', value: echo(value) ?? '', constraint }], REFERENCE_REASON)
}

export async function createSync(exchange: Exchange): Promise<Answer> {
  const { world, user, syncFault } = exchange
  const body = readJsonObject(exchange)
  const definition = readDefinitionUri(world, readProperty(body, 'syncedInstanceUri'))
  const callbackUrl = readCallbackUrl(readProperty(body, 'callbackUrl'))
  const failures = validateDefinition(world, definition)
  if (failures.length > 0) throw invalid(failures)
  const sync = await startSync(world, {
    definition,
    user,
    ...(callbackUrl === undefined ? {} : { callbackUrl }),
    ...(syncFault ? { fault: syncFault } : {}),
  })
  return syncCreatedAnswer(world, sync)
}

export function listSyncs({ world, query }: Exchange): Answer {
  const asked = readListQuery(query, SYNC_TERMS)
  const items = world.syncs.list().map((sync) => ({ ...toWireSync(sync) }))
  return jsonAnswer(200, toPage(selectItems(items, asked), asked))
}

export function readSync(exchange: Exchange): Answer {
  return jsonAnswer(200, toWireSync(syncOf(exchange)))
}

export function listLogs(exchange: Exchange): Answer {
  const sync = syncOf(exchange)
  const asked = readListQuery(exchange.query, LOG_TERMS)
  const items = exchange.world.syncs.logs(sync.id).map((line) => ({ ...line }))
  return jsonAnswer(200, toPage(selectItems(items, asked), asked))
}

export function listRejects(exchange: Exchange): Answer {
  const { syncs, variants, definitions } = exchange.world
  const { id, definitionUri } = syncOf(exchange)
  const asked = readListQuery(exchange.query, REJECT_TERMS)
  const areGone = variants.has('rejects-go-with-definition') && !definitions.find(definitionUri)
  if (areGone) return jsonAnswer(200, { items: [], ...pageFacts(asked, 0) })
  if (asked.criterion || asked.orderBy) {
    const items = syncs.rejects(id, 0, -1).map((reject) => ({ ...reject }))
    return jsonAnswer(200, toPage(selectItems(items, asked), asked))
  }
  const items = syncs.rejects(id, asked.offset, asked.limit)
  return jsonAnswer(200, { items, ...pageFacts(asked, syncs.countRejects(id)) })
}

/** The frozen rows of an export sync, or the refusal that says why there are none. */
function dataOf(world: World, sync: StoredSync, user: SimulatorUser): ExportData {
  if (sync.kind !== 'export') throw refusal(400)
  if (!isOwner(user, sync)) throw refusal(403)
  if (isRunning(sync) || sync.status === 'error') throw refusal(404)
  const isOver = sync.dataUntilMs !== undefined && world.clock.now() >= sync.dataUntilMs
  const data = isOver ? undefined : world.syncs.data(sync.id)
  if (!data) throw refusal(410)
  return data
}

function dataAnswer({ query, accept }: Exchange, data: ExportData): Answer {
  const page = readPage(query, MAX_DATA_LIMIT)
  if (prefersCsv(accept)) {
    return bytesAnswer('text/csv; charset=utf-8', data.csv(page.offset, page.limit))
  }
  const { runs, release } = data.json(page.offset, page.limit)
  return bytesAnswer(JSON_TYPE, { runs: toDataPage(runs, page, data.rowCount), ...(release ? { release } : {}) })
}

export function readSyncData(exchange: Exchange): Answer {
  const sync = syncOf(exchange)
  return dataAnswer(exchange, dataOf(exchange.world, sync, exchange.user))
}

export function deleteSyncData(exchange: Exchange): Answer {
  const sync = syncOf(exchange)
  if (sync.kind !== 'export') throw refusal(400)
  if (!isOwner(exchange.user, sync)) throw refusal(403)
  if (isRunning(sync)) throw refusal(409)
  exchange.world.syncs.dropData(sync.id)
  return NO_CONTENT
}

const NO_ROWS: ExportData = { rowCount: 0, json: () => ({ runs: [] }), csv: () => ({ runs: [] }), drop: () => {} }

/** The data of the definition's latest finished sync; without one, an empty page. */
export function readLatestData(exchange: Exchange): Answer {
  const { world, user } = exchange
  const { uri } = definitionOf(exchange)
  const latest = world.syncs.list().findLast((sync) => sync.definitionUri === uri && !isRunning(sync))
  return dataAnswer(exchange, latest ? dataOf(world, latest, user) : NO_ROWS)
}

export function deleteExportData(exchange: Exchange): Answer {
  const { world } = exchange
  const { uri } = definitionOf(exchange)
  if (runningSyncOf(world, uri)) throw refusal(409)
  for (const sync of world.syncs.list()) if (sync.definitionUri === uri) world.syncs.dropData(sync.id)
  return NO_CONTENT
}

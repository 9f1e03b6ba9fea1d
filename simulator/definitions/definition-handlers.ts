import type { ValidationFailure } from '../../shared/eloqua/eloqua.ts'
import { type Answer, invalid, jsonAnswer, NO_CONTENT, refusal } from '../http/answer.ts'
import { toPage } from '../http/envelope.ts'
import type { Exchange } from '../http/exchange.ts'
import { readListQuery, selectItems } from '../http/list-query.ts'
import { familyPath, KIND_PATHS } from '../http/paths.ts'
import { readJsonObject, readProperty } from '../http/request-json.ts'
import { exportRetention, toInput } from '../syncs/sync-runner.ts'
import { toDatabaseTime, toWebTime } from '../world/timestamp.ts'
import type { World } from '../world/world.ts'
import { echo, type Properties, readDefinitionBody } from './definition-body.ts'
import { definitionTerms } from './definition-properties.ts'
import type { Place, StoredDefinition } from './definition-store.ts'

type Times = { readonly createdAt: string; readonly updatedAt: string }

function databaseTimes({ createdMs, updatedMs }: StoredDefinition): Times {
  return { createdAt: toDatabaseTime(createdMs), updatedAt: toDatabaseTime(updatedMs) }
}

/** The definition as it goes on the wire. */
function toWireDefinition(world: World, definition: StoredDefinition, times = databaseTimes(definition)): Properties {
  const kbUsed = Math.ceil(world.staging.bytes(definition.uri) / 1_024)
  return {
    ...definition.properties,
    ...(kbUsed > 0 ? { kbUsed } : {}),
    uri: definition.uri,
    createdBy: definition.createdBy,
    createdAt: times.createdAt,
    updatedBy: definition.updatedBy,
    updatedAt: times.updatedAt,
  }
}

/** Family, kind and parent of the path; an unknown custom object or event is a 404. */
function placeOf({ world, match }: Exchange): Place {
  const { family, kind } = match.row
  if (!family || !kind) throw refusal(404)
  if (match.parentId !== undefined)
    requireParent(world, match.parentId, family === 'events' ? 'events' : 'customObjects')
  return { family, kind, ...(match.parentId === undefined ? {} : { parentId: match.parentId }) }
}

export function requireParent(world: World, id: number, catalogue: 'customObjects' | 'events'): void {
  const uri = `/${catalogue}/${id}`.toLowerCase()
  if (!world.engine.catalogue(catalogue).some((item) => item.uri?.toLowerCase() === uri)) throw refusal(404)
}

/** The definition that the path names, or a 404. */
export function definitionOf(exchange: Exchange): StoredDefinition {
  const place = placeOf(exchange)
  const folder = `${familyPath(place.family, place.parentId)}/${KIND_PATHS[place.kind]}`
  const found = exchange.world.definitions.find(`${folder}/${exchange.match.id}`)
  if (!found) throw refusal(404)
  return found
}

function requireRights({ user }: Exchange): void {
  if (user.mayDefine === false) throw refusal(403)
}

function checkPriority(world: World, properties: Properties): ValidationFailure[] {
  const uri = properties.importPriorityUri
  if (typeof uri !== 'string') return []
  const known = world.engine
    .catalogue('imports/priorities')
    .some((item) => item.uri?.toLowerCase() === uri.toLowerCase())
  if (known) return []
  const constraint = 'Must reference an existing /imports/priorities/{id}.'
  return [{ field: 'importPriorityUri', value: uri, constraint }]
}

function checkFilterLength({ variants }: World, { filter }: Properties): ValidationFailure[] {
  const most = variants.has('long-filters') ? 4_000 : 1_000
  if (typeof filter !== 'string' || filter.length <= most) return []
  return [{ field: 'filter', value: echo(filter) ?? '', constraint: `Must be at most ${most} characters long.` }]
}

/** What is wrong with a definition as the data stand now: also asked again when it is synced. */
export function validateDefinition(world: World, definition: StoredDefinition): readonly ValidationFailure[] {
  return [
    ...checkPriority(world, definition.properties),
    ...checkFilterLength(world, definition.properties),
    ...world.engine.validate(toInput(definition)),
  ]
}

function readChecked({ world, body, contentType }: Exchange, place: Place): Properties {
  const json = readJsonObject({ body, contentType })
  const read = readDefinitionBody(json, place.kind, place.family)
  if (read.failures.length > 0) throw invalid(read.failures)
  const isRetentionOurs = place.kind === 'export' && (readProperty(json, 'dataRetentionDuration') ?? null) === null
  return isRetentionOurs ? { ...read.properties, dataRetentionDuration: exportRetention(world) } : read.properties
}

function merge(world: World, definition: StoredDefinition): void {
  const failures = validateDefinition(world, definition)
  if (failures.length > 0) throw invalid(failures)
}

/** Times of an answer to POST or PUT: computed in the web tier, with seven live digits. */
function webTimes({ random }: World, { createdMs, updatedMs }: StoredDefinition): Times {
  const updatedAt = toWebTime(updatedMs, random)
  return { createdAt: createdMs === updatedMs ? updatedAt : toDatabaseTime(createdMs), updatedAt }
}

export function listDefinitions(exchange: Exchange): Answer {
  const place = placeOf(exchange)
  const query = readListQuery(exchange.query, definitionTerms(place.kind))
  const items = exchange.world.definitions.list(place).map((one) => toWireDefinition(exchange.world, one))
  return jsonAnswer(200, toPage(selectItems(items, query), query))
}

export function listAllOfKind({ world, match, query }: Exchange): Answer {
  const kind = match.row.kind ?? 'export'
  const asked = readListQuery(query, definitionTerms(kind))
  const items = world.definitions.list({ kind }).map((one) => toWireDefinition(world, one))
  return jsonAnswer(200, toPage(selectItems(items, asked), asked))
}

export function createDefinition(exchange: Exchange): Answer {
  const { world, user } = exchange
  const place = placeOf(exchange)
  requireRights(exchange)
  const properties = readChecked(exchange, place)
  const now = Math.floor(world.clock.now())
  const who = { createdBy: user.user, createdMs: now, updatedBy: user.user, updatedMs: now, usedMs: now }
  merge(world, { ...place, uri: '', id: 0, properties, ...who })
  const definition: StoredDefinition = { ...world.definitions.nextUri(place), ...place, properties, ...who }
  world.definitions.save(definition)
  return jsonAnswer(201, toWireDefinition(world, definition, webTimes(world, definition)))
}

export function readDefinition(exchange: Exchange): Answer {
  return jsonAnswer(200, toWireDefinition(exchange.world, definitionOf(exchange)))
}

export function changeDefinition(exchange: Exchange): Answer {
  const { world, user } = exchange
  const old = definitionOf(exchange)
  requireRights(exchange)
  const properties = readChecked(exchange, old)
  const updatedMs = Math.floor(world.clock.now())
  const definition: StoredDefinition = { ...old, properties, updatedBy: user.user, updatedMs }
  merge(world, definition)
  world.definitions.save(definition)
  return jsonAnswer(200, toWireDefinition(world, definition, webTimes(world, definition)))
}

/** Also while a sync of it runs, which then ends `error` with ELQ-00143; 412 where something depends on it. */
export function deleteDefinition(exchange: Exchange): Answer {
  const definition = definitionOf(exchange)
  requireRights(exchange)
  if (definition.isDependedOn) throw refusal(412)
  exchange.world.staging.clear(definition.uri)
  exchange.world.definitions.remove(definition.uri)
  return NO_CONTENT
}

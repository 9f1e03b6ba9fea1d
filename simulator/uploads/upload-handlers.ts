import { MAX_UPLOAD_BYTES } from '../../shared/eloqua/eloqua.ts'
import { definitionOf } from '../definitions/definition-handlers.ts'
import { pageLength } from '../engine/exports/page-bytes.ts'
import {
  type Answer,
  jsonAnswer,
  NO_CONTENT,
  PARSING_REASON,
  refusal,
  SERIALIZATION_REASON,
  VALIDATION_REASON,
} from '../http/answer.ts'
import type { Exchange } from '../http/exchange.ts'
import { syncCreatedAnswer } from '../syncs/sync-handlers.ts'
import { runningSyncOf, startSync } from '../syncs/sync-runner.ts'
import { readCsvHeader } from './csv-rows.ts'
import { UnreadableRows } from './json-rows.ts'
import { scanJsonRows } from './json-scan.ts'
import type { NewUpload } from './staging.ts'

const MOST_UPLOADS = 500

function readUpload({ contentType, body, scan }: Exchange): NewUpload {
  try {
    if (contentType === 'text/csv') return { type: 'csv', names: readCsvHeader(body), body }
    if (!/^(?:application|text)\/(?:[\w.-]+\+)?json$/.test(contentType)) throw refusal(400, SERIALIZATION_REASON)
    return { type: 'json', ...(scan?.finish() ?? scanJsonRows(body)), body }
  } catch (error) {
    if (!(error instanceof UnreadableRows)) throw error
    throw refusal(400, error.isSyntax ? PARSING_REASON : SERIALIZATION_REASON)
  }
}

/** POST …/data: 204 staged; 201 with a sync where the definition syncs on import. */
export async function upload(exchange: Exchange): Promise<Answer> {
  const { world, user, body, syncFault } = exchange
  if (body.length > MAX_UPLOAD_BYTES) throw refusal(404)
  const definition = definitionOf(exchange)
  if (world.staging.count(definition.uri) >= MOST_UPLOADS) throw refusal(400, VALIDATION_REASON)
  if ((world.staging.bytes() + body.length) / 1_024 > world.kbAllowed) throw refusal(413)
  world.staging.add(definition.uri, readUpload(exchange), world.clock.now())
  if (definition.properties.isSyncTriggeredOnImport !== true) return NO_CONTENT
  const sync = await startSync(world, { definition, user, ...(syncFault ? { fault: syncFault } : {}) })
  return syncCreatedAnswer(world, sync)
}

export function deleteStaged(exchange: Exchange): Answer {
  const definition = definitionOf(exchange)
  if (runningSyncOf(exchange.world, definition.uri)) throw refusal(409)
  exchange.world.staging.clear(definition.uri)
  return NO_CONTENT
}

/** What is staged for imports, or kept of exports (by a sample of their rows), against what the instance may use. */
export function readUsage({ world, match }: Exchange): Answer {
  const bytes = match.row.kind === 'import' ? world.staging.bytes() : exportBytes(world)
  return jsonAnswer(200, { kbUsed: Math.ceil(bytes / 1_024), kbAllowed: world.kbAllowed })
}

function exportBytes({ syncs }: Exchange['world']): number {
  return syncs.list().reduce((sum, { id }) => {
    const data = syncs.data(id)
    if (!data || data.rowCount === 0) return sum
    const sample = Math.min(20, data.rowCount)
    return sum + (pageLength(data.json(0, sample)) / sample) * data.rowCount
  }, 0)
}

import { type DefinitionKind, parseDefinitionUri } from '../../../shared/eloqua/definition.ts'
import { parseSyncUri } from '../../../shared/eloqua/sync.ts'
import { isRecord } from '../../platform/is-record.ts'
import { isKnown, readJsonBody } from '../answers/read.ts'
import type { OncePost, OnceResult } from '../http/once-transport.ts'

/**
 * The kind of sync that a POST made Eloqua start: a sync was asked for, or an import syncs by itself when rows arrive.
 * Where no answer tells, a sync that was asked for counts: it may have been started.
 */
export function syncStartedBy(post: OncePost, result: OnceResult): DefinitionKind | undefined {
  if (result.kind === 'not-sent') return undefined
  const status = result.kind === 'answered' ? result.reply.status : undefined
  if (result.kind === 'answered' && status !== undefined && status < 500) {
    const answer = status < 300 ? jsonOf(result.reply.body) : undefined
    return typeof answer?.uri === 'string' && parseSyncUri(answer.uri) ? kindIn(answer) : undefined
  }
  return post.url.pathname.endsWith('/syncs') ? kindIn(jsonOf(post.body)) : undefined
}

function jsonOf(body: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  const json = readJsonBody(Buffer.from(body.buffer, body.byteOffset, body.byteLength))
  return isKnown(json) && isRecord(json.known) ? json.known : undefined
}

function kindIn(json: Readonly<Record<string, unknown>> | undefined): DefinitionKind | undefined {
  const uri = json?.syncedInstanceUri
  return typeof uri === 'string' ? parseDefinitionUri(uri)?.kind : undefined
}

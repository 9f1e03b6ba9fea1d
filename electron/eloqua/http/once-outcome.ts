import { parseDefinitionUri } from '../../../shared/eloqua/definition.ts'
import { parseSyncUri } from '../../../shared/eloqua/sync.ts'
import { isRecord } from '../../platform/is-record.ts'
import { isKnown, readJsonBody } from '../answers/read.ts'
import type { OnceOutcome, Reply } from '../eloqua-client.ts'
import { comesFromEloqua, errorFromReply, type KeptOfBody, unexpectedAnswer } from './answer-errors.ts'
import type { OnceResult } from './once-transport.ts'

/** Answers by which Eloqua says that it did not take the request. Anything else above 399 leaves doubt. */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403, 404, 409, 410, 412, 413, 429])

/**
 * Judges how a POST ended. Only two things count as refused: nothing was sent, or Eloqua itself said no.
 * A 5xx may have been given after the data was taken (Eloqua documents 503 as a timeout while processing), so
 * it leaves doubt, as does a 2xx that does not look like Eloqua's.
 */
export function classifyOnce(result: OnceResult, kept: KeptOfBody): OnceOutcome {
  if (result.kind === 'not-sent') return { kind: 'refused', error: result.error }
  if (result.kind === 'lost') return { kind: 'in-doubt', error: result.error }
  const { reply, bodySent } = result
  if (isAccepted(reply)) {
    if (bodySent) return { kind: 'accepted', reply }
    return { kind: 'in-doubt', error: unexpectedAnswer(reply, kept, 'may-have-arrived') }
  }
  if (reply.status < 300) return { kind: 'in-doubt', error: unexpectedAnswer(reply, kept, 'may-have-arrived') }
  const isRefusal = reply.status < 400 || (REFUSALS.has(reply.status) && comesFromEloqua(reply))
  if (isRefusal) return { kind: 'refused', error: errorFromReply(reply, kept, 'not-accepted'), reply }
  return { kind: 'in-doubt', error: errorFromReply(reply, kept, 'may-have-arrived') }
}

/** 204 without a body; 200 and 201 with a JSON object whose `uri` names a sync or a definition. */
function isAccepted(reply: Reply): boolean {
  if (reply.status === 204) return reply.body.length === 0
  if (reply.status !== 200 && reply.status !== 201) return false
  const body = readJsonBody(reply.body)
  const uri = isKnown(body) && isRecord(body.known) ? body.known.uri : undefined
  return typeof uri === 'string' && (parseSyncUri(uri) !== undefined || parseDefinitionUri(uri) !== undefined)
}

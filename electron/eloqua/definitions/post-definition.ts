import type { AppErrorData } from '../../../shared/contract/errors.ts'
import { eloquaReasons } from '../../../shared/words/reasons.ts'
import { isRecord } from '../../platform/is-record.ts'
import { readCreatedUri } from '../answers/definition.ts'
import { isKnown, readJsonBody } from '../answers/read.ts'
import type { EloquaClient } from '../eloqua-client.ts'

export interface DefinitionRequest {
  /** Where definitions of this kind are made: `/contacts/imports`. */
  readonly collection: string
  readonly body: Readonly<Record<string, unknown>> & { readonly name: string }
  readonly signal?: AbortSignal
}

/**
 * What became of asking for a definition. `refused`: certainly not made. `in-doubt`: it may have been made; look for it by
 * its name.
 */
export type PostedDefinition =
  | { readonly kind: 'made'; readonly uri: string }
  | { readonly kind: 'refused' | 'in-doubt'; readonly error: AppErrorData }

/** Makes a definition by one `POST` to its collection, which is never repeated. Never rejects. */
export async function postDefinition(client: EloquaClient, request: DefinitionRequest): Promise<PostedDefinition> {
  const { collection, body, signal } = request
  const outcome = await client.sendOnce({
    path: collection,
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify(body)),
    ...(signal ? { signal } : {}),
  })
  if (outcome.kind !== 'accepted') return outcome
  const answer = readJsonBody(outcome.reply.body)
  const uri = isKnown(answer) ? readCreatedUri(answer.known, collection) : answer
  // An old answer from a cache or a proxy names an earlier definition, which is not the one that was asked for.
  const isThisOne = isKnown(answer) && isRecord(answer.known) && answer.known.name === body.name
  return isKnown(uri) && isThisOne ? { kind: 'made', uri: uri.known } : { kind: 'in-doubt', error: NO_DEFINITION }
}

const NO_DEFINITION: AppErrorData = {
  code: 'unexpected-answer',
  message: eloquaReasons.notADefinition,
  fate: 'may-have-arrived',
}

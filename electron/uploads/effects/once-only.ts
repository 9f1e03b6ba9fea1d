import type { AppErrorData } from '../../../shared/contract/errors.ts'
import { eloquaReasons } from '../../../shared/words/reasons.ts'
import { postDefinition } from '../../eloqua/definitions/post-definition.ts'
import { postSync, startedSync } from '../../eloqua/syncs/post-sync.ts'
import { contentType } from '../check/plan-upload.ts'
import type { EffectOf } from '../core/effects.ts'
import type { Happening } from '../core/events.ts'
import { collectionOf, copyBody } from '../core/private-copy.ts'
import { targetUri } from '../core/upload-record.ts'
import type { EffectContext } from './effect-context.ts'
import { withoutRowData } from './known.ts'

/** Makes the private copy: one `POST` to the collection of the definition. */
export async function createCopy(
  { name }: EffectOf<'create-copy'>,
  { client, record, signal }: EffectContext,
): Promise<Happening> {
  const { definition, mapping } = record
  const sent = mapping.fields.map(({ field }) => field)
  const posted = await postDefinition(client, {
    collection: collectionOf(definition),
    body: { ...copyBody(definition, sent, name), name },
    signal,
  })
  if (posted.kind !== 'made') return copyAnswered(posted.kind, posted.error)
  return { kind: 'copy-answered', answer: { kind: 'accepted', value: posted.uri } }
}

function copyAnswered(kind: 'refused' | 'in-doubt', error: AppErrorData): Happening {
  return { kind: 'copy-answered', answer: { kind, error: withoutRowData(error) } }
}

/** Sends one part: `POST …/data`. 204 is staged; 201 and 200 name the sync that the part started. */
export async function postPart({ part }: EffectOf<'post-part'>, context: EffectContext): Promise<Happening> {
  const { client, reader, record, signal } = context
  const body = reader.current(part)?.body
  if (!body) throw new Error('A part was to be sent that was not read.')
  const outcome = await client.sendOnce({
    path: `${targetUri(record)}/data`,
    contentType: contentType(record.definition),
    body,
    signal,
    onProgress: (bytes) => context.sent(bytes),
  })
  if (outcome.kind !== 'accepted') return partAnswered(part, outcome.kind, outcome.error)
  context.sent(0)
  const also = record.way === 'straight' ? context.alsoThere() : []
  if (outcome.reply.status === 204)
    return { kind: 'part-answered', part, answer: { kind: 'accepted', value: { also } } }
  const sync = startedSync(outcome.reply, targetUri(record))
  if (!sync) return partAnswered(part, 'in-doubt', unexpected('a sync'))
  return { kind: 'part-answered', part, answer: { kind: 'accepted', value: { sync, also } } }
}

function partAnswered(part: number, kind: 'refused' | 'in-doubt', error: AppErrorData): Happening {
  return { kind: 'part-answered', part, answer: { kind, error: withoutRowData(error) } }
}

/** Starts the sync of the batch: one `POST /syncs`. A cancel keeps it from going out, and does not cut it off. */
export async function startSync(
  _effect: EffectOf<'start-sync'>,
  { client, record, signal }: EffectContext,
): Promise<Happening> {
  const start = await postSync(client, { definitionUri: targetUri(record), startUnless: signal })
  if (start.kind === 'started') return { kind: 'sync-answered', answer: { kind: 'accepted', value: start.sync } }
  return { kind: 'sync-answered', answer: { kind: start.kind, error: withoutRowData(start.error) } }
}

function unexpected(what: string): AppErrorData {
  const message = eloquaReasons.isNot(what)
  return { code: 'unexpected-answer', message, fate: 'may-have-arrived' }
}

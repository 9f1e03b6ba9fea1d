import { isDeepStrictEqual } from 'node:util'
import { writableOf } from '../../../shared/eloqua/definition-draft.ts'
import type { WireDefinition } from '../../../shared/eloqua/eloqua.ts'
import { readDefinition as readAnswered } from '../answers/definition.ts'
import { isKnown, requireKnown } from '../answers/read.ts'
import type { EloquaClient } from '../eloqua-client.ts'

/** Reads one definition as it stands in Eloqua now. Rejects with `unexpected-answer` for what is no definition. */
export async function readDefinition(client: EloquaClient, uri: string): Promise<WireDefinition> {
  return requireKnown(readAnswered(await client.readJson({ path: uri })), 'a definition')
}

/** `conflict`: somebody else changed these properties since `base` was read, and nothing was sent. */
export type ChangeOutcome =
  | { readonly kind: 'changed'; readonly definition: WireDefinition }
  | { readonly kind: 'conflict'; readonly current: WireDefinition; readonly properties: readonly string[] }

/**
 * Puts a whole definition in place of the one that was read. Eloqua has no version to compare by, so the definition is read
 * again right before: what another person changed meanwhile is told and nothing is sent.
 */
export async function changeDefinition(
  client: EloquaClient,
  { uri, base, body }: { readonly uri: string; readonly base: WireDefinition; readonly body: object },
): Promise<ChangeOutcome> {
  const current = await readDefinition(client, uri)
  const properties = differingProperties(base, current)
  if (properties.length > 0) return { kind: 'conflict', current, properties }
  const reply = await client.readJson({ method: 'PUT', path: uri, body })
  const read = readAnswered(reply)
  return { kind: 'changed', definition: isKnown(read) ? read.known : await readDefinition(client, uri) }
}

/** Writable properties in which two readings of a definition differ, by Eloqua's names. */
function differingProperties(before: object, now: object): readonly string[] {
  const [a, b] = [writableOf(before), writableOf(now)]
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return names.filter((name) => !isSame(a[name], b[name]))
}

/** The order of an export's fields is that of its columns, so that a new order is a change. */
function isSame(a: unknown, b: unknown): boolean {
  if (!isDeepStrictEqual(a, b)) return false
  return JSON.stringify(a) === JSON.stringify(b) || !isFields(a)
}

function isFields(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

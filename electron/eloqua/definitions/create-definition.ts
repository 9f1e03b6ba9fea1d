import { isDeepStrictEqual } from 'node:util'
import { AppError } from '../../../shared/contract/errors.ts'
import { parseDefinitionUri } from '../../../shared/eloqua/definition.ts'
import type { WireDefinition } from '../../../shared/eloqua/eloqua.ts'
import { readDefinition as readAnswered } from '../answers/definition.ts'
import { isKnown, readableOnes, readJsonBody } from '../answers/read.ts'
import type { EloquaClient } from '../eloqua-client.ts'
import { readPages } from '../lists.ts'

export interface CreateRequest {
  /** Where definitions of this kind are made: `/contacts/imports`. */
  readonly collection: string
  readonly body: Readonly<Record<string, unknown>> & { readonly name: string }
  /**
   * An earlier request for the same definition whose answer was lost, with the definitions of that name from before it.
   * Such a definition is looked for first.
   */
  readonly inDoubt?: readonly string[]
  /** Told the definitions of this name right before the request goes out, so that a lost answer can be looked for later. */
  readonly onSending?: (known: readonly string[]) => void
  readonly signal?: AbortSignal
  /** Waits between two looks, milliseconds. */
  readonly sleep?: (ms: number) => Promise<unknown>
}

/** How long Eloqua may take to list what it has just made. */
const LOOKS_MS = [0, 1_000, 3_000]

/**
 * Makes a definition by one POST. A POST whose answer was lost is never repeated: the definition is looked for by its name
 * and its properties, among those that were not there before. Rejects with `in-doubt` where it is not found, and with what
 * Eloqua says where it refuses.
 */
export async function createDefinition(client: EloquaClient, request: CreateRequest): Promise<WireDefinition> {
  if (request.inDoubt) {
    const found = await findNew(client, request, request.inDoubt)
    if (found) return found
  }
  const known = request.inDoubt ?? (await urisNamed(client, request))
  request.onSending?.(known)
  const outcome = await client.sendOnce({
    path: request.collection,
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify(request.body)),
    ...(request.signal ? { signal: request.signal } : {}),
  })
  if (outcome.kind === 'refused') throw new AppError(outcome.error)
  const made = outcome.kind === 'accepted' ? readAnswer(outcome.reply.body, request) : undefined
  if (made) return made
  return lookFor(client, request, known)
}

function readAnswer(body: Buffer, { collection }: CreateRequest): WireDefinition | undefined {
  const json = readJsonBody(body)
  const wire = isKnown(json) ? readAnswered(json.known) : json
  return isKnown(wire) && isIn(wire.known.uri, collection) ? wire.known : undefined
}

function isIn(uri: string, collection: string): boolean {
  return parseDefinitionUri(uri) !== undefined && uri.toLowerCase().startsWith(`${collection.toLowerCase()}/`)
}

async function lookFor(
  client: EloquaClient,
  request: CreateRequest,
  known: readonly string[],
): Promise<WireDefinition> {
  const sleep = request.sleep ?? ((ms: number) => new Promise((resolve) => setTimeout(resolve, ms)))
  for (const ms of LOOKS_MS) {
    if (ms > 0) await sleep(ms)
    const found = await findNew(client, request, known).catch(() => undefined)
    if (found) return found
  }
  throw new AppError({
    code: 'in-doubt',
    message: 'The answer was lost, and the definition is not in the list yet.',
    fate: 'may-have-arrived',
  })
}

async function findNew(
  client: EloquaClient,
  request: CreateRequest,
  known: readonly string[],
): Promise<WireDefinition | undefined> {
  const before = new Set(known.map((uri) => uri.toLowerCase()))
  const found = await definitionsNamed(client, request)
  return found.find((wire) => !before.has(wire.uri.toLowerCase()) && hasAll(wire, request.body))
}

/** Eloqua fills in defaults, so that more properties than were sent are no difference. */
function hasAll(wire: WireDefinition, body: Readonly<Record<string, unknown>>): boolean {
  const sent = readAnswered({ ...body, uri: wire.uri })
  return (
    isKnown(sent) &&
    Object.entries(sent.known).every(([key, value]) => isDeepStrictEqual(Reflect.get(wire, key), value))
  )
}

async function urisNamed(client: EloquaClient, request: CreateRequest): Promise<readonly string[]> {
  return (await definitionsNamed(client, request)).map(({ uri }) => uri)
}

/** Characters that may mean something in `q` are left to the star, and the names compared here. */
async function definitionsNamed(
  client: EloquaClient,
  { collection, body, signal }: CreateRequest,
): Promise<readonly WireDefinition[]> {
  const pattern = body.name.replace(/[\s"'*=<>!]+/g, '*')
  const found: WireDefinition[] = []
  const list = { path: collection, limit: 1_000, q: `name=${pattern}`, ...(signal ? { signal } : {}) }
  for await (const page of readPages(client, list)) {
    found.push(...readableOnes(page, readAnswered))
  }
  return found.filter(({ name }) => name === body.name)
}

import { isDeepStrictEqual } from 'node:util'
import { AppError } from '../../../shared/contract/errors.ts'
import type { WireDefinition } from '../../../shared/eloqua/eloqua.ts'
import { eloquaReasons } from '../../../shared/words/reasons.ts'
import { readDefinition as readAnswered } from '../answers/definition.ts'
import { isKnown, readableOnes } from '../answers/read.ts'
import type { EloquaClient } from '../eloqua-client.ts'
import { namePattern, readPages } from '../lists.ts'
import { type DefinitionRequest, postDefinition } from './post-definition.ts'

type WireUri = Pick<WireDefinition, 'uri'>

export interface CreateRequest extends DefinitionRequest {
  /**
   * An earlier request for the same definition whose answer was lost, with the definitions of that name from before it.
   * Such a definition is looked for first.
   */
  readonly inDoubt?: readonly string[]
  /** Told the definitions of this name right before the request goes out, so that a lost answer can be looked for later. */
  readonly onSending?: (known: readonly string[]) => void
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
export async function createDefinition(client: EloquaClient, request: CreateRequest): Promise<WireUri> {
  if (request.inDoubt) {
    const found = await lookFor(client, request, request.inDoubt)
    if (found) return found
  }
  const known = request.inDoubt ?? (await urisNamed(client, request))
  request.onSending?.(known)
  const posted = await postDefinition(client, request)
  if (posted.kind === 'refused') throw new AppError(posted.error)
  if (posted.kind === 'made') return posted
  const found = await lookFor(client, request, known).catch(() => undefined)
  if (found) return found
  throw new AppError({
    code: 'in-doubt',
    message: eloquaReasons.definitionUnlisted,
    fate: 'may-have-arrived',
  })
}

/** Looks a few times, as Eloqua may list late what it has just made. Rejects where the last look found no answer. */
async function lookFor(
  client: EloquaClient,
  request: CreateRequest,
  known: readonly string[],
): Promise<WireUri | undefined> {
  const sleep = request.sleep ?? ((ms: number) => new Promise((resolve) => setTimeout(resolve, ms)))
  let failed: unknown
  for (const ms of LOOKS_MS) {
    if (ms > 0) await sleep(ms)
    failed = undefined
    const found = await findNew(client, request, known).catch((error: unknown) => {
      failed = error
      return undefined
    })
    if (found) return found
  }
  if (failed) throw failed
  return undefined
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

async function definitionsNamed(
  client: EloquaClient,
  { collection, body, signal }: CreateRequest,
): Promise<readonly WireDefinition[]> {
  const found: WireDefinition[] = []
  const list = { path: collection, limit: 1_000, q: `name=${namePattern(body.name)}`, ...(signal ? { signal } : {}) }
  for await (const page of readPages(client, list)) {
    found.push(...readableOnes(page, readAnswered))
  }
  return found.filter(({ name }) => name === body.name)
}

import { type AppErrorData, isAppError } from '../../../shared/contract/errors.ts'
import type { DefinitionKind, DefinitionRef, Family } from '../../../shared/eloqua/definition.ts'
import { parseDefinitionUri } from '../../../shared/eloqua/definition.ts'
import { collectionOf, KINDS_OF } from '../../../shared/eloqua/definition-draft.ts'
import type { UnreadList } from '../../../shared/eloqua/definition-index.ts'
import type { WireDefinition } from '../../../shared/eloqua/eloqua.ts'
import { eloquaReasons } from '../../../shared/words/reasons.ts'
import { readDefinition as readAnswered } from '../answers/definition.ts'
import { readableOnes } from '../answers/read.ts'
import type { EloquaClient } from '../eloqua-client.ts'
import { readPages } from '../lists.ts'
import { readAssets } from './read-assets.ts'

const LIST_LIMIT = 1_000
const KINDS: readonly DefinitionKind[] = ['export', 'import', 'syncAction']
/** The lists that mix the definitions of every object. */
const MIXED: Readonly<Record<DefinitionKind, string>> = {
  export: '/exports',
  import: '/imports',
  syncAction: '/syncActions',
}

export type ListedDefinition = WireDefinition & DefinitionRef

export interface ListedDefinitions {
  readonly items: readonly ListedDefinition[]
  readonly unread: readonly UnreadList[]
}

/**
 * Every definition of every kind and object, page after page. Where Eloqua refuses a mixed list, the lists of each object are
 * read one by one: one object this user may not read takes no other with it, and is told in `unread`. Rejects only where
 * nothing at all can be read.
 */
export async function listDefinitions(client: EloquaClient): Promise<ListedDefinitions> {
  const lists = await Promise.all(KINDS.map((kind) => listKind(client, kind)))
  const unread = lists.flatMap((list) => list.unread)
  const items = lists.flatMap((list) => list.items)
  return { items, unread }
}

async function listKind(client: EloquaClient, kind: DefinitionKind): Promise<ListedDefinitions> {
  try {
    return { items: await readList(client, MIXED[kind], kind), unread: [] }
  } catch (error) {
    if (!isRefused(error)) throw error
    return listByObject(client, kind)
  }
}

function isRefused(error: unknown): boolean {
  return isAppError(error) && (error.code === 'forbidden' || error.code === 'not-found')
}

interface ObjectPlace {
  readonly family: Family
  readonly parentId?: number
}

async function listByObject(client: EloquaClient, kind: DefinitionKind): Promise<ListedDefinitions> {
  const families = (Object.keys(KINDS_OF) as Family[]).filter((family) => KINDS_OF[family].includes(kind))
  const lists = await Promise.all(families.map((family) => listFamily(client, kind, family)))
  return { items: lists.flatMap(({ items }) => items), unread: lists.flatMap(({ unread }) => unread) }
}

async function listFamily(client: EloquaClient, kind: DefinitionKind, family: Family): Promise<ListedDefinitions> {
  let places: readonly ObjectPlace[] = [{ family }]
  if (family === 'customObjects' || family === 'events') {
    try {
      places = (await readAssets(client, family)).map(({ id }) => ({ family, parentId: id }))
    } catch (error) {
      return unreadOr(error, { path: `/${family}`, family })
    }
  }
  const items: ListedDefinition[] = []
  const unread: UnreadList[] = []
  for (const place of places) {
    const path = collectionOf({ kind, ...place })
    const list = await readList(client, path, kind).catch((error: unknown) => unreadOr(error, { path, family }))
    if ('unread' in list) unread.push(...list.unread)
    else items.push(...list)
  }
  return { items, unread }
}

function unreadOr(error: unknown, place: Omit<UnreadList, 'error'>): ListedDefinitions {
  if (!isRefused(error)) throw error
  return { items: [], unread: [{ ...place, error: toData(error) }] }
}

function toData(error: unknown): AppErrorData {
  return isAppError(error) ? error.toData() : { code: 'unknown', message: eloquaReasons.listUnreadable }
}

async function readList(
  client: EloquaClient,
  path: string,
  kind: DefinitionKind,
): Promise<readonly ListedDefinition[]> {
  const found = new Map<string, ListedDefinition>()
  for await (const page of readPages(client, { path, limit: LIST_LIMIT })) {
    for (const wire of readableOnes(page, readAnswered)) {
      const ref = parseDefinitionUri(wire.uri)
      // Something deleted between two pages moves the rest up, and one definition may come twice.
      if (ref?.kind === kind) found.set(wire.uri.toLowerCase(), { ...wire, ...ref })
    }
  }
  return [...found.values()]
}

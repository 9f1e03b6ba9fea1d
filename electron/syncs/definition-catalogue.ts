import { AppError, isAppError } from '../../shared/contract/errors.ts'
import {
  type Definition,
  type DefinitionKind,
  type DefinitionRef,
  parseDefinitionUri,
} from '../../shared/eloqua/definition.ts'
import type { WireDefinition } from '../../shared/eloqua/eloqua.ts'
import { eloquaReasons } from '../../shared/words/reasons.ts'
import { readDefinition, readNamed } from '../eloqua/answers/definition.ts'
import { readableOnes, requireKnown } from '../eloqua/answers/read.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import { namePattern, readListPage, readPages } from '../eloqua/lists.ts'
import { isRecord } from '../platform/is-record.ts'
import { createMemory, type Memory } from './memory.ts'

/** The lists that mix the definitions of every object. */
const GLOBAL_LISTS: Readonly<Record<DefinitionKind, string>> = {
  export: '/exports',
  import: '/imports',
  syncAction: '/syncActions',
}
const LIST_LIMIT = 1_000
const KEEP_MS = 5 * 60_000

export interface DefinitionCatalogue {
  list(request: { kinds: readonly DefinitionKind[]; search: string; limit: number }): Promise<readonly Definition[]>
  get(uri: string): Promise<Definition>
  /** Adds names where the definition still exists; never rejects, as names are a comfort. */
  withNames<T extends { readonly definition?: NamedRef }>(items: readonly T[]): Promise<readonly T[]>
}

type NamedRef = DefinitionRef & { readonly name?: string; readonly parentName?: string }

interface Shelf {
  readonly client: EloquaClient
  /** By lower-case uri; undefined: the definition is gone. */
  readonly names: Memory<string | undefined>
  /** By family: the names of custom objects and events. */
  readonly parents: Memory<ReadonlyMap<number, string>>
}

/** The definitions of one connection. Names are remembered for five minutes, as they hardly ever change. */
export function createDefinitionCatalogue(client: EloquaClient): DefinitionCatalogue {
  const shelf: Shelf = { client, names: createMemory(KEEP_MS), parents: createMemory(KEEP_MS) }
  return {
    async list({ kinds, search, limit }) {
      const perKind = await Promise.all(kinds.map((kind) => listKind(shelf, kind, search, limit)))
      const byName = perKind.flat().sort((a, b) => a.name.localeCompare(b.name))
      return byName.slice(0, limit)
    },
    async get(uri) {
      const ref = parseDefinitionUri(uri)
      if (!ref) throw new AppError({ code: 'bad-arguments', message: eloquaReasons.notADefinitionUri })
      const wire = readDefinition(await client.readJson({ path: uri }))
      return complete(shelf, requireKnown(wire, 'a definition'), ref)
    },
    async withNames(items) {
      await warmUp(shelf, items)
      return Promise.all(
        items.map(async (item) => {
          if (!item.definition) return item
          return { ...item, definition: await nameRef(shelf, item.definition).catch(() => item.definition) }
        }),
      )
    },
  }
}

async function listKind(
  shelf: Shelf,
  kind: DefinitionKind,
  search: string,
  limit: number,
): Promise<readonly Definition[]> {
  const found: Definition[] = []
  for await (const wire of searchDefinitions(shelf.client, GLOBAL_LISTS[kind], search)) {
    const ref = parseDefinitionUri(wire.uri)
    if (ref && ref.kind === kind) found.push(await complete(shelf, wire, ref))
    if (found.length >= limit) break
  }
  return found
}

async function complete(shelf: Shelf, wire: WireDefinition, ref: DefinitionRef): Promise<Definition> {
  shelf.names.remember(ref.uri.toLowerCase(), wire.name)
  const parentName = await parentNameOf(shelf, ref).catch(() => undefined)
  return { ...wire, ...ref, ...(parentName === undefined ? {} : { parentName }) }
}

async function nameRef(shelf: Shelf, ref: NamedRef): Promise<NamedRef> {
  const [name, parentName] = await Promise.all([nameOf(shelf, ref.uri), parentNameOf(shelf, ref)])
  return { ...ref, ...(name === undefined ? {} : { name }), ...(parentName === undefined ? {} : { parentName }) }
}

function nameOf({ client, names }: Shelf, uri: string): Promise<string | undefined> {
  return names.recall(uri.toLowerCase(), async () => {
    try {
      return requireKnown(readNamed(await client.readJson({ path: uri })), 'a definition').name
    } catch (error) {
      if (isAppError(error) && (error.code === 'not-found' || error.code === 'gone')) return undefined
      throw error
    }
  })
}

async function parentNameOf({ client, parents }: Shelf, ref: DefinitionRef): Promise<string | undefined> {
  if (ref.parentId === undefined) return undefined
  return (await parents.recall(ref.family, () => readParentNames(client, ref.family))).get(ref.parentId)
}

/** Many unknown names are cheaper to learn from a list than one by one. */
async function warmUp(
  { client, names }: Shelf,
  items: readonly { readonly definition?: DefinitionRef }[],
): Promise<void> {
  const unknown = items.flatMap(({ definition }) =>
    definition && !names.knows(definition.uri.toLowerCase()) ? [definition] : [],
  )
  if (new Set(unknown.map(({ uri }) => uri)).size < 4) return
  const kinds = [...new Set(unknown.map(({ kind }) => kind))]
  await Promise.allSettled(
    kinds.map(async (kind) => {
      const page = await readListPage(client, { path: GLOBAL_LISTS[kind], offset: 0, limit: LIST_LIMIT })
      for (const { uri, name } of readableOnes(page.items, readNamed)) names.remember(uri.toLowerCase(), name)
      if (page.hasMore) return
      // The list is whole: what it does not have is gone, and need not be asked for one by one.
      for (const ref of unknown.filter((one) => one.kind === kind && !names.knows(one.uri.toLowerCase()))) {
        names.remember(ref.uri.toLowerCase(), undefined)
      }
    }),
  )
}

/**
 * Searched on the server by `q`, and again here: a server may ignore `q`, and where it refuses it (400) the whole
 * list is read instead.
 */
async function* searchDefinitions(client: EloquaClient, path: string, search: string): AsyncGenerator<WireDefinition> {
  const wanted = search.trim().toLowerCase()
  const list = { path, limit: LIST_LIMIT, orderBy: 'name ASC' }
  const q = wanted === '' ? undefined : `name=${namePattern(` ${wanted} `)}`
  let pages = readPages(client, q ? { ...list, q } : list)
  let first: IteratorResult<readonly unknown[]>
  try {
    first = await pages.next()
  } catch (error) {
    if (!q || !isAppError(error) || (error.code !== 'validation' && error.code !== 'bad-request')) throw error
    pages = readPages(client, { path, limit: LIST_LIMIT })
    first = await pages.next()
  }
  for (let page = first; !page.done; page = await pages.next()) {
    for (const wire of readableOnes(page.value, readDefinition)) {
      if (wire.name.toLowerCase().includes(wanted)) yield wire
    }
  }
}

async function readParentNames(client: EloquaClient, family: string): Promise<ReadonlyMap<number, string>> {
  const names = new Map<number, string>()
  for await (const page of readPages(client, { path: `/${family}`, limit: LIST_LIMIT })) {
    for (const item of page.filter(isRecord)) {
      const id = /\/([1-9]\d{0,14})$/.exec(String(item.uri))?.[1]
      if (id && typeof item.name === 'string') names.set(Number(id), item.name)
    }
  }
  return names
}

import {
  type Definition,
  type DefinitionKind,
  type DefinitionRef,
  parseDefinitionUri,
} from '../../shared/definition.ts'
import type { WireDefinition } from '../../shared/eloqua.ts'
import { AppError, isAppError } from '../../shared/errors.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import { isRecord, readListPage, readPages } from './read-list.ts'

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

/** The definitions of one connection. Names are remembered for five minutes, as they hardly ever change. */
export function createDefinitionCatalogue(client: EloquaClient, now: () => number = Date.now): DefinitionCatalogue {
  const names = createMemory<string | undefined>(now)
  const parents = createMemory<ReadonlyMap<number, string>>(now)

  function parentNames(family: string): Promise<ReadonlyMap<number, string>> {
    return parents.recall(family, () => readParentNames(client, family))
  }

  async function complete(wire: WireDefinition, ref: DefinitionRef): Promise<Definition> {
    names.remember(ref.uri.toLowerCase(), wire.name)
    if (ref.parentId === undefined) return { ...wire, ...ref }
    const parentName = (await parentNames(ref.family)).get(ref.parentId)
    return { ...wire, ...ref, ...(parentName === undefined ? {} : { parentName }) }
  }

  async function get(uri: string): Promise<Definition> {
    const ref = parseDefinitionUri(uri)
    if (!ref) throw new AppError({ code: 'bad-arguments', message: 'This is not the uri of a definition.' })
    const wire = readDefinition(await client.readJson<unknown>({ path: uri }))
    if (!wire)
      throw new AppError({
        code: 'unexpected-answer',
        message: 'Eloqua answered with something that is not a definition.',
      })
    return complete(wire, ref)
  }

  async function listKind(kind: DefinitionKind, search: string, limit: number): Promise<readonly Definition[]> {
    const found: Definition[] = []
    for await (const wire of searchDefinitions(client, GLOBAL_LISTS[kind], search)) {
      const ref = parseDefinitionUri(wire.uri)
      if (ref && ref.kind === kind) found.push(await complete(wire, ref))
      if (found.length >= limit) break
    }
    return found
  }

  async function nameOf(uri: string): Promise<string | undefined> {
    return names.recall(uri.toLowerCase(), async () => {
      try {
        return readDefinition(await client.readJson<unknown>({ path: uri }))?.name
      } catch (error) {
        if (isAppError(error) && (error.code === 'not-found' || error.code === 'gone')) return undefined
        throw error
      }
    })
  }

  async function nameRef(ref: NamedRef): Promise<NamedRef> {
    const name = await nameOf(ref.uri)
    const parentName = ref.parentId === undefined ? undefined : (await parentNames(ref.family)).get(ref.parentId)
    return { ...ref, ...(name === undefined ? {} : { name }), ...(parentName === undefined ? {} : { parentName }) }
  }

  return {
    async list({ kinds, search, limit }) {
      const perKind = await Promise.all(kinds.map((kind) => listKind(kind, search, limit)))
      return perKind
        .flat()
        .sort((a, b) => a.name.localeCompare(b.name))
        .slice(0, limit)
    },
    get,
    async withNames(items) {
      await warmUp(client, names, items)
      return Promise.all(
        items.map(async (item) => {
          if (!item.definition) return item
          return { ...item, definition: await nameRef(item.definition).catch(() => item.definition) }
        }),
      )
    },
  }
}

/** Many unknown names are cheaper to learn from a list than one by one. */
async function warmUp(
  client: EloquaClient,
  names: Memory<string | undefined>,
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
      for (const item of page.items) {
        const wire = readDefinition(item)
        if (wire) names.remember(wire.uri.toLowerCase(), wire.name)
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
  const q = wanted === '' ? undefined : `name=*${wanted.replace(/[\s"'*=<>!]+/g, '*')}*`.replace(/\*+/g, '*')
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
    for (const item of page.value) {
      const wire = readDefinition(item)
      if (wire?.name.toLowerCase().includes(wanted)) yield wire
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

function readDefinition(value: unknown): WireDefinition | undefined {
  if (!isRecord(value) || typeof value.uri !== 'string' || typeof value.name !== 'string') return undefined
  const fields = isRecord(value.fields) ? value.fields : {}
  const usable = Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return { ...(value as unknown as WireDefinition), fields: Object.fromEntries(usable) }
}

interface Memory<T> {
  knows(key: string): boolean
  remember(key: string, value: T): void
  /** What is known, or what `learn` finds out; the same question is asked once at a time. */
  recall(key: string, learn: () => Promise<T>): Promise<T>
}

function createMemory<T>(now: () => number): Memory<T> {
  const entries = new Map<string, { readonly value: Promise<T>; readonly until: number }>()
  const isFresh = (key: string): boolean => (entries.get(key)?.until ?? 0) > now()
  function keep(key: string, value: Promise<T>): void {
    entries.set(key, { value, until: now() + KEEP_MS })
  }
  return {
    knows: isFresh,
    remember: (key, value) => keep(key, Promise.resolve(value)),
    async recall(key, learn) {
      const entry = isFresh(key) ? entries.get(key) : undefined
      if (entry) return entry.value
      const value = learn()
      keep(key, value)
      value.catch(() => entries.delete(key))
      return value
    },
  }
}

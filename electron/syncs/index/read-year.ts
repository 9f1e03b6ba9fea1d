import { isAppError } from '../../../shared/contract/errors.ts'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import { eloquaReasons } from '../../../shared/words/reasons.ts'
import { readableOnes } from '../../eloqua/answers/read.ts'
import { readSync } from '../../eloqua/answers/sync.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { incompleteList, readListPage } from '../../eloqua/lists.ts'
import { getSync } from '../../eloqua/syncs/get-sync.ts'
import { NEWEST_FIRST } from '../../eloqua/syncs/list-syncs.ts'
import type { SyncStore } from './sync-store.ts'

/** What reading the list of syncs needs. `pause` waits between two pages, so that the year never takes a line of its own. */
export interface Reading {
  readonly client: EloquaClient
  readonly store: SyncStore
  readonly signal: AbortSignal
  readonly pause: () => Promise<unknown>
  /** Told after each page. */
  readonly onPage: () => void
  /** Syncs of a page, and of the first one that looks for what is new: usually that is little. */
  readonly pageSizes?: { readonly whole: number; readonly firstLook: number }
}

const PAGE_SIZES = { whole: 1_000, firstLook: 100 }
/** A busy company's year is a hundred pages. A list without an end is a fault of the server. */
const MOST_PAGES = 2_000
/** Pages in a row that bring nothing: the server repeats itself. */
const MOST_IDLE_PAGES = 5
const MOST_UNENDED = 20
const BETWEEN_WHOLE_LOOKS_MS = 6 * 3_600_000

interface SyncPage {
  readonly syncs: readonly Sync[]
  /** Items of the page, readable or not. */
  readonly length: number
  readonly total: number | undefined
  readonly hasMore: boolean
}

/**
 * Reads the list from its top down to what is known: what is new, and what has ended since. New syncs only ever come at the
 * top, so that a page which holds a joined sync closes the gap. Says how many syncs Eloqua names in all.
 */
export async function readNewest(reading: Reading): Promise<number | undefined> {
  const { store, onPage, pageSizes = PAGE_SIZES } = reading
  const isFirst = store.counts().joined === 0
  let total: number | undefined
  const seen = new Set<number>()
  for (let offset = 0, page = 0; page < MOST_PAGES; page += 1) {
    const read = await readPage(reading, offset, isFirst || page > 0 ? pageSizes.whole : pageSizes.firstLook, page > 0)
    total ??= read.total
    const closesGap = isFirst || read.syncs.some(({ id }) => store.find(id)?.joined === 1)
    store.take(read.syncs, false)
    for (const { id } of read.syncs) seen.add(id)
    if (closesGap || !read.hasMore) {
      if (!closesGap) forgetOthers(store, seen)
      store.join()
      if (isFirst || !read.hasMore) store.setFact('whole', read.hasMore ? 'no' : 'yes')
      onPage()
      break
    }
    onPage()
    offset += read.length
  }
  await lookAgain(reading, seen)
  return total
}

/** The list was read to its end without meeting anything known: what was known is gone. */
function forgetOthers(store: SyncStore, seen: ReadonlySet<number>): void {
  store.remove(store.ids().filter((id) => !seen.has(id)))
}

/** Syncs that had not ended and lie below what was just read. */
async function lookAgain({ client, store, signal }: Reading, seen: ReadonlySet<number>): Promise<void> {
  for (const id of store
    .unended(MOST_UNENDED + seen.size)
    .filter((one) => !seen.has(one))
    .slice(0, MOST_UNENDED)) {
    try {
      store.update(await getSync(client, id, { signal, background: true }))
    } catch (error) {
      if (!isAppError(error) || (error.code !== 'not-found' && error.code !== 'gone')) throw error
      store.remove([id])
    }
  }
}

/** Reads on from the oldest joined sync to the end of the list. Each page must overlap with what is known, or is read earlier. */
export async function readOlder(reading: Reading): Promise<void> {
  const { store, pause, onPage, pageSizes = PAGE_SIZES } = reading
  let offset = Math.max(0, store.counts().joined - 1)
  let idle = 0
  for (let page = 0; store.fact('whole') !== 'yes'; page += 1) {
    if (page >= MOST_PAGES || idle >= MOST_IDLE_PAGES) throw incompleteList(eloquaReasons.endlessList)
    await pause()
    const read = await readPage(reading, offset, pageSizes.whole, true)
    const overlaps = offset === 0 || read.syncs.some(({ id }) => store.find(id)?.joined === 1)
    if (!overlaps) {
      // Syncs above have left the list: the place is further up.
      offset = Math.max(0, offset - pageSizes.whole)
      continue
    }
    idle = store.take(read.syncs, true) > 0 ? 0 : idle + 1
    if (!read.hasMore) store.setFact('whole', 'yes')
    onPage()
    offset += Math.max(1, read.length - 1)
  }
}

/**
 * Once all is read, compares how many syncs there are with what the newest page named. Those that Eloqua has dropped at the
 * end of the year go; where the numbers still differ, the whole list is read once more, at most every six hours, and takes
 * the place of what is known. `now`: milliseconds since 1970.
 */
export async function compareWithTotal(reading: Reading, named: number | undefined, now: number): Promise<void> {
  const { store } = reading
  const agrees = (total: number): boolean => total - store.counts().all === Number(store.fact('difference') ?? 0)
  if (store.fact('whole') !== 'yes' || named === undefined || agrees(named)) return
  // Named before older ones were read, which may have taken long.
  const { total } = await readPage(reading, 0, 1, true)
  if (total === undefined) return
  if (total > 0 && store.counts().all > total) await dropOlderThan(reading, total - 1)
  if (agrees(total) || now - Number(store.fact('all-read-at') ?? 0) < BETWEEN_WHOLE_LOOKS_MS) return
  await readAllAgain(reading)
  store.setFact('all-read-at', String(now))
}

async function dropOlderThan(reading: Reading, place: number): Promise<void> {
  const { store } = reading
  const { syncs } = await readPage(reading, place, 1, true)
  const oldest = syncs[0] && store.find(syncs[0].id)
  if (oldest) store.dropOlderThan(oldest)
}

async function readAllAgain(reading: Reading): Promise<void> {
  const { store, pause, onPage, pageSizes = PAGE_SIZES } = reading
  const before = store.ids()
  const seen = new Set<number>()
  let total: number | undefined
  for (let offset = 0, page = 0; page < MOST_PAGES; page += 1) {
    const read = await readPage(reading, offset, pageSizes.whole, true)
    store.take(read.syncs, true)
    for (const { id } of read.syncs) seen.add(id)
    total ??= read.total
    if (!read.hasMore) {
      store.remove(before.filter((id) => !seen.has(id)))
      // What cannot be read stays a difference, and is no reason to read all of it once more.
      store.setFact('difference', String((total ?? seen.size) - seen.size))
      onPage()
      return
    }
    offset += Math.max(1, read.length - 1)
    await pause()
  }
}

async function readPage(
  { client, signal }: Reading,
  offset: number,
  limit: number,
  background: boolean,
): Promise<SyncPage> {
  const page = await readListPage(client, { ...NEWEST_FIRST, offset, limit, signal, background })
  const syncs = readableOnes(page.items, readSync)
  return { syncs, length: page.items.length, total: page.totalResults, hasMore: page.hasMore }
}

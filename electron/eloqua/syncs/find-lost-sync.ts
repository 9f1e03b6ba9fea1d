import { type AppErrorData, isAppError } from '../../../shared/contract/errors.ts'
import { MAX_LIST_LIMIT } from '../../../shared/eloqua/eloqua.ts'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import { eloquaReasons } from '../../../shared/words/reasons.ts'
import type { ListAnswer } from '../answers/list.ts'
import { isKnown, known, type Read, readEach, requireKnown, unreadable } from '../answers/read.ts'
import { readSync } from '../answers/sync.ts'
import type { EloquaClient } from '../eloqua-client.ts'
import { askForPage } from '../lists.ts'
import { NEWEST_FIRST } from './list-syncs.ts'
import { readRowsTaken } from './logs.ts'
import { candidatesFor, decideLostSync, type LostRequest, type LostSync, needsRows } from './lost-sync.ts'

/** Pages of 1,000 syncs: an instance may start thousands an hour. */
const MOST_PAGES = 20
/** Logs read for one search. Candidates beyond them stay candidates. */
const MOST_LOGS = 30

/** `unknown` carries the error that kept the list from being read, where there is one: it may be a sign-in that ended. */
export type FoundSync =
  | Exclude<LostSync, { kind: 'unknown' }>
  | { readonly kind: 'unknown'; readonly reason: string; readonly error?: AppErrorData }

/**
 * Looks once for the sync of a request whose answer was lost: reads the list of syncs back to `newestBefore` and, where
 * it matters, the logs of the candidates, and decides by `decideLostSync`. Never rejects: what cannot be read is
 * `unknown`.
 */
export async function findLostSync(
  client: EloquaClient,
  request: LostRequest,
  signal?: AbortSignal,
): Promise<FoundSync> {
  try {
    const syncs = await readSyncsSince(client, request.newestBefore, signal)
    const candidates = isKnown(syncs) ? candidatesFor(request, syncs.known) : []
    const rows = new Map<number, Read<number | undefined>>()
    if (needsRows(request, candidates)) {
      for (const { id } of candidates.slice(0, MOST_LOGS)) rows.set(id, await readRows(client, id, signal))
    }
    return decideLostSync(request, syncs, rows)
  } catch (error) {
    const data: AppErrorData = isAppError(error)
      ? error.toData()
      : { code: 'unknown', message: eloquaReasons.syncsUnreadable }
    return { kind: 'unknown', reason: data.message, error: data }
  }
}

/**
 * The number of the newest sync there is, noted before a request that may start one. `noted` is what was known before:
 * the number never goes down, as an old list from a cache would make it. Rejects with `unexpected-answer` for a list
 * that is none: that is not 0.
 */
export async function newestSyncId(client: EloquaClient, noted = 0, signal?: AbortSignal): Promise<number> {
  const page = requireKnown(await askForPage(client, { ...NEWEST_FIRST, ...place(0, 20, signal) }), 'a list of syncs')
  const syncs = requireKnown(readEach(page.items, readSync), 'a list of syncs')
  if (page.next === 'broken') requireKnown(unreadable('no items although there are more'), 'a list of syncs')
  if (isDoubtfullyEmpty(page)) requireKnown(unreadable('an empty list without a total'), 'a list of syncs')
  return Math.max(noted, ...syncs.map(({ id }) => id))
}

/** Eloqua keeps syncs for a year, so a list of none is rare: only a total of 0 says that there are none. */
function isDoubtfullyEmpty({ items, totalResults }: ListAnswer): boolean {
  return items.length === 0 && totalResults !== 0
}

/**
 * All syncs of the instance newer than the noted one, whoever started them, and some older ones. Unknown unless the
 * list was read whole: back to the noted number or, where none was noted, to its end. Rejects where no answer comes.
 */
export async function readSyncsSince(
  client: EloquaClient,
  noted: number | undefined,
  signal?: AbortSignal,
): Promise<Read<readonly Sync[]>> {
  const all = new Map<number, Sync>()
  for (let page = 0, offset = 0; page < MOST_PAGES; page += 1) {
    const answer = await askForPage(client, { ...NEWEST_FIRST, ...place(offset, MAX_LIST_LIMIT, signal) })
    const syncs = isKnown(answer) ? readEach(answer.known.items, readSync) : answer
    if (!isKnown(answer)) return answer
    if (offset === 0 && isDoubtfullyEmpty(answer.known)) return unreadable('an empty list without a total')
    if (!isKnown(syncs)) return syncs
    const before = all.size
    for (const sync of syncs.known) all.set(sync.id, sync)
    if (syncs.known.length > 0 && all.size === before) return unreadable('the same page twice')
    if (answer.known.next === 'end' || reaches(syncs.known, noted)) return wholeList([...all.values()], noted)
    if (answer.known.next === 'broken') return unreadable('a list that breaks off')
    offset += syncs.known.length
  }
  return unreadable('more syncs than can be looked through')
}

/** A page that is not ordered by number, as was asked, does not tell where the newer syncs end. */
function reaches(syncs: readonly Sync[], noted: number | undefined): boolean {
  const isOrdered = syncs.every(({ id }, index) => id <= (syncs[index - 1]?.id ?? id))
  return noted !== undefined && isOrdered && (syncs.at(-1)?.id ?? Number.POSITIVE_INFINITY) <= noted
}

/** The noted sync exists: a list with none as new is older than the note, and one with none as old ended early. */
function wholeList(syncs: readonly Sync[], noted = 0): Read<readonly Sync[]> {
  if (noted === 0) return known(syncs)
  if (!syncs.some(({ id }) => id >= noted)) return unreadable('a list from before')
  return syncs.some(({ id }) => id <= noted) ? known(syncs) : unreadable('a list that ends early')
}

async function readRows(client: EloquaClient, id: number, signal?: AbortSignal): Promise<Read<number | undefined>> {
  try {
    return known(await readRowsTaken(client, id, signal))
  } catch (error) {
    if (isAppError(error) && MUST_TELL.has(error.code)) throw error
    return unreadable('a log that cannot be read')
  }
}

/** Not about this log: the search ends with them. */
const MUST_TELL: ReadonlySet<AppErrorData['code']> = new Set<AppErrorData['code']>([
  'cancelled',
  'unauthorized',
  'not-signed-in',
  'sign-in-refused',
])

function place(offset: number, limit: number, signal: AbortSignal | undefined) {
  return { offset, limit, ...(signal ? { signal } : {}) }
}

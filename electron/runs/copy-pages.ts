import { AppError, isAppError } from '../../shared/contract/errors.ts'
import { bulkdeskReasons } from '../../shared/words/reasons.ts'
import { describeIncomplete, type IncompleteReason } from '../../shared/words/result-words.ts'
import type { PageEnvelope } from '../eloqua/answers/list.ts'
import { isKnown, known, type Read, unreadable } from '../eloqua/answers/read.ts'
import { judgePage } from './fetch/judge-page.ts'
import { createPageQueue, type PageQueue } from './fetch/page-queue.ts'
import type { PageFactsForSaving, PageWriter } from './pages/page-writer.ts'

export interface CopyPagesOptions {
  readonly fetchPage: (offset: number, limit: number) => Promise<Buffer>
  readonly writer: PageWriter
  /** Columns of the definition, in its order; columns that only the rows have are added behind them. */
  readonly columns: readonly string[] | undefined
  /** Most rows Eloqua gives in one answer. */
  readonly mostRows: number
  readonly signal: AbortSignal
  /** Awaited before each page: where the user may make it wait. */
  readonly betweenPages?: () => Promise<unknown>
  readonly onProgress: (progress: { readonly rows: number; readonly total?: number; readonly bytes: number }) => void
}

export interface CopiedPages {
  readonly rows: number
  readonly bytes: number
  readonly guarded: number
  readonly columns: readonly string[]
}

const SMALLEST_LIMIT = 100
/** The first page is small, as its rows may be of any width; the others are cut to about this size. */
const FIRST_ROWS = 10_000
const PAGE_BYTES = 8 * 1024 * 1024
/** An answer that is no page, or not the one asked for, is asked for again this often before the result is incomplete. */
const MOST_REPEATS = 2
const MOST_STARTS = 20

/**
 * Copies all pages into a file: in order, each starting where the last one really ended, to the very row count that
 * Eloqua named. The copy is complete only where every answer was a page and the last one says that nothing comes after
 * it; whatever else rejects with `incomplete-result` and the reason. Rows with columns that were not announced make the
 * copying start over with those columns added, so that no cell is left out.
 */
export async function copyPages(options: CopyPagesOptions): Promise<CopiedPages> {
  const first = await firstPage(options)
  let { columns } = first
  for (let start = 0; start < MOST_STARTS; start += 1) {
    await options.writer.begin(columns)
    const copied = await copyOnce(options, start === 0 ? first : { limit: firstLimit(options) })
    if (!('newColumns' in copied)) return { ...copied, columns }
    columns = [...columns, ...copied.newColumns]
  }
  throw incomplete({ rows: 0 }, 'columns-change')
}

/** An answer that cannot be read is asked for again by the copying itself, which then finds its columns as it goes. */
async function firstPage(options: CopyPagesOptions): Promise<FirstPage> {
  const { fetchPage, writer, columns = [] } = options
  const limit = firstLimit(options)
  try {
    const page = await fetchPage(0, limit)
    return { page, limit, columns: await writer.columnsOf(page, columns) }
  } catch (error) {
    if (isAppError(error) && error.code === 'too-large') return { columns, limit: Math.min(SMALLEST_LIMIT, limit) }
    if (isAppError(error) && error.code === 'unexpected-answer') return { columns, limit }
    throw error
  }
}

interface FirstPage {
  readonly columns: readonly string[]
  readonly limit: number
  /** Absent where the answer cannot be used. */
  readonly page?: Buffer
}

type CopyOnce = Omit<CopiedPages, 'columns'> | { readonly newColumns: readonly string[] }

/** One go through all pages. */
interface Progress {
  rows: number
  bytes: number
  guarded: number
  limit: number
  total?: number
  repeats: number
  readonly fingerprints: Set<string>
}

async function copyOnce(options: CopyPagesOptions, first: Pick<FirstPage, 'page' | 'limit'>): Promise<CopyOnce> {
  const queue = createPageQueue(
    ({ offset, limit }) => options.fetchPage(offset, limit),
    () => 2,
  )
  const state: Progress = {
    ...{ rows: 0, bytes: 0, guarded: 0, limit: first.limit, repeats: 0 },
    fingerprints: new Set(),
  }
  for (let body = first.page; ; body = undefined) {
    if (state.rows > 0) await options.betweenPages?.()
    if (options.signal.aborted) throw new AppError({ code: 'cancelled', message: bulkdeskReasons.canceled })
    const page = body ?? (await takeOrShrink(queue, state))
    const taken = page ? await takePage(options, queue, state, page) : 'again'
    if (taken === 'again') queue.clear()
    else if (typeof taken === 'object') return taken
    else if (taken === 'end') break
  }
  if (state.total !== undefined && state.rows !== state.total) throw incomplete(state, 'counts-differ')
  return { rows: state.rows, bytes: state.bytes, guarded: state.guarded }
}

/** Writes the page, if the answer is the one that was asked for. `again`: it is not, and is asked for once more. */
async function takePage(
  options: CopyPagesOptions,
  queue: PageQueue,
  state: Progress,
  page: Buffer,
): Promise<'more' | 'end' | 'again' | { readonly newColumns: readonly string[] }> {
  const asked = { offset: state.rows, limit: state.limit }
  const pageBytes = page.length
  queue.lookAhead(pagesAhead(asked.offset + asked.limit, asked.limit, state.total ?? 0))
  const facts = await prepare(options.writer, page)
  const envelope = isKnown(facts) ? judgePage(facts.known, asked, state) : facts
  if (!isKnown(facts) || !isKnown(envelope)) return repeatOrGiveUp(state)
  if (facts.known.unknownColumns.length > 0) return { newColumns: facts.known.unknownColumns }
  state.bytes = await options.writer.write()
  takeInto(state, facts.known, envelope.known)
  const { rows, bytes, total } = state
  options.onProgress({ rows, bytes, ...(total === undefined ? {} : { total }) })
  if (total !== undefined && rows > total) throw incomplete(state, 'counts-differ')
  adaptLimit(state, facts.known, pageBytes, options.mostRows)
  return envelope.known.next === 'end' ? 'end' : 'more'
}

/** Unknown when the answer was cut or is not Eloqua's. */
async function prepare(writer: PageWriter, page: Buffer): Promise<Read<PageFactsForSaving>> {
  try {
    return known(await writer.prepare(page))
  } catch (error) {
    if (isAppError(error) && error.code === 'unexpected-answer') return unreadable('not a page')
    throw error
  }
}

/** Undefined when the page was too large: then the next try asks for the fewest rows, and the size is chosen anew. */
async function takeOrShrink(queue: PageQueue, state: Progress): Promise<Buffer | undefined> {
  try {
    return await queue.take({ offset: state.rows, limit: state.limit, format: 'json' })
  } catch (error) {
    if (!isAppError(error) || error.code !== 'too-large' || state.limit <= SMALLEST_LIMIT) throw error
    state.limit = SMALLEST_LIMIT
    return undefined
  }
}

function* pagesAhead(from: number, limit: number, end: number) {
  for (let offset = from; offset < end; offset += limit) yield { offset, limit, format: 'json' as const }
}

function repeatOrGiveUp(state: Progress): 'again' {
  state.repeats += 1
  if (state.repeats > MOST_REPEATS) throw incomplete(state, state.total === state.rows ? 'no-end' : 'no-page')
  return 'again'
}

function takeInto(state: Progress, facts: PageFactsForSaving, { totalResults }: PageEnvelope): void {
  state.rows += facts.rows
  state.guarded += facts.guarded
  state.repeats = 0
  state.fingerprints.add(facts.fingerprint)
  if (totalResults !== undefined) state.total = Math.max(totalResults, state.total ?? 0)
}

/**
 * A server that gives fewer rows a page than asked for says so in `limit`: asking for that many keeps pages in step.
 * Otherwise the size is chosen once, by the first page, so that memory stays flat however wide the rows are.
 */
function adaptLimit(
  state: Progress,
  { rows, envelope }: PageFactsForSaving,
  pageBytes: number,
  mostRows: number,
): void {
  if (rows < state.limit) {
    if (envelope.limit === rows) state.limit = rows
  } else if (state.rows === rows || state.limit === SMALLEST_LIMIT) {
    const fitting = Math.floor(PAGE_BYTES / (pageBytes / rows))
    state.limit = Math.min(mostRows, Math.max(SMALLEST_LIMIT, fitting))
  }
}

function firstLimit({ mostRows }: CopyPagesOptions): number {
  return Math.min(FIRST_ROWS, mostRows)
}

function incomplete({ rows, total }: Pick<Progress, 'rows' | 'total'>, reason: IncompleteReason): AppError {
  const message = describeIncomplete({ rows, reason, ...(total === undefined ? {} : { total }) })
  return new AppError({ code: 'incomplete-result', message })
}

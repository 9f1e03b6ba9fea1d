import { AppError, isAppError } from '../../../shared/contract/errors.ts'
import { bulkdeskReasons } from '../../../shared/words/reasons.ts'
import type { IncompleteReason } from '../../../shared/words/result-words.ts'
import type { PageEnvelope } from '../../eloqua/answers/list.ts'
import { isKnown, known, type Read, unreadable } from '../../eloqua/answers/read.ts'
import type { StoredPage } from '../store/run-record.ts'
import type { Flow } from './flow.ts'
import { judgePage } from './judge-page.ts'
import { type AskedPage, createPageQueue, type PageQueue } from './page-queue.ts'
import type { PageFacts, PageFormat } from './run-pages.worker.ts'
import type { RunWriter } from './run-writer.ts'

export interface FetchRowsOptions {
  readonly fetchPage: (page: AskedPage) => Promise<Buffer>
  readonly writer: RunWriter
  readonly flow: Flow
  /** What is there already: rows are fetched behind these pages. */
  readonly pages: readonly StoredPage[]
  readonly total?: number
  /** Most rows Eloqua gives in one answer. */
  readonly mostRows: number
  /** The first page, where it has come already. */
  readonly first?: { readonly page: Buffer; readonly limit: number }
  /** Whether the rows may be asked for as CSV where Eloqua proves to give the same cells. */
  readonly mayBeCsv: boolean
  readonly signal: AbortSignal
  /** Awaited before each page: where fetching may rest. Says whether it did. */
  readonly betweenPages: () => Promise<boolean>
  readonly onPage: (page: StoredPage, total: number | undefined) => void
}

export type FetchEnd =
  | { readonly kind: 'complete'; readonly rows: number }
  | { readonly kind: 'incomplete'; readonly reason: IncompleteReason }
  /** Rows have columns that were not announced: to be started over with these, so that no cell is left out. */
  | { readonly kind: 'new-columns'; readonly names: readonly string[] }

const SMALLEST_LIMIT = 100
/** The first page is shown at once, so it is small; the others are cut to about this size. */
export const FIRST_ROWS = 1_000
const PAGE_BYTES = 8 * 1024 * 1024
/** An answer that is no page, or not the one asked for, is asked for again this often before the result is incomplete. */
const MOST_REPEATS = 2
/** Fewer rows are not worth the proof that CSV is the same. */
const LEAST_ROWS_FOR_CSV = 20_000

/** One go through all pages. */
interface Progress {
  rows: number
  limit: number
  total?: number
  repeats: number
  format: PageFormat
  isCsvTried: boolean
  readonly fingerprints: Set<string>
}

/**
 * Fetches all rows: in order, each page starting where the last one really ended, to the very row count that Eloqua named. The
 * rows are complete only where every answer was a page and the last one, which is always asked for as JSON, says that nothing
 * comes after it. Rejects with what a request or the disk says.
 */
export async function fetchRows(options: FetchRowsOptions): Promise<FetchEnd> {
  const state = startAfter(options)
  const queue = createPageQueue(options.fetchPage, () => options.flow.most())
  for (let body = options.first?.page; ; body = undefined) {
    if (state.rows > 0 && (await options.betweenPages())) queue.clear()
    if (options.signal.aborted) throw new AppError({ code: 'cancelled', message: bulkdeskReasons.canceled })
    const asked = askedNext(state, state.rows)
    if (!body) queue.lookAhead(askedAhead(state, asked.offset))
    const page = body ?? (await takeOrShrink(queue, state, asked))
    const taken = page ? await takePage(options, queue, state, asked, page) : 'again'
    if (taken === 'again') queue.clear()
    else if (taken === 'end') break
    else if (typeof taken === 'object') return taken
  }
  if (state.total !== undefined && state.rows !== state.total) return incomplete('counts-differ')
  return { kind: 'complete', rows: state.rows }
}

function startAfter({ pages, total, first, mostRows }: FetchRowsOptions): Progress {
  const rows = pages.reduce((sum, page) => sum + page.rows, 0)
  const bytes = pages.reduce((sum, page) => sum + page.bytes, 0)
  const fitting =
    rows > 0 ? Math.min(mostRows, Math.max(SMALLEST_LIMIT, Math.floor(PAGE_BYTES / 2 / (bytes / rows)))) : 0
  return {
    rows,
    limit: first?.limit ?? (fitting || Math.min(FIRST_ROWS, mostRows)),
    ...(total === undefined ? {} : { total }),
    repeats: 0,
    format: 'json',
    isCsvTried: false,
    fingerprints: new Set(pages.map(({ fingerprint }) => fingerprint)),
  }
}

/** The last page is asked for as JSON: only there Eloqua says that it is the last. */
function askedNext({ limit, total, format }: Progress, offset: number): AskedPage {
  const isLast = total === undefined || offset + limit >= total
  return { offset, limit, format: isLast ? 'json' : format }
}

function* askedAhead(state: Progress, from: number): Generator<AskedPage> {
  for (let offset = from; offset < (state.total ?? 0); offset += state.limit) yield askedNext(state, offset)
}

type Taken = 'more' | 'end' | 'again' | FetchEnd

/** Writes the page, if the answer is the one that was asked for. `again`: it is not, and is asked for once more. */
async function takePage(
  options: FetchRowsOptions,
  queue: PageQueue,
  state: Progress,
  asked: AskedPage,
  page: Buffer,
): Promise<Taken> {
  const pageBytes = page.length
  if (state.rows > 0) queue.lookAhead(askedAhead(state, asked.offset + asked.limit))
  const facts = await prepare(options.writer, page, asked.format)
  const envelope = isKnown(facts) ? judge(facts.known, asked, state) : facts
  if (!isKnown(facts) || !isKnown(envelope)) return repeatOrGiveUp(state, asked)
  if (facts.known.unknownColumns.length > 0) return { kind: 'new-columns', names: facts.known.unknownColumns }
  await tryCsv(options, state, asked, facts.known, envelope.known)
  const stored = await options.writer.write()
  takeInto(state, facts.known, envelope.known)
  options.flow.pageCame()
  options.onPage(stored, state.total)
  if (state.total !== undefined && state.rows > state.total) return incomplete('counts-differ')
  adaptLimit(state, facts.known, pageBytes, options.mostRows)
  return envelope.known.next === 'end' ? 'end' : 'more'
}

/** CSV says nothing of itself: it must be exactly the rows that were asked for, which are never the last. */
function judge(facts: PageFacts, asked: AskedPage, state: Progress): Read<PageEnvelope> {
  if (asked.format === 'json') return judgePage(facts, asked, state)
  if (facts.rows !== asked.limit) return unreadable('another number of rows than were asked for')
  if (state.fingerprints.has(facts.fingerprint)) return unreadable('a page from before')
  return known({ namesItsPlace: false, next: 'more' })
}

/**
 * After the first page: asks for the same rows as CSV, which is little more than half the bytes. Only where both hold the same
 * cells the rest is asked for as CSV. Any trouble with that means JSON.
 */
async function tryCsv(
  { mayBeCsv, fetchPage, writer }: FetchRowsOptions,
  state: Progress,
  asked: AskedPage,
  facts: PageFacts,
  { totalResults = 0 }: PageEnvelope,
): Promise<void> {
  if (!mayBeCsv || state.isCsvTried || totalResults - asked.offset < LEAST_ROWS_FOR_CSV || facts.rows === 0) return
  state.isCsvTried = true
  try {
    const page = await fetchPage({ offset: asked.offset, limit: facts.rows, format: 'csv' })
    if (await writer.isSameAsReady(page)) state.format = 'csv'
  } catch (error) {
    if (isAppError(error) && error.code === 'cancelled') throw error
  }
}

/** Unknown when the answer was cut or is not Eloqua's. */
async function prepare(writer: RunWriter, page: Buffer, format: PageFormat): Promise<Read<PageFacts>> {
  try {
    return known(await writer.prepare(page, format))
  } catch (error) {
    if (isAppError(error) && error.code === 'unexpected-answer') return unreadable('not a page')
    throw error
  }
}

/** Undefined when the page was too large: half as many rows are asked for. */
async function takeOrShrink(queue: PageQueue, state: Progress, asked: AskedPage): Promise<Buffer | undefined> {
  try {
    return await queue.take(asked)
  } catch (error) {
    if (!isAppError(error)) throw error
    if (asked.format === 'csv' && error.code !== 'cancelled' && error.code !== 'too-large') {
      state.format = 'json'
      return undefined
    }
    if (error.code !== 'too-large' || state.limit <= SMALLEST_LIMIT) throw error
    state.limit = Math.max(SMALLEST_LIMIT, Math.floor(state.limit / 2))
    return undefined
  }
}

function repeatOrGiveUp(state: Progress, asked: AskedPage): Taken {
  if (asked.format === 'csv') {
    state.format = 'json'
    return 'again'
  }
  state.repeats += 1
  if (state.repeats <= MOST_REPEATS) return 'again'
  return incomplete(state.total !== undefined && state.total === state.rows ? 'no-end' : 'no-page')
}

function takeInto(state: Progress, facts: PageFacts, { totalResults }: PageEnvelope): void {
  state.rows += facts.rows
  state.repeats = 0
  state.fingerprints.add(facts.fingerprint)
  if (totalResults !== undefined) state.total = Math.max(totalResults, state.total ?? 0)
}

/**
 * A server that gives fewer rows a page than asked for says so in `limit`: asking for that many keeps pages in step.
 * Otherwise the size is chosen once, by the first page, so that memory stays flat however wide the rows are.
 */
function adaptLimit(state: Progress, { rows, envelope }: PageFacts, pageBytes: number, mostRows: number): void {
  if (rows < state.limit) {
    if (envelope.limit === rows) state.limit = rows
  } else if (state.rows === rows || state.limit === SMALLEST_LIMIT) {
    state.limit = Math.min(mostRows, Math.max(SMALLEST_LIMIT, Math.floor(PAGE_BYTES / (pageBytes / rows))))
  }
}

function incomplete(reason: IncompleteReason): FetchEnd {
  return { kind: 'incomplete', reason }
}

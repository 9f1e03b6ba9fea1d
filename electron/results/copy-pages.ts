import { AppError, isAppError } from '../../shared/contract/errors.ts'
import { createPageQueue } from './page-queue.ts'
import type { PageFactsForSaving, PageWriter } from './page-writer.ts'

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
/** The first page is small, as nobody knows how wide its rows are; the others are cut to about this size. */
const FIRST_ROWS = 10_000
const PAGE_BYTES = 8 * 1024 * 1024
/** A page that is empty, repeated or from elsewhere is asked for again this often before the result counts as incomplete. */
const MOST_REPEATS = 2
const MOST_STARTS = 20

/**
 * Copies all pages into a file: in order, each starting where the last one really ended, to the very row count that
 * Eloqua named. Rejects with `incomplete-result` when that cannot be had. Rows with columns nobody announced make
 * it start over with those columns added, so that no cell is left out.
 */
export async function copyPages(options: CopyPagesOptions): Promise<CopiedPages> {
  const first = await options.fetchPage(0, firstLimit(options)).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'too-large') return undefined
    throw error
  })
  let columns = first ? await columnsOf(options, first) : (options.columns ?? [])
  for (let start = 0; start < MOST_STARTS; start += 1) {
    await options.writer.begin(columns)
    const copied = await copyOnce(options, start === 0 ? first : undefined)
    if (!('newColumns' in copied)) return { ...copied, columns }
    columns = [...columns, ...copied.newColumns]
  }
  throw incomplete('The columns of the rows keep changing.')
}

/** An answer that cannot be read is asked for again by the copying itself, which then finds its columns as it goes. */
async function columnsOf({ writer, columns = [] }: CopyPagesOptions, first: Buffer): Promise<readonly string[]> {
  try {
    return await writer.columnsOf(first, columns)
  } catch (error) {
    if (isAppError(error) && error.code === 'unexpected-answer') return columns
    throw error
  }
}

type CopyOnce = Omit<CopiedPages, 'columns'> | { readonly newColumns: readonly string[] }

interface Progress {
  rows: number
  bytes: number
  guarded: number
  limit: number
  total?: number
  repeats: number
  lastFingerprint?: number
}

async function copyOnce(options: CopyPagesOptions, first: Buffer | undefined): Promise<CopyOnce> {
  const { writer, signal, fetchPage } = options
  const queue = createPageQueue(fetchPage)
  const state: Progress = { rows: 0, bytes: 0, guarded: 0, limit: firstLimit(options), repeats: 0 }
  let body: Buffer | undefined = first
  for (;;) {
    if (state.rows > 0) await options.betweenPages?.()
    if (signal.aborted) throw new AppError({ code: 'cancelled', message: 'Cancelled.' })
    const page: Buffer | undefined = body ?? (await takeOrShrink(queue, state))
    body = undefined
    if (!page) continue
    const asked = state.limit
    const pageBytes = page.length
    queue.lookAhead(state.rows + state.limit, state.limit, state.total ?? 0)
    const facts = await prepareOrRepeat(writer, page, state)
    if (!facts) {
      queue.clear()
      continue
    }
    if (facts.unknownColumns.length > 0) return { newColumns: facts.unknownColumns }
    noteTotal(state, facts)
    if (facts.rows === 0 && isComplete(state)) break
    if (isSuspicious(state, facts)) {
      repeatOrGiveUp(state)
      queue.clear()
      continue
    }
    state.bytes = await writer.write()
    takeInto(state, facts)
    options.onProgress({
      rows: state.rows,
      bytes: state.bytes,
      ...(state.total === undefined ? {} : { total: state.total }),
    })
    if (isLast(state, facts, asked)) break
    adaptLimit(state, facts, pageBytes, options.mostRows)
  }
  if (state.total !== undefined && state.rows !== state.total) throw incomplete(countWords(state))
  return { rows: state.rows, bytes: state.bytes, guarded: state.guarded }
}

/** Undefined when the answer was cut or not Eloqua's, and is worth asking for again. */
async function prepareOrRepeat(
  writer: PageWriter,
  page: Buffer,
  state: Progress,
): Promise<PageFactsForSaving | undefined> {
  try {
    return await writer.prepare(page)
  } catch (error) {
    if (!isAppError(error) || error.code !== 'unexpected-answer' || state.repeats >= MOST_REPEATS) throw error
    state.repeats += 1
    return undefined
  }
}

/** Undefined when the page was too large: then the next try asks for half as many rows. */
async function takeOrShrink(queue: ReturnType<typeof createPageQueue>, state: Progress): Promise<Buffer | undefined> {
  try {
    return await queue.take(state.rows, state.limit)
  } catch (error) {
    if (!isAppError(error) || error.code !== 'too-large' || state.limit <= SMALLEST_LIMIT) throw error
    state.limit = Math.max(SMALLEST_LIMIT, Math.floor(state.limit / 2))
    queue.clear()
    return undefined
  }
}

function noteTotal(state: Progress, { envelope }: PageFactsForSaving): void {
  if (Number.isSafeInteger(envelope.totalResults)) state.total = Number(envelope.totalResults)
}

/** Without a total, an empty page is how a list ends. */
function isComplete(state: Progress): boolean {
  return state.total === undefined || state.rows >= state.total
}

/** Empty although rows are missing, the same rows as before, or rows of another place: a cache's or a proxy's work. */
function isSuspicious(state: Progress, { rows, envelope, fingerprint }: PageFactsForSaving): boolean {
  if (rows === 0) return true
  if (typeof envelope.offset === 'number') return envelope.offset !== state.rows
  return fingerprint === state.lastFingerprint
}

function repeatOrGiveUp(state: Progress): void {
  state.repeats += 1
  if (state.repeats > MOST_REPEATS) throw incomplete(countWords(state))
}

function takeInto(state: Progress, facts: PageFactsForSaving): void {
  state.rows += facts.rows
  state.guarded += facts.guarded
  state.repeats = 0
  state.lastFingerprint = facts.fingerprint
}

/** `hasMore` is believed only where it does not contradict the total. */
function isLast(state: Progress, { rows, envelope }: PageFactsForSaving, asked: number): boolean {
  if (envelope.hasMore === true) return false
  if (state.total !== undefined) return state.rows >= state.total
  return envelope.hasMore === false || rows < asked
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
  } else if (state.rows === rows) {
    const fitting = Math.floor(PAGE_BYTES / (pageBytes / rows))
    state.limit = Math.min(mostRows, Math.max(SMALLEST_LIMIT, fitting))
  }
}

function firstLimit({ mostRows }: CopyPagesOptions): number {
  return Math.min(FIRST_ROWS, mostRows)
}

function countWords({ rows, total }: Progress): string {
  const words = `${rows.toLocaleString('en-US')} rows came`
  return total === undefined
    ? `${words}, and then nothing.`
    : `${words}; Eloqua said there are ${total.toLocaleString('en-US')}.`
}

function incomplete(message: string): AppError {
  return new AppError({ code: 'incomplete-result', message })
}

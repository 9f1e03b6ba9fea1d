import type { RunEnd, RunSource } from '../../../shared/contract/run.ts'
import { MAX_DATA_LIMIT, MAX_LIST_LIMIT } from '../../../shared/eloqua/eloqua.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import type { Log } from '../../platform/logger.ts'
import type { FetchJob } from '../live-run.ts'
import { REASON_COLUMNS, withReasons } from '../pages/reject-page.ts'
import type { RunRecord } from '../store/run-record.ts'
import { type FetchEnd, type FetchRowsOptions, fetchRows } from './fetch-rows.ts'
import { createFlow } from './flow.ts'
import { rowsInLog } from './logged-rows.ts'
import { createPatientRead, type PatienceOptions } from './patient-read.ts'
import { explainDataError, MOST_PAGE_BYTES, type ResultSource } from './result-source.ts'
import { createRunWriter, type RunWriter } from './run-writer.ts'

export interface FetchRunOptions {
  readonly client: EloquaClient
  readonly source: ResultSource
  readonly log: Log
  /** The first page, where it has come already. */
  readonly first?: { readonly page: Buffer; readonly limit: number }
  readonly sleep?: PatienceOptions['sleep']
}

const MOST_STARTS = 20

/** Fetches the rows of a run that are missing. Rows with new columns make it start over with those columns added. */
export async function fetchRun(options: FetchRunOptions, job: FetchJob): Promise<'complete' | RunEnd> {
  const { client, source, log, first } = options
  const { what } = job.record.facts
  const writer = createRunWriter(what, log)
  const flow = createFlow()
  const read = createPatientRead({
    ...{ client, signal: job.signal, onRefused: job.onRefused },
    sleep: options.sleep,
    onWait(wait) {
      flow.ease()
      job.onWait(wait)
    },
  })
  const given: Omit<FetchRowsOptions, 'pages'> = {
    fetchPage: ({ offset, limit, format }) =>
      read({
        path: pathOf(job.record.facts),
        query: { offset, limit },
        accept: format === 'csv' ? 'text/csv' : 'application/json',
        maxBytes: MOST_PAGE_BYTES,
      }),
    ...{ writer, flow, signal: job.signal, betweenPages: job.betweenPages, onPage: job.onPage },
    mostRows: mostRowsOf(what),
    mayBeCsv: what === 'data',
  }
  try {
    const end = await fetchAll(given, writer, job, first)
    return end.kind === 'complete' ? await byItsLog(options, job, end.rows) : end
  } catch (error) {
    throw explainDataError(error, source)
  } finally {
    await writer.close()
  }
}

async function fetchAll(
  given: Omit<FetchRowsOptions, 'pages'>,
  writer: RunWriter,
  job: FetchJob,
  first: FetchRunOptions['first'],
): Promise<Extract<FetchEnd, { kind: 'complete' }> | RunEnd> {
  let { pages, generation, total } = job.record
  let { columns, extraColumns } = await firstColumns(job.record, writer, first)
  for (let start = 0; start < MOST_STARTS; start += 1) {
    const good = await writer.open({ ...job.place, generation }, columns, pages)
    if (start === 0 && job.record.isEndConfirmed && good === pages.length)
      return { kind: 'complete', rows: pages.reduce((sum, { rows }) => sum + rows, 0) }
    pages = pages.slice(0, good)
    job.onStart({ columns, extraColumns, generation, pages })
    const end = await fetchRows({
      ...given,
      ...{ pages, ...(total === undefined ? {} : { total }) },
      ...(start === 0 && first && pages.length === 0 ? { first } : {}),
    })
    if (end.kind === 'complete') {
      await writer.sync()
      job.onEnd()
      return end
    }
    if (end.kind === 'incomplete') return { kind: 'answers', reason: end.reason }
    ;({ columns, extraColumns } = withColumns(job.record, columns, extraColumns, end.names))
    pages = []
    generation += 1
    total = undefined
  }
  return { kind: 'answers', reason: 'columns-change' }
}

/**
 * Answers that agree with each other may still be fewer rows than were exported. A log that counted more rows is right until it
 * is read again, which happens each time that fetching goes on.
 */
async function byItsLog(
  { client, source, log }: FetchRunOptions,
  job: FetchJob,
  rows: number,
): Promise<'complete' | RunEnd> {
  if (job.record.facts.what !== 'data') return 'complete'
  const exported = (await rowsInLog({ client, source, signal: job.signal, log })) ?? job.record.exported
  const isShort = exported !== undefined && exported > rows
  job.onLogged(isShort ? exported : undefined)
  return isShort ? { kind: 'answers', reason: 'counts-differ' } : 'complete'
}

/** The columns of the first page are known before anything is written; where it cannot be read, they are found as pages come. */
async function firstColumns(
  { columns, extraColumns, facts, pages }: RunRecord,
  writer: RunWriter,
  first: FetchRunOptions['first'],
): Promise<Pick<RunRecord, 'columns' | 'extraColumns'>> {
  if (!first || pages.length > 0) return { columns, extraColumns }
  const all = await writer.columnsOf(first.page, columns).catch(() => columns)
  const fresh = all.filter((name) => !columns.includes(name) && !REASON_COLUMNS.includes(name))
  return { columns: all, extraColumns: facts.fields ? [...extraColumns, ...fresh] : [] }
}

function withColumns(
  { facts }: RunRecord,
  columns: readonly string[],
  extraColumns: readonly string[],
  names: readonly string[],
): Pick<RunRecord, 'columns' | 'extraColumns'> {
  const isRejects = facts.what === 'rejects'
  const own = isRejects ? columns.slice(0, columns.length - REASON_COLUMNS.length) : columns
  const all = [...own, ...names]
  return { columns: isRejects ? withReasons(all) : all, extraColumns: facts.fields ? [...extraColumns, ...names] : [] }
}

export function pathOf({ syncId, what }: RunSource): string {
  return `/syncs/${syncId}/${what}`
}

function mostRowsOf(what: RunSource['what']): number {
  return what === 'data' ? MAX_DATA_LIMIT : MAX_LIST_LIMIT
}

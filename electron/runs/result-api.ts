import type { ResultApi } from '../../shared/contract/calls/results.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { CsvFlavour } from '../../shared/csv/csv.ts'
import { MAX_DATA_LIMIT, MAX_LIST_LIMIT } from '../../shared/eloqua/eloqua.ts'
import { keptUntil } from '../../shared/eloqua/retention.ts'
import { describeIncomplete } from '../../shared/words/result-words.ts'
import { fileNames, savedWords, saveWords } from '../../shared/words/saves.ts'
import type { Clients, EloquaClient } from '../eloqua/eloqua-client.ts'
import type { Desktop, Publish } from '../platform/desktop.ts'
import type { Leftovers } from '../platform/leftovers.ts'
import { localMinute } from '../platform/local-minute.ts'
import type { Log } from '../platform/logger.ts'
import type { TransferBook } from '../transfers/transfer-book.ts'
import { copyPages } from './copy-pages.ts'
import { rowsInLog } from './fetch/logged-rows.ts'
import { createPatientRead, type PatienceOptions } from './fetch/patient-read.ts'
import { explainDataError, MOST_PAGE_BYTES, type ResultSource, readResultSource } from './fetch/result-source.ts'
import type { PageWriter } from './pages/page-writer.ts'
import { createRejectPageWriter } from './pages/reject-page-writer.ts'
import { type SaveJob, startSave } from './save/save-transfer.ts'
import { createWorkerPageWriter } from './worker-page-writer.ts'

export interface ResultApiOptions {
  readonly clients: Clients
  readonly publish: Publish
  readonly desktop: Desktop
  readonly transfers: TransferBook
  /** Unfinished files of an earlier run are deleted by opening it. */
  readonly leftovers: Leftovers
  readonly log: Log
  /** Waits out trouble while saving; tests do not wait. */
  readonly sleep?: PatienceOptions['sleep']
}

/** The data of a sync, and the rows that it rejected, saved as a file. */
export function createResultApi({ clients, desktop, transfers, leftovers, log, sleep }: ResultApiOptions): ResultApi {
  async function save(syncId: number, flavour: CsvFlavour, what: SaveKind): Promise<{ transferId: string } | null> {
    const client = clients.active()
    const source = await readResultSource(client, syncId)
    const ask = { title: what.dialogTitle, defaultName: what.fileName(source), extension: 'csv' } as const
    const askPath = () => desktop.askSavePath(ask)
    const path = await askPath()
    if (path === undefined) return null
    const run = (job: SaveJob): Promise<string> => runSave(client, source, flavour, what, { ...job, log, sleep })
    const [title, keeps] = [what.title(source), what.keeps(source)]
    return { transferId: startSave({ transfers, leftovers, title, path, askPath, syncId, keeps, run, log }) }
  }

  return {
    saveResult: ({ syncId, flavour }) => save(syncId, flavour, RESULT),
    saveRejects: ({ syncId, flavour }) => save(syncId, flavour, REJECTS),
  }
}

type LoggedJob = SaveJob & Pick<ResultApiOptions, 'log' | 'sleep'>

interface SaveKind {
  readonly dialogTitle: string
  readonly path: (syncId: number) => string
  /** Most rows Eloqua gives in one answer. */
  readonly mostRows: number
  readonly title: (source: ResultSource) => string
  readonly fileName: (source: ResultSource) => string
  /** How long Eloqua keeps it, as a sentence. */
  readonly keeps: (source: ResultSource) => string
  readonly writer: (job: LoggedJob, flavour: CsvFlavour) => PageWriter
  /** Whether the log of the sync says how many rows there are. */
  readonly isInLog: boolean
}

const RESULT: SaveKind = {
  dialogTitle: saveWords.data,
  path: (syncId) => `/syncs/${syncId}/data`,
  mostRows: MAX_DATA_LIMIT,
  title: nameOf,
  fileName: (source) => `${fileNames.data(nameOf(source), dayOf(source))}.csv`,
  keeps: keepsData,
  writer: ({ file, log }, flavour) => createWorkerPageWriter(file.handle.fd, flavour, log),
  isInLog: true,
}

const REJECTS: SaveKind = {
  dialogTitle: saveWords.rejected,
  path: (syncId) => `/syncs/${syncId}/rejects`,
  mostRows: MAX_LIST_LIMIT,
  title: (source) => fileNames.rejectedTitle(nameOf(source)),
  fileName: (source) => `${fileNames.rejectedOf(nameOf(source), dayOf(source))}.csv`,
  keeps: () => saveWords.keepsRejected,
  writer: ({ file }, flavour) => createRejectPageWriter(file.handle, flavour),
  isInLog: false,
}

async function runSave(
  client: EloquaClient,
  source: ResultSource,
  flavour: CsvFlavour,
  what: SaveKind,
  job: LoggedJob,
): Promise<string> {
  const read = createPatientRead({ client, ...job })
  const writer = what.writer(job, flavour)
  try {
    const copied = await copyPages({
      fetchPage: (offset, limit) =>
        read({ path: what.path(source.sync.id), query: { offset, limit }, maxBytes: MOST_PAGE_BYTES }),
      writer,
      columns: source.columns,
      mostRows: what.mostRows,
      signal: job.signal,
      betweenPages: job.betweenPages,
      onProgress: job.onProgress,
    })
    const exported = what.isInLog ? await rowsInLog({ client, source, signal: job.signal, log: job.log }) : undefined
    if (exported !== undefined && exported > copied.rows) throw fewerThan(exported, copied.rows)
    return savedWords({
      rows: copied.rows,
      columns: copied.columns.length,
      guarded: flavour === 'exact' ? 0 : copied.guarded,
    })
  } catch (error) {
    throw explainDataError(error, source)
  } finally {
    await writer.close()
  }
}

function fewerThan(total: number, rows: number): AppError {
  const message = describeIncomplete({ rows, total, reason: 'counts-differ' })
  return new AppError({ code: 'incomplete-result', message })
}

function nameOf({ sync, name }: ResultSource): string {
  return name ?? fileNames.sync(sync.id)
}

/** The definition may have been changed since: it is what is expected, not promised. */
function keepsData({ sync, dataRetentionDuration }: ResultSource): string {
  const until = keptUntil(sync.syncEndedAt, dataRetentionDuration)
  return saveWords.keepsData(until && localMinute(until))
}

/** The day the data is of, for telling files apart. */
function dayOf({ sync }: ResultSource): string {
  return (sync.syncStartedAt ?? sync.createdAt).slice(0, 10)
}

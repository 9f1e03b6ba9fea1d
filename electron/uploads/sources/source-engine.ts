import { Worker } from 'node:worker_threads'
import { AppError } from '../../../shared/contract/errors.ts'
import type { Problem } from '../../../shared/csv/csv.ts'
import type { WorkbookSheet } from '../../../shared/csv/sources.ts'
import { bulkdeskReasons } from '../../../shared/words/reasons.ts'
import type { Log } from '../../platform/logger.ts'
import { workerFile } from '../../platform/worker-file.ts'
import { linkWorker, type WorkerLink } from '../../platform/worker-link.ts'
import type { SourceWorkerMethods } from './sources.worker.ts'

interface Making {
  /** The CSV file to be made. */
  readonly to: string
  readonly signal: AbortSignal
  /** From 0 to 1. */
  readonly onShare: (share: number) => void
}

/**
 * Makes CSV files of workbooks, JSON files and pasted tables, each in a worker thread of its own, with memory flat in
 * the number of rows. Rejects with `source-refused`, `file-missing`, `file-unreadable`, disk errors and `cancelled`.
 */
export interface SourceEngine {
  listSheets(path: string): Promise<readonly WorkbookSheet[]>
  /** Each gives what there is to say of the rows. */
  makeSheet(from: string, sheet: number, making: Making): Promise<readonly Problem[]>
  makeJson(from: string, making: Making): Promise<readonly Problem[]>
  makePasted(text: string, to: string): Promise<readonly Problem[]>
}

export function createSourceEngine({ log }: { readonly log: Log }): SourceEngine {
  const never = new AbortController().signal
  return {
    listSheets: (path) => inWorker(log, { signal: never }, (link) => link.call('listSheets', [path])),
    makeSheet: (from, sheet, { to, ...making }) =>
      inWorker(log, making, (link) => link.call('makeSheet', [{ from, sheet, to }])),
    makeJson: (from, { to, ...making }) => inWorker(log, making, (link) => link.call('makeJson', [{ from, to }])),
    makePasted: (text, to) => inWorker(log, { signal: never }, (link) => link.call('makePasted', [{ text, to }])),
  }
}

/** A worker for one piece of work; canceled, it ends in the middle of whatever it does. */
async function inWorker<T>(
  log: Log,
  { signal, onShare }: Pick<Making, 'signal'> & Partial<Making>,
  work: (link: WorkerLink<SourceWorkerMethods>) => Promise<T>,
): Promise<T> {
  const worker = new Worker(workerFile('./sources.worker.ts', import.meta.url))
  const link = linkWorker<SourceWorkerMethods>(worker, {
    log,
    name: 'source files',
    ...(onShare ? { onNews: onShare } : {}),
  })
  const stop = () => link.end(new AppError({ code: 'cancelled', message: bulkdeskReasons.canceledByYou }))
  signal.addEventListener('abort', stop, { once: true })
  try {
    if (signal.aborted) stop()
    return await work(link)
  } finally {
    signal.removeEventListener('abort', stop)
    link.end()
    await worker.terminate()
  }
}

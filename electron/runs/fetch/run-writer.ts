import { Worker } from 'node:worker_threads'
import type { RunSource } from '../../../shared/contract/run.ts'
import type { Log } from '../../platform/logger.ts'
import { workerFile } from '../../platform/worker-file.ts'
import { handOver, linkWorker } from '../../platform/worker-link.ts'
import type { StoredPage } from '../store/run-record.ts'
import type { RowsPlace } from '../store/segments.ts'
import type { PageFacts, PageFormat, RunPagesMethods } from './run-pages.worker.ts'

/** Turns answers into rows of a run, page after page, in a worker of its own. Rejects with a `disk-…` code. */
export interface RunWriter {
  /** Goes on behind the pages that lie there as they should, and gives how many of them do. None: starts over. */
  open(place: RowsPlace, columns: readonly string[], pages: readonly StoredPage[]): Promise<number>
  /** `known`, and behind them the columns of this page that are new. */
  columnsOf(page: Buffer, known: readonly string[]): Promise<readonly string[]>
  /** Takes a page apart without writing it yet. */
  prepare(page: Buffer, format: PageFormat): Promise<PageFacts>
  /** Whether this answer as CSV holds the same cells as the page that was prepared last. */
  isSameAsReady(page: Buffer): Promise<boolean>
  /** Writes the page that was prepared last. */
  write(): Promise<StoredPage>
  /** Makes what was written safe on disk. */
  sync(): Promise<void>
  close(): Promise<void>
}

export function createRunWriter(what: RunSource['what'], log: Log): RunWriter {
  const worker = new Worker(workerFile('./run-pages.worker.ts', import.meta.url))
  worker.unref()
  const link = linkWorker<RunPagesMethods>(worker, { log, name: 'rows of a run' })
  return {
    open: (place, columns, pages) => link.call('open', [place, columns, what, pages]),
    columnsOf: (page, known) => link.call('columnsOf', [page, known, what]),
    prepare(page, format) {
      const { bytes, transfer } = handOver(page)
      return link.call('prepare', [bytes, format], transfer)
    },
    isSameAsReady(page) {
      const { bytes, transfer } = handOver(page)
      return link.call('isSameAsReady', [bytes], transfer)
    },
    write: () => link.call('write', []),
    sync: () => link.call('sync', []),
    async close() {
      await link.call('close', []).catch(() => undefined)
      link.end()
      await worker.terminate()
    },
  }
}

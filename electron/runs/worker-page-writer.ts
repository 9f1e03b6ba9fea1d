import { Worker } from 'node:worker_threads'
import type { CsvFlavour } from '../../shared/csv/csv.ts'
import type { Log } from '../platform/logger.ts'
import { workerFile } from '../platform/worker-file.ts'
import { handOver, linkWorker } from '../platform/worker-link.ts'
import type { CsvPageMethods } from './csv-page.worker.ts'
import type { PageWriter } from './pages/page-writer.ts'

/** Writes pages of export data in a worker of its own. */
export function createWorkerPageWriter(fd: number, flavour: CsvFlavour, log: Log): PageWriter {
  const worker = new Worker(workerFile('./csv-page.worker.ts', import.meta.url))
  worker.unref()
  const link = linkWorker<CsvPageMethods>(worker, { log, name: 'saving pages' })
  return {
    begin: (columns) => link.call('begin', [fd, columns, flavour]),
    columnsOf: (page, known) => link.call('columnsOf', [page, known]),
    async prepare(page) {
      const { bytes, transfer } = handOver(page)
      return link.call('prepare', [bytes], transfer)
    },
    write: () => link.call('write', []),
    async close() {
      link.end()
      await worker.terminate()
    },
  }
}

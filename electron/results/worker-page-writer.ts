import { Worker } from 'node:worker_threads'
import type { CsvFlavour } from '../../shared/csv/csv.ts'
import { workerFile } from '../platform/worker-file.ts'
import type { CsvPageMethods } from './csv-page.worker.ts'
import type { PageWriter } from './page-writer.ts'
import { handOver, linkWorker } from './worker-link.ts'

/** Writes pages of export data in a worker of its own. */
export function createWorkerPageWriter(fd: number, flavour: CsvFlavour): PageWriter {
  const link = linkWorker<CsvPageMethods>(new Worker(workerFile('./csv-page.worker.ts', import.meta.url)))
  return {
    begin: (columns) => link.call('begin', [fd, columns, flavour]),
    columnsOf: (page, known) => link.call('columnsOf', [page, known]),
    async prepare(page) {
      const { bytes, transfer } = handOver(page)
      return link.call('prepare', [bytes], transfer)
    },
    write: () => link.call('write', []),
    close: () => link.close(),
  }
}

import { Worker } from 'node:worker_threads'
import type { Log } from '../../platform/logger.ts'
import { workerFile } from '../../platform/worker-file.ts'
import { linkWorker, type WorkerLink } from '../../platform/worker-link.ts'
import type { RowsMethods } from './rows.worker.ts'

/** The worker that reads rows starts with the first of them, and again with the next ones if it ever dies. */
export function createRowsLink(log: Log): () => WorkerLink<RowsMethods> {
  let link: WorkerLink<RowsMethods> | undefined
  return () => {
    if (link) return link
    const worker = new Worker(workerFile('./rows.worker.ts', import.meta.url))
    worker.unref()
    worker.once('exit', () => {
      link = undefined
    })
    link = linkWorker<RowsMethods>(worker, { log, name: 'reading rows' })
    return link
  }
}

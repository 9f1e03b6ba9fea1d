import { Worker } from 'node:worker_threads'
import type { Log } from '../../platform/logger.ts'
import { workerFile } from '../../platform/worker-file.ts'
import { linkWorker, type WorkerLink } from '../../platform/worker-link.ts'
import type { RowsMethods } from './rows.worker.ts'

export interface RowsLink {
  /** The worker starts with the first rows that are read, and again with the next ones if it ever dies. */
  open(): WorkerLink<RowsMethods>
  close(): Promise<void>
}

/** The one worker that reads rows. */
export function createRowsLink(log: Log): RowsLink {
  let running: { readonly worker: Worker; readonly link: WorkerLink<RowsMethods> } | undefined

  function start() {
    const worker = new Worker(workerFile('./rows.worker.ts', import.meta.url))
    worker.unref()
    worker.once('exit', () => {
      if (running?.worker === worker) running = undefined
    })
    return { worker, link: linkWorker<RowsMethods>(worker, { log, name: 'reading rows' }) }
  }

  return {
    open() {
      running ??= start()
      return running.link
    },
    async close() {
      running?.link.end()
      await running?.worker.terminate()
    },
  }
}

import { AppError } from '../../../shared/contract/errors.ts'
import { bulkdeskReasons } from '../../../shared/words/reasons.ts'
import type { Log } from '../../platform/logger.ts'
import { linkWorker, type WorkerLink } from '../../platform/worker-link.ts'
import { compileKernel } from '../kernel/kernel.ts'
import type { CsvWorkerMethods } from './csv.worker.ts'
import type { Job } from './jobs.ts'
import { giveWorker, takeWorker } from './spare-workers.ts'

/** A running job: items come one at a time, and only when asked for. */
export interface JobLink {
  /** The next item; rejects with the job's AppError, or `cancelled`. Ask again only after the answer. */
  next(): Promise<IteratorResult<unknown, undefined>>
  /** Gives a buffer back for the worker to use again. */
  release(buffer: ArrayBuffer): void
  /** Ends the worker, whatever it is doing. */
  stop(): void
}

export interface JobOptions {
  readonly log: Log
  readonly signal?: AbortSignal
  readonly onProgress?: (bytes: number) => void
}

/** Starts a job in a worker. Aborting the signal ends the worker at once, in the middle of whatever it does. */
export function openJob(job: Job, { log, signal, onProgress }: JobOptions): JobLink {
  const worker = takeWorker()
  const link = linkWorker<CsvWorkerMethods>(worker, { log, name: `csv ${job.type}`, onNews: onProgress })
  let isOver = false
  let hasAllItems = false

  function finish(isReusable: boolean): void {
    if (isOver) return
    isOver = true
    signal?.removeEventListener('abort', stop)
    link.end(cancelled())
    giveWorker(worker, isReusable)
  }
  const stop = () => finish(false)

  const started = start(link, job)
  if (signal?.aborted) stop()
  else signal?.addEventListener('abort', stop, { once: true })

  return {
    async next() {
      if (hasAllItems) return { done: true, value: undefined }
      try {
        await started
        const step = await link.call('next', [])
        if (!step.done) return { done: false, value: step.value }
        hasAllItems = true
        finish(step.isReusable)
        return { done: true, value: undefined }
      } catch (error) {
        stop()
        throw error
      }
    },
    // Either way the buffer is empty here afterwards.
    release: (buffer) => (isOver ? void buffer.transfer(0) : release(link, buffer)),
    stop,
  }
}

/** A job that cannot start says so when its first item is asked for. */
function start(link: WorkerLink<CsvWorkerMethods>, job: Job): Promise<unknown> {
  const moved = 'ring' in job ? [job.ring.port] : []
  const started = link.call('start', [job, compileKernel()], moved)
  started.catch(() => undefined)
  return started
}

function release(link: WorkerLink<CsvWorkerMethods>, buffer: ArrayBuffer): void {
  link.call('release', [buffer], [buffer]).catch(() => undefined)
}

function cancelled(): AppError {
  return new AppError({ code: 'cancelled', message: bulkdeskReasons.canceled })
}

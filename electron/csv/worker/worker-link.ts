import { AppError } from '../../../shared/contract/errors.ts'
import { compileKernel } from '../kernel/kernel.ts'
import type { FromWorker, Job, ToWorker } from './jobs.ts'
import { giveWorker, takeWorker } from './spare-workers.ts'

/** A running job: items come one at a time, and only when asked for. */
export interface WorkerLink {
  /** The next item; rejects with the job's AppError, or `cancelled`. Ask again only after the answer. */
  next(): Promise<IteratorResult<unknown, undefined>>
  /** Gives a buffer back for the worker to use again. */
  release(buffer: ArrayBuffer): void
  /** Ends the worker, whatever it is doing. */
  stop(): void
}

interface Waiting {
  resolve(result: IteratorResult<unknown, undefined>): void
  reject(error: unknown): void
}

function cancelled(): AppError {
  return new AppError({ code: 'cancelled', message: 'Cancelled.' })
}

/** Starts a worker for one job. Aborting the signal ends it at once, in the middle of whatever it does. */
export function openLink(job: Job, signal: AbortSignal | undefined, onProgress?: (bytes: number) => void): WorkerLink {
  const worker = takeWorker()
  let waiting: Waiting | undefined
  let failure: unknown
  let isOver = false

  function settle(act: (waiting: Waiting) => void): void {
    const current = waiting
    waiting = undefined
    if (current) act(current)
  }
  function fail(error: unknown): void {
    failure ??= error
    stop()
    settle(({ reject }) => reject(failure))
  }
  function finish(isReusable: boolean): void {
    if (isOver) return
    isOver = true
    signal?.removeEventListener('abort', onAbort)
    giveWorker(worker, isReusable)
  }
  const stop = () => finish(false)
  const onAbort = () => fail(cancelled())

  worker.on('message', (message: FromWorker) => {
    if (message.type === 'progress') onProgress?.(message.bytes)
    else if (message.type === 'item') settle(({ resolve }) => resolve({ done: false, value: message.value }))
    else if (message.type === 'error') fail(new AppError(message.error))
    else {
      finish(message.isReusable)
      settle(({ resolve }) => resolve({ done: true, value: undefined }))
    }
  })
  worker.on('error', fail)
  worker.on('exit', () => {
    if (!isOver) fail(new Error('The worker that reads the file ended early.'))
  })
  const moved = 'ring' in job ? [job.ring.port] : []
  worker.postMessage({ type: 'start', job, kernel: compileKernel() } satisfies ToWorker, moved)
  if (signal?.aborted) onAbort()
  else signal?.addEventListener('abort', onAbort, { once: true })

  return {
    next: () =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) reject(failure)
        else if (isOver) resolve({ done: true, value: undefined })
        else {
          waiting = { resolve, reject }
          worker.postMessage({ type: 'next' } satisfies ToWorker)
        }
      }),
    release: (buffer) => {
      // Either way it is empty here afterwards.
      if (isOver) buffer.transfer(0)
      else worker.postMessage({ type: 'release', buffer } satisfies ToWorker, [buffer])
    },
    stop,
  }
}

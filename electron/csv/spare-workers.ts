import { Worker } from 'node:worker_threads'
import { workerFile } from '../worker-file.ts'

/** A big file's check takes two workers, but each costs some 20 MB while it waits. */
const SPARES_KEPT = 1
const REFILL_AFTER_MS = 100

/** The bulk of a worker's memory is the kernel's and the bodies': its JavaScript makes little garbage, and keeps less. */
const LITTLE_GARBAGE = { maxYoungGenerationSizeMb: 4 }

/** Workers started ahead and not used yet: starting one takes as long as checking thirty megabytes. */
const spares: Worker[] = []
let refill: NodeJS.Timeout | undefined

function startWorker(): Worker {
  const worker = new Worker(workerFile('./csv.worker.ts', import.meta.url), { resourceLimits: LITTLE_GARBAGE })
  worker.once('exit', () => {
    const at = spares.indexOf(worker)
    if (at >= 0) spares.splice(at, 1)
  })
  return worker
}

/** A fresh worker that waits for its job. */
export function takeWorker(): Worker {
  const worker = spares.pop() ?? startWorker()
  worker.removeAllListeners('error')
  worker.ref()
  return worker
}

/** Starts spare workers once things are quiet. They keep no process alive. */
export function refillSpares(): void {
  clearTimeout(refill)
  refill = setTimeout(() => {
    while (spares.length < SPARES_KEPT) {
      const worker = startWorker()
      // A spare that cannot start is not missed: the next job starts its own, and meets the error.
      worker.on('error', () => {})
      worker.unref()
      spares.push(worker)
    }
  }, REFILL_AFTER_MS).unref()
}

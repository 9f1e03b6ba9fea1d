import { Worker } from 'node:worker_threads'
import { workerFile } from '../../platform/worker-file.ts'

/** A big file's check takes two. */
const SPARES_KEPT = 2
const REFILL_AFTER_MS = 100
/** The bulk of a worker's memory is the kernel's and the bodies': its JavaScript makes little garbage, and keeps less. */
const LITTLE_GARBAGE = { maxYoungGenerationSizeMb: 4 }

/** Workers that wait for a job: starting one takes as long as checking thirty megabytes. */
const spares: Worker[] = []
const alive = new Set<Worker>()
let refill: NodeJS.Timeout | undefined

/** A worker that waits for its job. */
export function takeWorker(): Worker {
  const worker = spares.pop() ?? startWorker()
  worker.removeAllListeners()
  worker.ref()
  return worker
}

/** Takes a worker back after its job, to be used again or ended. */
export function giveWorker(worker: Worker, isReusable: boolean): void {
  worker.removeAllListeners()
  if (isReusable && spares.length < SPARES_KEPT) {
    keepSpare(worker)
    return
  }
  void end(worker)
  refillSpares()
}

/** Ends every worker, whatever it does, and answers no open call: the app is closing. */
export async function endWorkers(): Promise<void> {
  clearTimeout(refill)
  spares.length = 0
  await Promise.all([...alive].map(end))
}

async function end(worker: Worker): Promise<void> {
  alive.delete(worker)
  worker.removeAllListeners()
  // Whatever it says while it ends concerns no one any more.
  worker.on('error', () => {})
  await worker.terminate()
}

function startWorker(): Worker {
  const worker = new Worker(workerFile('./csv.worker.ts', import.meta.url), { resourceLimits: LITTLE_GARBAGE })
  alive.add(worker)
  return worker
}

/** Spares keep no process alive. One that fails is not missed: the next job starts its own, and meets the error. */
function keepSpare(worker: Worker): void {
  const forget = () => {
    const at = spares.indexOf(worker)
    if (at >= 0) spares.splice(at, 1)
    alive.delete(worker)
  }
  worker.on('error', forget)
  worker.on('exit', forget)
  worker.unref()
  spares.push(worker)
}

/** Starts a spare once things are quiet. */
function refillSpares(): void {
  clearTimeout(refill)
  refill = setTimeout(() => {
    if (spares.length === 0) keepSpare(startWorker())
  }, REFILL_AFTER_MS).unref()
}

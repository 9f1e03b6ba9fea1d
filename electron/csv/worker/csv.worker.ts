import { Handed } from '../../platform/message-link.ts'
import { serveWorker, tellMain } from '../../platform/worker-link.ts'
import { checkAll, checkBytes, checkRows } from '../check/check.ts'
import { fixFile } from '../fix/fix-file.ts'
import { adoptKernel } from '../kernel/kernel.ts'
import { isSlim } from '../kernel/kernel-shelf.ts'
import { describeFileError } from '../read/file-errors.ts'
import { takeFirstLook } from '../read/first-look.ts'
import { hashFile } from '../read/hash-file.ts'
import type { Job, Step } from './jobs.ts'
import { planParts, produceBodies } from './part-jobs.ts'
import { BodyPool } from './part-sinks.ts'
import { listDoubtful, listHeldBack, pickRows } from './row-jobs.ts'

const pool = new BodyPool()

function* run(job: Job): Generator<unknown> {
  switch (job.type) {
    case 'first-look':
      yield takeFirstLook(job.request)
      return
    case 'check':
      yield checkAll(job.request, tellMain)
      return
    case 'check-bytes':
      yield checkBytes(job.request, job.ring, tellMain)
      return
    case 'check-rows':
      yield checkRows(job.request, job.ring)
      return
    case 'hash':
      yield hashFile(job.request.stamp)
      return
    case 'fix':
      yield fixFile(job.request, tellMain)
      return
    case 'plan':
      yield planParts(job.request)
      return
    case 'rows':
      yield pickRows(job.request)
      return
    case 'held-back':
      yield* listHeldBack(job.request)
      return
    case 'doubtful':
      yield* listDoubtful(job.request)
      return
    case 'parts':
      yield* produceBodies(job.request, pool)
  }
}

let steps: Generator<unknown> | undefined

function advance(): Step | Handed<Step> {
  try {
    const step = steps?.next()
    if (!step || step.done) {
      steps = undefined
      pool.empty()
      return { done: true, isReusable: isSlim() }
    }
    const item: Step = { done: false, value: step.value }
    const { buffer } = Object(step.value) as { buffer?: unknown }
    return buffer instanceof ArrayBuffer ? new Handed(item, [buffer]) : item
  } catch (error) {
    throw describeFileError(error)
  }
}

/** One job at a time: it is started, asked for its items one by one, and gets its buffers back. */
const methods = {
  start(job: Job, kernel: WebAssembly.Module): void {
    adoptKernel(kernel)
    steps = run(job)
  },
  next: advance,
  release: (buffer: ArrayBuffer): void => pool.give(buffer),
}

export type CsvWorkerMethods = typeof methods

serveWorker(methods)

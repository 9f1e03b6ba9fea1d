import { parentPort } from 'node:worker_threads'
import { isAppError } from '../../../shared/contract/errors.ts'
import { checkAll, checkBytes, checkRows } from '../check/check.ts'
import { adoptKernel } from '../kernel/kernel.ts'
import { isSlim } from '../kernel/kernel-shelf.ts'
import { describeFileError } from '../read/file-errors.ts'
import { takeFirstLook } from '../read/first-look.ts'
import { hashFile } from '../read/hash-file.ts'
import type { FromWorker, Job, ToWorker } from './jobs.ts'
import { planParts, produceBodies } from './part-jobs.ts'
import { BodyPool } from './part-sinks.ts'
import { listHeldBack, pickRows } from './row-jobs.ts'

const pool = new BodyPool()

function post(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer)
}

function tellProgress(bytes: number): void {
  post({ type: 'progress', bytes })
}

function* run(job: Job): Generator<unknown> {
  switch (job.type) {
    case 'first-look':
      yield takeFirstLook(job.request)
      return
    case 'check':
      yield checkAll(job.request, tellProgress)
      return
    case 'check-bytes':
      yield checkBytes(job.request, job.ring, tellProgress)
      return
    case 'check-rows':
      yield checkRows(job.request, job.ring)
      return
    case 'hash':
      yield hashFile(job.request.stamp)
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
    case 'parts':
      yield* produceBodies(job.request, pool)
  }
}

let steps: Generator<unknown> | undefined

function advance(): void {
  try {
    const step = steps?.next()
    if (!step || step.done) {
      steps = undefined
      pool.empty()
      post({ type: 'end', isReusable: isSlim() })
      return
    }
    const { buffer } = Object(step.value) as { buffer?: unknown }
    post({ type: 'item', value: step.value }, buffer instanceof ArrayBuffer ? [buffer] : [])
  } catch (error) {
    const known = describeFileError(error)
    // Anything else is a defect: it ends the worker, and main's error handling masks and logs it.
    if (!isAppError(known)) throw error
    post({ type: 'error', error: known.toData() })
    parentPort?.close()
  }
}

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'start') {
    adoptKernel(message.kernel)
    steps = run(message.job)
  } else if (message.type === 'next') advance()
  else pool.give(message.buffer)
})

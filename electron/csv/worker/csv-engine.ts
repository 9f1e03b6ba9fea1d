import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { CheckReport } from '../../../shared/csv/csv.ts'
import type { Log } from '../../platform/logger.ts'
import type { CheckShare } from '../check/check.ts'
import { composeReport } from '../check/check-report.ts'
import type { CheckRequest, CsvEngine, DoubtfulRow, HeldBackRow, Part } from '../engine.ts'
import { makeRing } from './batch-ring.ts'
import { type JobLink, type JobOptions, openJob } from './job-link.ts'
import type { Job } from './jobs.ts'
import type { BodyMessage } from './part-jobs.ts'
import { endWorkers } from './spare-workers.ts'

/** Runs a job that has one answer. */
async function ask<T>(job: Job, options: JobOptions): Promise<T> {
  const link = openJob(job, options)
  try {
    const { value } = await link.next()
    // Asked once more it says that this was all, and is free for another job.
    await link.next()
    // The worker is ours: what it answers to a job is what that job's function returns.
    return value as T
  } finally {
    link.stop()
  }
}

/** From this size on a check is shared between two workers: for less, starting the second costs more than it saves. */
const SHARED_FROM_BYTES = 8_000_000

async function check(log: Log, { signal, onProgress, ...request }: CheckRequest): Promise<CheckReport> {
  if (request.stamp.size < SHARED_FROM_BYTES) {
    return composeReport(request, [await ask<CheckShare>({ type: 'check', request }, { log, signal, onProgress })])
  }
  const { cutter, follower } = makeRing()
  // One that fails ends the other.
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  const shares = [
    ask<CheckShare>({ type: 'check-bytes', request, ring: cutter }, { log, signal: either, onProgress }),
    ask<CheckShare>({ type: 'check-rows', request, ring: follower }, { log, signal: either }),
  ]
  try {
    return composeReport(request, await Promise.all(shares))
  } finally {
    stop.abort()
    await Promise.allSettled(shares)
  }
}

/** Runs a job that has many answers; each is made while its forerunner is used, never more than one ahead. */
async function* stream<T>(
  job: Job,
  options: JobOptions,
  adopt: (value: unknown, link: JobLink) => T | Promise<T>,
): AsyncGenerator<T> {
  const link = openJob(job, options)
  try {
    let ahead = link.next()
    while (true) {
      const step = await ahead
      if (step.done) return
      ahead = link.next()
      // Its failure is met when it is awaited; until then it is not unhandled.
      ahead.catch(() => {})
      yield await adopt(step.value, link)
    }
  } finally {
    link.stop()
  }
}

/** Less than a millisecond's hashing. */
const HASH_SLICE = 1024 * 1024

/** Hashes here, while the worker makes the next part; a slice at a time, so that main stays responsive. */
async function hash(body: Buffer): Promise<string> {
  const sha256 = createHash('sha256')
  for (let at = 0; at < body.length; at += HASH_SLICE) {
    sha256.update(body.subarray(at, at + HASH_SLICE))
    await setImmediate()
  }
  return sha256.digest('hex')
}

async function adoptPart(value: unknown, link: JobLink): Promise<Part> {
  const { buffer, length, ...part } = value as BodyMessage
  const body = Buffer.from(buffer, 0, length)
  let isReleased = false
  return {
    ...part,
    body,
    sha256: await hash(body),
    release: () => {
      if (!isReleased) link.release(buffer)
      isReleased = true
    },
  }
}

/** Rows come some at a time. */
async function* streamRows<Row>(job: Job, options: JobOptions): AsyncGenerator<Row> {
  for await (const rows of stream(job, options, (value) => value as readonly Row[])) yield* rows
}

/** An engine that can be stopped when the app closes. */
export interface StoppableEngine extends CsvEngine {
  /** Ends all workers, in the middle of whatever they do. Calls that are open are never answered. */
  stop(): Promise<void>
}

/** The engine behind every CSV file: see `CsvEngine`. It holds nothing; every call has a worker of its own while it runs. */
export function createCsvEngine({ log }: { readonly log: Log }): StoppableEngine {
  return {
    stop: endWorkers,
    firstLook: (request) => ask({ type: 'first-look', request }, { log }),
    check: (request) => check(log, request),
    hash: ({ signal, ...request }) => ask({ type: 'hash', request }, { log, signal }),
    fix: ({ signal, onProgress, ...request }) => ask({ type: 'fix', request }, { log, signal, onProgress }),
    plan: ({ signal, ...request }) => ask({ type: 'plan', request }, { log, signal }),
    parts: ({ signal, ...request }) => stream({ type: 'parts', request }, { log, signal }, adoptPart),
    heldBack: ({ signal, ...request }) => streamRows<HeldBackRow>({ type: 'held-back', request }, { log, signal }),
    doubtful: ({ signal, ...request }) => streamRows<DoubtfulRow>({ type: 'doubtful', request }, { log, signal }),
    rows: async ({ signal, ...request }) =>
      new Map(await ask<[number, string[]][]>({ type: 'rows', request }, { log, signal })),
  }
}

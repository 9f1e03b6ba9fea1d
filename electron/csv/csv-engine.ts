import type { CsvEngine, HeldBackRow, Part } from './engine.ts'
import type { Job } from './jobs.ts'
import type { PartMessage } from './part-jobs.ts'
import { openLink, type WorkerLink } from './worker-link.ts'

/** Runs a job that has one answer. */
async function ask<T>(job: Job, signal?: AbortSignal, onProgress?: (bytes: number) => void): Promise<T> {
  const link = openLink(job, signal, onProgress)
  try {
    // The worker is ours: what it answers to a job is what that job's function returns.
    return (await link.next()).value as T
  } finally {
    link.stop()
  }
}

/** Runs a job that has many answers; each is made while its forerunner is used, never more than one ahead. */
async function* stream<T>(
  job: Job,
  signal: AbortSignal,
  adopt: (value: unknown, link: WorkerLink) => T,
): AsyncGenerator<T> {
  const link = openLink(job, signal)
  try {
    let ahead = link.next()
    while (true) {
      const step = await ahead
      if (step.done) return
      ahead = link.next()
      // Its failure is met when it is awaited; until then it is not unhandled.
      ahead.catch(() => {})
      yield adopt(step.value, link)
    }
  } finally {
    link.stop()
  }
}

function adoptPart(value: unknown, link: WorkerLink): Part {
  const { buffer, length, ...part } = value as PartMessage
  let isReleased = false
  return {
    ...part,
    body: Buffer.from(buffer, 0, length),
    release: () => {
      if (!isReleased) link.release(buffer)
      isReleased = true
    },
  }
}

async function* listHeldBack(job: Job, signal: AbortSignal): AsyncGenerator<HeldBackRow> {
  for await (const rows of stream(job, signal, (value) => value as readonly HeldBackRow[])) yield* rows
}

/** The engine behind every CSV file: see `CsvEngine`. It holds nothing; every call starts and ends a worker of its own. */
export function createCsvEngine(): CsvEngine {
  return {
    firstLook: (request) => ask({ type: 'first-look', request }),
    check: ({ signal, onProgress, ...request }) => ask({ type: 'check', request }, signal, onProgress),
    plan: ({ signal, ...request }) => ask({ type: 'plan', request }, signal),
    parts: ({ signal, ...request }) => stream({ type: 'parts', request }, signal, adoptPart),
    heldBack: ({ signal, ...request }) => listHeldBack({ type: 'held-back', request }, signal),
    rows: async ({ signal, ...request }) => new Map(await ask<[number, string[]][]>({ type: 'rows', request }, signal)),
  }
}

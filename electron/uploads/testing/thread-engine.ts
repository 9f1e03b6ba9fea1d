import { checkAll } from '../../csv/check/check.ts'
import { composeReport } from '../../csv/check/check-report.ts'
import type { CsvEngine, Part } from '../../csv/engine.ts'
import { fixFile } from '../../csv/fix/fix-file.ts'
import { describeFileError } from '../../csv/read/file-errors.ts'
import { takeFirstLook } from '../../csv/read/first-look.ts'
import { hashFile } from '../../csv/read/hash-file.ts'
import { type PartMessage, planParts, produceParts } from '../../csv/worker/part-jobs.ts'
import { BodyPool } from '../../csv/worker/part-sinks.ts'
import { listDoubtful, listHeldBack, pickRows } from '../../csv/worker/row-jobs.ts'

/** The real engine's own work without its threads: hundreds of small uploads would wait for nothing but their start. */
export function createThreadEngine(): CsvEngine {
  return {
    firstLook: async (request) => explained(() => takeFirstLook(request)),
    check: async ({ signal: _signal, onProgress, ...facts }) =>
      explained(() => composeReport(facts, [checkAll(facts, onProgress)])),
    fix: async ({ signal: _signal, onProgress, ...request }) => explained(() => fixFile(request, onProgress)),
    hash: async ({ stamp }) => explained(() => hashFile(stamp)),
    plan: async (request) => explained(() => planParts(request)),
    parts: (request) => walk(() => produceParts(request, new BodyPool()), adopt),
    heldBack: (request) => walkLists(() => listHeldBack(request)),
    doubtful: (request) => walkLists(() => listDoubtful(request)),
    rows: async (request) => new Map(explained(() => pickRows(request))),
  }
}

function explained<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw describeFileError(error)
  }
}

async function* walk<T, U>(start: () => Iterator<T>, map: (value: T) => U): AsyncGenerator<U> {
  const steps = start()
  try {
    for (;;) {
      const step = explained(() => steps.next())
      if (step.done) return
      yield map(step.value)
    }
  } finally {
    steps.return?.()
  }
}

async function* walkLists<T>(start: () => Iterator<readonly T[]>): AsyncGenerator<T> {
  for await (const list of walk(start, (value) => value)) yield* list
}

function adopt({ buffer, length, ...part }: PartMessage): Part {
  return { ...part, body: Buffer.from(buffer, 0, length), release: () => {} }
}

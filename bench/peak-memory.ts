import { fork } from 'node:child_process'
import type { PartsRequest } from '../electron/csv/engine.ts'
import { createCsvEngine } from '../electron/csv/worker/csv-engine.ts'
import { SILENT_LOG } from '../electron/testing/memory-log.ts'

type Work = Omit<PartsRequest, 'signal' | 'body'>

/** The most memory (MB, resident, workers included) of a fresh process that checks this file and cuts it both ways. */
export async function peakMemoryOf(work: Work): Promise<number> {
  const child = fork(import.meta.filename, ['work'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  child.send(work)
  return new Promise((resolve, reject) => {
    child.once('message', (megabytes) => resolve(Number(megabytes)))
    child.once('exit', (code) => reject(new Error(`the measured process ended with ${code}`)))
  })
}

async function run(work: Work): Promise<void> {
  const engine = createCsvEngine({ log: SILENT_LOG })
  const { signal } = new AbortController()
  await engine.check({ ...work, signal, onProgress: () => {} })
  for (const body of ['json', 'csv'] as const) {
    for await (const part of engine.parts({ ...work, body, signal })) part.release()
  }
  // maxRSS is in kilobytes.
  process.send?.(process.resourceUsage().maxRSS / 1000, () => process.exit(0))
}

if (process.argv[2] === 'work') process.once('message', (work) => void run(work as Work))

import { fork } from 'node:child_process'
import { SILENT_LOG } from '../electron/testing/memory-log.ts'
import { createSourceEngine } from '../electron/uploads/sources/source-engine.ts'

interface Work {
  readonly from: string
  readonly to: string
}

/** The most memory (MB, resident, workers included) of a fresh process that makes the first sheet of a workbook into rows. */
export async function peakMemoryOfWorkbook(work: Work): Promise<number> {
  const child = fork(import.meta.filename, ['work'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  child.send(work)
  return new Promise((resolve, reject) => {
    child.once('message', (megabytes) => resolve(Number(megabytes)))
    child.once('exit', (code) => reject(new Error(`the measured process ended with ${code}`)))
  })
}

async function run({ from, to }: Work): Promise<void> {
  const engine = createSourceEngine({ log: SILENT_LOG })
  await engine.makeSheet(from, 0, { to, signal: new AbortController().signal, onShare: () => {} })
  // maxRSS is in kilobytes.
  process.send?.(process.resourceUsage().maxRSS / 1000, () => process.exit(0))
}

if (process.argv[2] === 'work') process.once('message', (work) => void run(work as Work))

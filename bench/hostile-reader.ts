import { fork } from 'node:child_process'
import { createTestClient } from '../electron/eloqua/http/testing/test-client.ts'
import { listSyncPage } from '../electron/eloqua/syncs/list-syncs.ts'
import { createResultDesk } from '../electron/runs/testing/result-desk.ts'
import { type Hostile, startHostileServer } from './servers/hostile-server.ts'

/** What refusing one hostile answer took, in a fresh process: milliseconds, and megabytes on top of what it had before. */
export interface Refusal {
  readonly ms: number
  /** Of the processor, workers included: what the refusal costs however busy the machine is. */
  readonly cpuMs: number
  readonly megabytes: number
  /** The code of the error; anything read is a failure of the bench. */
  readonly code: string
}

interface Work {
  readonly origin: string
  readonly hostile: Hostile
}

export async function refusalOf(hostile: Hostile): Promise<Refusal> {
  const server = await startHostileServer(hostile)
  const child = fork(import.meta.filename, ['work'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  child.send({ origin: server.origin, hostile } satisfies Work)
  try {
    return await new Promise<Refusal>((resolve, reject) => {
      child.once('message', (refusal) => resolve(refusal as Refusal))
      child.once('exit', (code) => reject(new Error(`the measured process ended with ${code}`)))
    })
  } finally {
    server.close()
    child.kill()
  }
}

async function run({ origin, hostile }: Work): Promise<void> {
  const client = createTestClient(origin)
  const before = process.resourceUsage().maxRSS
  const startedAt = performance.now()
  const cpu = process.cpuUsage()
  const code = await (hostile === 'long-cell' || hostile === 'wide-rows' ? save() : list())
  const ms = performance.now() - startedAt
  const { user, system } = process.cpuUsage(cpu)
  // maxRSS is in kilobytes.
  process.send?.({
    ms,
    cpuMs: (user + system) / 1000,
    megabytes: (process.resourceUsage().maxRSS - before) / 1000,
    code,
  } satisfies Refusal)

  async function list(): Promise<string> {
    return listSyncPage(client, { offset: 0, limit: 1_000 }).then(
      () => 'read',
      (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'thrown'),
    )
  }

  async function save(): Promise<string> {
    const desk = createResultDesk(client)
    const ended = await desk.ended(await desk.api.saveResult({ syncId: 7, flavour: 'exact' }))
    return ended.error?.code ?? 'read'
  }
}

if (process.argv[2] === 'work') process.once('message', (work) => void run(work as Work))

import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { KeychainStatus } from '../../../shared/contract/connection.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import type { InstallationCheck } from '../../../shared/contract/installation.ts'
import { bulkdeskReasons } from '../../../shared/words/reasons.ts'
import { type ForkHelper, linkHelper } from '../../platform/helper-link.ts'
import type { Log } from '../../platform/logger.ts'
import { workerFile } from '../../platform/worker-file.ts'
import type { QueryMethods } from '../../runs/query/query.helper.ts'
import type { TryPractice } from './practice-requests.ts'
import type { ProbeWindow } from './window-probe.ts'

export interface CheckTools {
  readonly userData: string
  readonly isElectron: boolean
  readonly keychainStatus: () => Promise<KeychainStatus>
  readonly forkHelper: ForkHelper
  readonly probeWindow: ProbeWindow
  readonly practice: TryPractice
  readonly canNotify: () => boolean
  readonly log: Log
}

export interface Trial {
  /** Only Electron can show it: the stand-in has a part of its own in that place. */
  readonly needsElectron?: boolean
  /** Gives what was found, in a few words. Rejects when the part does not work. */
  run(): Promise<string>
}

/** Every part that may work from source and fail in a package, on one system or under one company's rules. */
export function installationTrials(tools: CheckTools): Readonly<Record<InstallationCheck, Trial>> {
  return {
    'data-folder': { run: async () => tryFolder(tools.userData) },
    sqlite: { run: async () => trySqlite() },
    keychain: { run: () => tryKeychain(tools.keychainStatus) },
    workers: { run: tryWorkers },
    'shared-memory': { run: trySharedMemory },
    duckdb: { run: () => tryDuck(tools) },
    window: { run: () => tryWindow(tools.probeWindow) },
    'once-only-post': { run: () => tools.practice.postOnce() },
    'app-scheme': { needsElectron: true, run: () => tryScheme(tools.probeWindow) },
    'chromium-read': { needsElectron: true, run: () => tools.practice.read() },
    'helper-process': { needsElectron: true, run: () => tryDuck(tools) },
    notifications: { needsElectron: true, run: async () => must(tools.canNotify(), 'this system shows none') },
  }
}

function must(holds: boolean, otherwise: string): string {
  if (!holds) throw new Error(otherwise)
  return ''
}

function tryFolder(folder: string): string {
  const path = join(folder, 'self-test.tmp')
  writeFileSync(path, 'x', { mode: 0o600 })
  rmSync(path)
  if (process.platform === 'win32') return 'writable'
  must((statSync(folder).mode & 0o077) === 0, 'others on this computer may open it')
  return 'writable, for this user only'
}

function trySqlite(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-self-test-'))
  try {
    const database = new DatabaseSync(join(folder, 'try.sqlite'))
    database.exec("PRAGMA journal_mode = WAL; CREATE TABLE t (x TEXT); INSERT INTO t VALUES ('ü')")
    const { x } = database.prepare('SELECT x FROM t').get() as { x: string }
    database.close()
    must(x === 'ü', 'a value came back changed')
    return `SQLite ${process.versions.sqlite ?? ''}`.trim()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function tryKeychain(status: () => Promise<KeychainStatus>): Promise<string> {
  const { state, name } = await status()
  must(state === 'available', `${name}: ${state}`)
  return name
}

/** Loads each worker's code in a thread, from where the package keeps it. */
async function tryWorkers(): Promise<string> {
  const folder = fileURLToPath(new URL('.', workerFile('./any.worker.ts', import.meta.url)))
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => /\.worker\.m?js$/.test(name)) : []
  must(files.length > 0, 'the package has no background threads')
  for (const name of files) {
    const url = new URL(name, workerFile('./any.worker.ts', import.meta.url)).href
    const answer = await askThread(`import(${JSON.stringify(url)}).then(() => say('loaded'), (e) => say(e.message))`)
    must(answer === 'loaded', `${name}: ${String(answer)}`)
  }
  return `${files.length} kinds`
}

/** A thread writes into memory that main made, and wakes main's view of it. */
async function trySharedMemory(): Promise<string> {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true })
  const cells = new Int32Array(memory.buffer)
  const answer = await askThread(
    "const cells = new Int32Array(data.buffer); Atomics.store(cells, 0, 7); Atomics.notify(cells, 0); say('stored')",
    memory,
  )
  must(answer === 'stored' && Atomics.load(cells, 0) === 7, 'a thread and main do not see the same memory')
  return ''
}

async function askThread(code: string, data?: unknown): Promise<unknown> {
  const head =
    "const { parentPort, workerData: data } = require('node:worker_threads'); const say = (said) => parentPort.postMessage({ said });"
  const worker = new Worker(`${head}${code}`, { eval: true, workerData: data })
  try {
    return await new Promise((resolve, reject) => {
      // A worker's own code may speak as well, from the moment it is loaded.
      worker.on('message', (message) => isSaid(message) && resolve(message.said)).once('error', reject)
    })
  } finally {
    await worker.terminate()
  }
}

function isSaid(message: unknown): message is { readonly said: unknown } {
  return typeof message === 'object' && message !== null && 'said' in message
}

async function tryDuck({ forkHelper, log }: CheckTools): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-self-test-'))
  chmodSync(folder, 0o700)
  const helper = forkHelper(workerFile('../../runs/query/query.helper.ts', import.meta.url))
  const link = linkHelper<QueryMethods>(helper, { log, name: 'self-test' })
  try {
    await link.call('begin', [folder])
    return await link.call('version', [])
  } finally {
    link.end(new AppError({ code: 'cancelled', message: bulkdeskReasons.canceled }))
    helper.kill()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function tryWindow(probe: ProbeWindow): Promise<string> {
  const { blocksCode, hasNode } = await probe()
  must(blocksCode, 'the window runs text as code')
  return must(!hasNode, 'the window has Node')
}

async function tryScheme(probe: ProbeWindow): Promise<string> {
  const { origin } = await probe()
  must(origin === 'app://bundle', `the window is at ${origin}`)
  return origin
}

import { readFileSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'playwright/test'
import { readFuses } from '../scripts/electron-stand-in.ts'
import { packageApp } from '../scripts/package-app.ts'

interface Asar {
  listPackage(archive: string): string[]
  statFile(archive: string, name: string): { readonly size?: number }
}
// Comes with electron-builder, which has no types for it.
const asar = createRequire(createRequire(import.meta.url).resolve('electron-builder'))('@electron/asar') as Asar

const out = resolve(import.meta.dirname, '../test-results/package')
const resources = join(out, 'linux-unpacked', 'resources')
const archive = join(resources, 'app.asar')
const target = `linux-${process.arch}`
/** Without Electron and DuckDB. */
const MOST_BYTES = 6_000_000
/** DuckDB with its library for one system and processor. */
const MOST_DUCKDB_BYTES = 80_000_000

test.skip(process.platform !== 'linux', 'only the package for Linux is opened so far')

test.beforeAll(() => {
  rmSync(out, { recursive: true, force: true })
  expect(packageApp({ args: ['--dir', `-c.directories.output=${out}`], stdio: 'pipe' })).toBe(0)
})

function filesInArchive(): readonly string[] {
  const names = asar.listPackage(archive).map((name) => name.replaceAll('\\', '/').slice(1))
  return names.filter((name) => asar.statFile(archive, name).size !== undefined)
}

function bytesOf(names: readonly string[]): number {
  return names.reduce((sum, name) => sum + (asar.statFile(archive, name).size ?? 0), 0)
}

const DUCKDB = /^node_modules\/(@duckdb|detect-libc)\//

test('the package holds what was built, keytar and DuckDB, and nothing else', () => {
  const allowed = /^(dist\/(main|preload|renderer|workers)\/|package\.json$|node_modules\/keytar\/)/
  expect(filesInArchive().filter((name) => !allowed.test(name) && !DUCKDB.test(name))).toEqual([])
  expect(filesInArchive().filter((name) => /\.(ts|tsx|map)$|test-results|\.env/.test(name))).toEqual([])
  expect(bytesOf(filesInArchive().filter((name) => !DUCKDB.test(name)))).toBeLessThan(MOST_BYTES)
  expect(bytesOf(filesInArchive().filter((name) => DUCKDB.test(name)))).toBeLessThan(MOST_DUCKDB_BYTES)
})

test("the binaries are this system's, outside the archive, and the only native files", () => {
  const native = filesInArchive().filter((name) => name.endsWith('.node'))
  const duckdb = `node_modules/@duckdb/node-bindings-${target}`
  expect(native.toSorted()).toEqual([`${duckdb}/duckdb.node`, `node_modules/keytar/prebuilds/${target}/keytar.node`])
  for (const name of [...native, `${duckdb}/libduckdb.so`])
    expect(statSync(join(resources, 'app.asar.unpacked', ...name.split('/'))).size, name).toBeGreaterThan(10_000)
})

test('DuckDB answers from outside the archive', async () => {
  const file = join(resources, 'app.asar.unpacked', 'node_modules/@duckdb/node-api/lib/index.js')
  const { DuckDBInstance } = (await import(pathToFileURL(file).href)) as typeof import('@duckdb/node-api')
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  expect((await connection.runAndReadAll('select 42')).getRows()).toEqual([[42]])
})

test('every worker starts from outside the archive', async () => {
  const workers = filesInArchive().filter((name) => /^dist\/workers\/.*\.worker\./.test(name))
  expect(workers.length).toBeGreaterThan(3)
  for (const name of workers) {
    expect(await loads(join(resources, 'app.asar.unpacked', ...name.split('/'))), name).toBe('loaded')
  }
})

/** Loads a worker's code in a thread, as main would from the package. */
function loads(file: string): Promise<unknown> {
  const code = `import(${JSON.stringify(pathToFileURL(file).href)}).then(
    () => require('node:worker_threads').parentPort.postMessage('loaded'),
    (error) => require('node:worker_threads').parentPort.postMessage(String(error)))`
  const worker = new Worker(code, { eval: true })
  const { promise, resolve: done } = Promise.withResolvers<unknown>()
  worker.on('message', (message) => {
    if (typeof message === 'string') done(message)
  })
  worker.once('error', (error) => done(String(error)))
  return promise.finally(() => worker.terminate())
}

test('the fuses are set: no run-as-node, no inspection, the archive only and its integrity checked', () => {
  const wire = readFuses(readFileSync(join(out, 'linux-unpacked', 'bulkdesk')))
  // The order of the wire: run-as-node, cookies, NODE_OPTIONS, inspect, integrity, archive only, own snapshot, file privileges.
  expect(wire.slice(0, 8)).toBe('00001100')
})

test('nobody but its owner may change an installed file', () => {
  for (const file of [archive, join(out, 'linux-unpacked', 'bulkdesk')]) {
    expect(statSync(file).mode & 0o022, file).toBe(0)
  }
})

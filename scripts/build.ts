import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const SOURCES = ['electron', 'renderer', 'shared', 'simulator', 'vite.config.ts', 'package.json']
const OUTPUTS = [
  'dist/main/main.js',
  'dist/workers/csv.worker.mjs',
  'dist/preload/preload.cjs',
  'dist/renderer/index.html',
]

/** Builds the app unless what is there is younger than every source of it. */
export function buildIfStale(): void {
  if (!isStale()) return
  console.log('Building …')
  build()
}

/** One `vite build` makes main, preload and renderer. */
export function build(): void {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error('The build failed.')
}

function isStale(): boolean {
  const outputs = OUTPUTS.map((path) => join(root, path))
  if (!outputs.every((path) => existsSync(path))) return true
  const built = Math.min(...outputs.map((path) => statSync(path).mtimeMs))
  return SOURCES.some((source) => newestUnder(join(root, source)) > built)
}

function newestUnder(path: string): number {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs)
  return Math.max(0, ...files)
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')

/** The script behind a package's command, so that it runs under this very Node on every system. */
export const TOOLS = {
  tsc: 'typescript/bin/tsc',
  biome: '@biomejs/biome/bin/biome',
  vite: 'vite/bin/vite.js',
  vitest: 'vitest/vitest.mjs',
  playwright: 'playwright/cli.js',
} as const

/** Runs a tool with its output shown; resolves with its exit code. */
export async function runTool(
  tool: keyof typeof TOOLS,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const script = join(root, 'node_modules', TOOLS[tool])
  const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit', env })
  const forward = (signal: NodeJS.Signals): unknown => child.kill(signal)
  process.on('SIGTERM', forward).on('SIGINT', forward)
  const [code] = (await once(child, 'exit')) as [number | null]
  process.off('SIGTERM', forward).off('SIGINT', forward)
  return code ?? 1
}

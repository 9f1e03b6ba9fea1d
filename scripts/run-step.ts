import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')

/** The script behind a package's command, so that it runs under this very Node on every system. */
const TOOLS = {
  tsc: 'typescript/bin/tsc',
  biome: '@biomejs/biome/bin/biome',
  vite: 'vite/bin/vite.js',
  vitest: 'vitest/vitest.mjs',
  playwright: 'playwright/cli.js',
} as const

/** Runs a tool with its output shown; resolves with its exit code. Interrupted by `signal`, or not started at all. */
export async function runTool(
  tool: keyof typeof TOOLS,
  args: readonly string[],
  { env, signal }: { readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<number> {
  if (signal.aborted) return 1
  const script = join(root, 'node_modules', TOOLS[tool])
  const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit', env })
  const interrupt = (): unknown => child.kill('SIGINT')
  signal.addEventListener('abort', interrupt)
  const [code] = (await once(child, 'exit')) as [number | null]
  signal.removeEventListener('abort', interrupt)
  return code ?? 1
}

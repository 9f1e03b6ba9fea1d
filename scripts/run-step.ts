import { type StdioOptions, spawn } from 'node:child_process'
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
  depcruise: 'dependency-cruiser/bin/dependency-cruiser.mjs',
  knip: 'knip/bin/knip.js',
} as const

export interface Place {
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  /** Gets what is printed; without it the terminal does. */
  readonly onOutput?: (printed: Buffer) => void
}

/** Runs a tool with its output shown or handed over; resolves with its exit code. Interrupted by `signal`, or not started at all. */
export function runTool(tool: keyof typeof TOOLS, args: readonly string[], place: Place): Promise<number> {
  return runScript(join('node_modules', TOOLS[tool]), args, place)
}

/** Runs one of the project's own scripts in the same way. */
export async function runScript(script: string, args: readonly string[], place: Place): Promise<number> {
  const { env, signal, onOutput } = place
  if (signal.aborted) return 1
  const stdio = onOutput ? (['ignore', 'pipe', 'pipe'] as const) : 'inherit'
  const child = spawn(process.execPath, [join(root, script), ...args], { cwd: root, stdio: stdio as StdioOptions, env })
  for (const stream of [child.stdout, child.stderr]) if (onOutput) stream?.on('data', onOutput)
  const interrupt = (): unknown => child.kill('SIGINT')
  signal.addEventListener('abort', interrupt)
  const [code] = (await once(child, onOutput ? 'close' : 'exit')) as [number | null]
  signal.removeEventListener('abort', interrupt)
  return code ?? 1
}

import { join } from 'node:path'
import type { Runtime } from './choose-runtime.ts'
import { root } from './run-step.ts'

/** Program and arguments that run the built app on a runtime, from the project's folder. */
export function appCommand({ name, executable }: Runtime, args: readonly string[]): [string, string[]] {
  if (name === 'chromium') return [process.execPath, [join(root, 'e2e/runtime/launch.ts'), ...args]]
  // Chromium's sandbox refuses to run as root, which only containers and CI do.
  return [executable, ['.', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args]]
}

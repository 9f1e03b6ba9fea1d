import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { buildIfStale } from './build.ts'
import { chooseRuntime, describeRuntime, type Runtime } from './choose-runtime.ts'
import { root } from './run-step.ts'
import { takeRuntimeOption } from './runtime-option.ts'
import { startSession } from './session.ts'

/** `npm start [-- --login-url http://127.0.0.1:PORT/id] [--runtime electron|chromium] [files.csv]` */
const { forced, rest } = takeRuntimeOption(process.argv.slice(2))
const runtime = chooseRuntime({ forced: forced ?? process.env.BULKDESK_RUNTIME, mayFetch: true })
buildIfStale()
console.log(describeRuntime(runtime))
const session = await startSession({ display: 'if-missing', keyring: 'if-missing' })
if (session.env.DISPLAY !== process.env.DISPLAY) {
  console.log(`There is no display here: the window is on a virtual one, ${session.env.DISPLAY}.`)
}
const app = spawn(...commandOf(runtime, rest), { cwd: root, stdio: 'inherit', env: session.env })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.kill(signal))
const [code] = (await once(app, 'exit')) as [number | null]
await session.close()
process.exitCode = code ?? 1

function commandOf({ name, executable }: Runtime, args: readonly string[]): [string, string[]] {
  if (name === 'chromium') return [process.execPath, [join(root, 'e2e/runtime/launch.ts'), ...args]]
  // Chromium's sandbox refuses to run as root, which only containers and CI do.
  return [executable, ['.', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args]]
}

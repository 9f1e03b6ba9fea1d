import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appCommand } from './app-command.ts'
import { buildIfStale } from './build.ts'
import { chooseRuntime, describeRuntime } from './choose-runtime.ts'
import { root } from './run-step.ts'
import { takeRuntimeOption } from './runtime-option.ts'
import { withSession } from './with-session.ts'

/** `npm start [-- --login-url http://127.0.0.1:PORT/id] [--runtime electron|chromium] [files.csv]` */
const { forced, rest } = takeRuntimeOption(process.argv.slice(2))
const runtime = chooseRuntime({ forced: forced ?? process.env.BULKDESK_RUNTIME, mayFetch: true })
buildIfStale()
console.log(describeRuntime(runtime))
await withSession({ display: 'if-missing', keyring: 'if-missing' }, async (env, signal) => {
  if (env.DISPLAY !== process.env.DISPLAY)
    console.log(`No display here: the window is on a virtual one, ${env.DISPLAY}.`)
  const app = spawn(...appCommand(runtime, rest), { cwd: root, stdio: 'inherit', env })
  signal.addEventListener('abort', () => app.kill())
  const [code] = (await once(app, 'exit')) as [number | null]
  return code ?? 1
})

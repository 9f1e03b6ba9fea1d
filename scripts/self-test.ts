import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appCommand } from './app-command.ts'
import { buildIfStale } from './build.ts'
import { chooseRuntime, describeRuntime } from './choose-runtime.ts'
import { root } from './run-step.ts'
import { takeRuntimeOption } from './runtime-option.ts'
import { withSession } from './with-session.ts'

/** `npm run self-test [-- --self-test-report FILE] [--runtime electron|chromium]`: what `Bulkdesk --self-test` does, from source. */
const { forced, rest } = takeRuntimeOption(process.argv.slice(2))
const runtime = chooseRuntime({ forced: forced ?? process.env.BULKDESK_RUNTIME, mayFetch: false })
buildIfStale()
console.log(describeRuntime(runtime))
await withSession({ display: 'if-missing', keyring: 'if-missing' }, async (env, signal) => {
  const app = spawn(...appCommand(runtime, ['--self-test', ...rest]), { cwd: root, stdio: 'inherit', env })
  signal.addEventListener('abort', () => app.kill())
  const [code] = (await once(app, 'exit')) as [number | null]
  return code ?? 1
})

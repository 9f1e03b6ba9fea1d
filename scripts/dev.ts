import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createBuilder } from 'vite'
import { appCommand } from './app-command.ts'
import { chooseRuntime, describeRuntime } from './choose-runtime.ts'
import { root } from './run-step.ts'
import { takeRuntimeOption } from './runtime-option.ts'
import { withSession } from './with-session.ts'

/**
 * `npm run dev [-- --runtime electron|chromium] [arguments of the app]`: rebuilds what is edited and starts the app again.
 * No dev server: the window only ever loads `app://bundle`, and main serves what it found there when it started.
 */
const SETTLE_MS = 150

const { forced, rest } = takeRuntimeOption(process.argv.slice(2))
const runtime = chooseRuntime({ forced: forced ?? process.env.BULKDESK_RUNTIME, mayFetch: true })
console.log(describeRuntime(runtime))
await withSession({ display: 'if-missing', keyring: 'if-missing' }, async (env, signal) => {
  const app = restartable(() => spawn(...appCommand(runtime, rest), { cwd: root, stdio: 'inherit', env }))
  const watchers = await watchAll(app.restartSoon)
  signal.addEventListener('abort', app.stop)
  const code = await app.ended
  for (const watcher of watchers) await watcher.close()
  return code
})

interface Watcher {
  on(event: 'event', listener: (event: { code: string; result?: { close(): unknown } }) => void): unknown
  close(): Promise<void>
}

/** Builds every target once, then on each change of its files. A failed build is printed and changes nothing. */
async function watchAll(onBuilt: () => void): Promise<Watcher[]> {
  const builder = await createBuilder({
    configFile: join(root, 'vite.config.ts'),
    build: { watch: {} },
    logLevel: 'warn',
  })
  const watchers: Watcher[] = []
  for (const environment of Object.values(builder.environments)) {
    const watcher = (await builder.build(environment)) as unknown as Watcher
    watchers.push(watcher)
    await new Promise<void>((firstBuilt) => {
      watcher.on('event', ({ code, result }) => {
        if (code !== 'BUNDLE_END') return
        void result?.close()
        onBuilt()
        firstBuilt()
      })
    })
  }
  return watchers
}

/** The app, started again at most once per burst of builds. It ends for good when its user quits it. */
function restartable(start: () => ChildProcess): { restartSoon: () => void; stop: () => void; ended: Promise<number> } {
  let app: ChildProcess | undefined
  let timer: NodeJS.Timeout | undefined
  let isRestarting = false
  const { promise: ended, resolve: end } = Promise.withResolvers<number>()

  async function restart(): Promise<void> {
    if (app) {
      isRestarting = true
      const gone = once(app, 'exit')
      app.kill()
      await gone
      isRestarting = false
    }
    app = start()
    app.once('exit', (code) => {
      if (!isRestarting) end(code ?? 1)
    })
  }

  return {
    restartSoon: () => {
      clearTimeout(timer)
      timer = setTimeout(() => void restart(), SETTLE_MS)
    },
    stop: () => app?.kill(),
    ended,
  }
}

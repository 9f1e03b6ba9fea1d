import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { ControlCall, ControlMessage } from '../runtime/control.ts'
import { chromiumVersion } from '../runtime/find-chromium.ts'
import type { DesktopRecord, RunningApp, StartRequest } from './running-app.ts'

const project = resolve(import.meta.dirname, '../..')
const LAUNCH_TIMEOUT_MS = 30_000
const QUIT_TIMEOUT_MS = 8_000
let version: string | undefined

/**
 * Runs the built app on the stand-in, as a process of its own: killing it is what killing Electron's main process is.
 * The test's hands on the window are a second client of the same Chromium.
 */
export async function startOnChromium({ main, executable, args, env }: StartRequest): Promise<RunningApp> {
  version ??= chromiumVersion(executable)
  const child = fork(join(project, 'e2e/runtime/launch.ts'), [...args], {
    cwd: project,
    execPath: process.execPath,
    execArgv: [],
    env: {
      ...env,
      BULKDESK_CHROMIUM: executable,
      BULKDESK_CHROMIUM_VERSION: version,
      ...(main ? { BULKDESK_MAIN: main } : {}),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const app = new AppProcess(child)
  try {
    const { port, profile } = await app.window()
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, {
      noDefaults: true,
      // Files given to an input keep their path.
      isLocal: true,
    })
    return running(app, browser, profile)
  } catch (error) {
    child.kill('SIGKILL')
    throw new Error(`The app did not start. It printed:\n${app.logs()}`, { cause: error })
  }
}

function running(app: AppProcess, browser: Browser, profile: string): RunningApp {
  const page = browser.contexts()[0]?.pages()[0] as Page
  async function end(): Promise<void> {
    await browser.close().catch(() => undefined)
    // Chromium ends with the pipe of its parent; its profile is ours to remove when the parent was killed.
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
  return {
    page,
    pid: app.pid,
    logs: () => app.logs(),
    nextWindow: () => app.nextWindow(),
    answer: async (dialog, answer) => void (await app.call({ call: 'answer', dialog, answer: answer as never })),
    chooseMenu: async (label) => void (await app.call({ call: 'choose-menu', label })),
    desktop: async () => (await app.call({ call: 'desktop' })) as DesktopRecord,
    async watchMain() {
      await app.call({ call: 'watch-turns' })
      return async () => Number(await app.call({ call: 'hardest-turn' }))
    },
    async close() {
      await app.quit()
      await end()
    },
    async kill() {
      await app.kill()
      await end()
    },
  }
}

function anyClosed(pages: readonly Page[]): Promise<void> {
  return new Promise((resolveClosed) => {
    for (const page of pages) page.once('close', () => resolveClosed())
  })
}

interface OpenedWindow {
  readonly port: number
  readonly profile: string
}

/** The child process, its output and its control channel. */
class AppProcess {
  readonly #child: ChildProcess
  readonly #replies = new Map<number, (message: ControlMessage & { kind: 'reply' }) => void>()
  readonly #window: Promise<{ port: number; profile: string }>
  readonly #others: OpenedWindow[] = []
  #hasWindow = false
  #onOther: () => void = () => undefined
  #output = ''
  #lastId = 0

  constructor(child: ChildProcess) {
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text
      })
    }
    this.#window = new Promise((resolveWindow, reject) => {
      child.on('message', (message: ControlMessage) => {
        if (message.kind === 'window') this.#onWindow(message, resolveWindow)
        else this.#replies.get(message.id)?.(message)
      })
      child.once('exit', (code, signal) => reject(new Error(`The app ended (${code ?? signal}).`)))
      child.once('error', reject)
      setTimeout(() => reject(new Error('The window did not load in time.')), LAUNCH_TIMEOUT_MS).unref()
    })
    this.#window.catch(() => undefined)
  }

  /** The first window is the app's own; the others wait until a test asks for them. */
  #onWindow(window: OpenedWindow, resolveFirst: (window: OpenedWindow) => void): void {
    if (!this.#hasWindow) resolveFirst(window)
    else this.#others.push(window)
    this.#hasWindow = true
    this.#onOther()
  }

  async nextWindow(): Promise<Page> {
    while (this.#others.length === 0) await new Promise<void>((resolveOther) => (this.#onOther = resolveOther))
    const { port } = this.#others.shift() as OpenedWindow
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true, isLocal: true })
    const context = browser.contexts()[0] as BrowserContext
    // A window that its page tried to open may still be there, in front of the page itself.
    while (context.pages().length > 1) await anyClosed(context.pages())
    return context.pages()[0] as Page
  }

  get pid(): number {
    return this.#child.pid as number
  }

  logs(): string {
    return this.#output
  }

  window(): Promise<{ port: number; profile: string }> {
    return this.#window
  }

  async call(call: ControlCall): Promise<unknown> {
    this.#lastId += 1
    const id = this.#lastId
    const reply = await new Promise<ControlMessage & { kind: 'reply' }>((resolveReply) => {
      this.#replies.set(id, resolveReply)
      this.#child.send({ ...call, id })
    })
    if (reply.error !== undefined) throw new Error(reply.error)
    return reply.value
  }

  async quit(): Promise<void> {
    if (this.#hasEnded()) return
    const ended = once(this.#child, 'exit')
    this.#child.send({ call: 'quit', id: 0 })
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), QUIT_TIMEOUT_MS)
    await ended
    clearTimeout(timer)
  }

  async kill(): Promise<void> {
    if (this.#hasEnded()) return
    const ended = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await ended
  }

  #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }
}

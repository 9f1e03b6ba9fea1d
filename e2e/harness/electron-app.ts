import { once } from 'node:events'
import { resolve } from 'node:path'
import { _electron, type ElectronApplication } from 'playwright-core'
import { hardestTurn, watchTurns } from '../runtime/main-turns.ts'
import type { DesktopRecord, RunningApp, StartRequest } from './running-app.ts'

const project = resolve(import.meta.dirname, '../..')
const QUIT_TIMEOUT_MS = 8_000

/**
 * Runs the built app on real Electron. No executablePath: with one, Playwright leaves out the loader that
 * holds `ready` back until it listens. Its binary is known to be there, so nothing is fetched.
 */
export async function startOnElectron({ main = '.', args, env }: StartRequest): Promise<RunningApp> {
  const { ELECTRON_RUN_AS_NODE: _node, NODE_OPTIONS: _options, ...rest } = env
  const app = await _electron.launch({
    args: [main, ...args],
    cwd: project,
    env: Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Record<string, string>,
  })
  let output = ''
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  await recordDesktop(app)
  const page = await app.firstWindow()
  // On Windows the process Playwright knows is a shell.
  const pid = await app.evaluate(() => process.pid)
  return running(app, pid, page, () => output)
}

function running(app: ElectronApplication, pid: number, page: RunningApp['page'], logs: () => string): RunningApp {
  const hasEnded = (): boolean => app.process().exitCode !== null || app.process().signalCode !== null
  async function end(stop: () => unknown): Promise<void> {
    if (hasEnded()) return
    const ended = once(app.process(), 'exit')
    await stop()
    await ended
  }
  const kill = (): unknown => process.kill(pid, 'SIGKILL')
  return {
    page,
    pid,
    logs,
    nextWindow: () => app.waitForEvent('window'),
    answer: (dialog, answer) =>
      app.evaluate((_electron, given) => void globalThis.bulkdeskTest.answers[given.dialog].push(given.answer), {
        dialog,
        answer: answer as never,
      }),
    chooseMenu: (label) => app.evaluate(chooseMenuInMain, label),
    desktop: () =>
      app.evaluate(({ BrowserWindow }) => {
        const beside = BrowserWindow.getAllWindows().find((window) => window.getParentWindow() !== null)
        return { ...globalThis.bulkdeskTest.desktop, windowTitle: beside?.getTitle() ?? '' }
      }) as Promise<DesktopRecord>,
    async watchMain() {
      await app.evaluate(watchTurns)
      return () => app.evaluate(hardestTurn)
    },
    async close() {
      const timer = setTimeout(kill, QUIT_TIMEOUT_MS)
      await end(() => app.evaluate(({ app: running }) => running.quit()).catch(() => undefined))
      clearTimeout(timer)
    },
    kill: () => end(kill),
  }
}

declare global {
  /** Put into main by the function below, for the ones beside it. */
  var bulkdeskTest: {
    answers: Record<'open' | 'save' | 'message', never[]>
    desktop: {
      clipboard: string
      windowTitle: string
      openedUrls: string[]
      shownFiles: string[]
      notifications: never[]
    }
  }
}

/** Runs in main: dialogs take their answers from the test, and the machine's desktop is left alone. */
function recordDesktop(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ dialog, shell, clipboard }) => {
    const answers = { open: [] as never[], save: [] as never[], message: [] as never[] }
    const desktop = {
      clipboard: '',
      windowTitle: '',
      openedUrls: [] as string[],
      shownFiles: [] as string[],
      notifications: [],
    }
    globalThis.bulkdeskTest = { answers, desktop }
    const next = (kind: 'open' | 'save' | 'message'): unknown => {
      if (answers[kind].length === 0) throw new Error(`A ${kind} dialog was opened and no answer was scripted for it.`)
      return answers[kind].shift()
    }
    const writeText = clipboard.writeText.bind(clipboard)
    Object.assign(dialog, {
      showOpenDialog: async () => {
        const filePaths = next('open') as string[] | null
        return { canceled: filePaths === null, filePaths: filePaths ?? [] }
      },
      showSaveDialog: async () => {
        const filePath = next('save') as string | null
        return { canceled: filePath === null, filePath: filePath ?? '' }
      },
      showMessageBox: async () => ({ response: next('message'), checkboxChecked: false }),
    })
    Object.assign(shell, {
      openExternal: async (url: string) => void desktop.openedUrls.push(url),
      showItemInFolder: (path: string) => void desktop.shownFiles.push(path),
    })
    Object.assign(clipboard, {
      writeText: async (text: string) => {
        await writeText(text)
        desktop.clipboard = text
      },
    })
  })
}

/** Runs in main. */
function chooseMenuInMain({ Menu }: typeof import('electron'), label: string): void {
  const queue = [...(Menu.getApplicationMenu()?.items ?? [])]
  for (let item = queue.shift(); item; item = queue.shift()) {
    if (item.label === label) {
      item.click()
      return
    }
    queue.push(...(item.submenu?.items ?? []))
  }
  throw new Error(`The menu has no item "${label}".`)
}

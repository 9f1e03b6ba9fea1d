import { mkdirSync, readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as Electron from 'electron'
import { StrictEmitter } from './emitter.ts'
import { host } from './host.ts'
import { takeSingleInstanceLock } from './single-instance.ts'
import { NotImplementedError, strict } from './strict.ts'

const EVENTS = [
  'second-instance',
  'open-file',
  'window-all-closed',
  'activate',
  'before-quit',
  'will-quit',
  'web-contents-created',
]

/** What quitting needs of the windows; given by their module. */
interface Windows {
  /** Asks every window to close; false when one of them stays. */
  close(): Promise<boolean>
  destroy(): Promise<void>
}

class StandInApp extends StrictEmitter {
  readonly isPackaged = false
  readonly commandLine = strict('app.commandLine', {
    hasSwitch: (name: string): boolean =>
      process.argv.some((argument) => argument === `--${name}` || argument.startsWith(`--${name}=`)),
  })
  readonly #paths = new Map<string, string>()
  #windows: Windows = { close: async () => true, destroy: async () => undefined }
  #release: () => void = () => undefined
  #isQuitting = false
  wasReadyAwaited = false

  constructor() {
    super('app', EVENTS)
  }

  getSystemLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale
  }

  getVersion(): string {
    return String(this.#manifest().version)
  }

  getPath(name: string): string {
    const path = this.#paths.get(name) ?? this.#defaultPath(name)
    if (name === 'userData') mkdirSync(path, { recursive: true })
    return path
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  /** Chromium runs every page of the stand-in in its sandbox already (but for root, who cannot have one). */
  enableSandbox(): void {}

  setAppUserModelId(_id: string): void {
    if (process.platform !== 'win32') throw new Error('app.setAppUserModelId exists on Windows only')
  }

  requestSingleInstanceLock(): boolean {
    const lock = takeSingleInstanceLock(this.getPath('userData'), (argv, folder) =>
      this.emit('second-instance', {}, argv, folder),
    )
    if (lock) this.#release = lock
    return lock !== undefined
  }

  async whenReady(): Promise<void> {
    this.wasReadyAwaited = true
  }

  quit(): void {
    if (this.#isQuitting) return
    if (this.emitPreventable('before-quit')) return
    void this.#windows.close().then((closed) => {
      if (closed && !this.emitPreventable('will-quit')) this.exit(0)
    })
  }

  exit(code = 0): void {
    this.#isQuitting = true
    this.#release()
    void this.#windows.destroy().finally(() => process.exit(code))
  }

  manageWindows(windows: Windows): void {
    this.#windows = windows
  }

  #manifest(): Record<string, unknown> {
    return JSON.parse(readFileSync(join(host.appPath, 'package.json'), 'utf8')) as Record<string, unknown>
  }

  #defaultPath(name: string): string {
    const home = homedir()
    if (name === 'home') return home
    if (name === 'temp') return tmpdir()
    if (name === 'downloads') return join(home, 'Downloads')
    if (name === 'userData') return join(appDataFolder(home), String(this.#manifest().productName))
    throw new NotImplementedError(`app.getPath('${name}')`)
  }
}

function appDataFolder(home: string): string {
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support')
  if (process.platform === 'win32') return process.env.APPDATA ?? join(home, 'AppData', 'Roaming')
  return process.env.XDG_CONFIG_HOME ?? join(home, '.config')
}

/** The whole object, for the stand-in's own modules. */
export const standInApp = new StandInApp()

export const app = strict('app', standInApp)

/** Fails to compile where ours and Electron's differ. Events and paths are checked by name at run time. */
standInApp satisfies Pick<
  Electron.App,
  | 'isPackaged'
  | 'getVersion'
  | 'getSystemLocale'
  | 'enableSandbox'
  | 'requestSingleInstanceLock'
  | 'whenReady'
  | 'quit'
  | 'exit'
  | 'setPath'
>

import type * as Electron from 'electron'
import { standInApp } from './app.ts'
import { ChromiumWindow } from './chromium-window.ts'
import { announceWindow } from './control.ts'
import { giveClipboard } from './desktop.ts'
import { StrictEmitter } from './emitter.ts'
import { chromiumExecutable, host } from './host.ts'
import { chooseMenuKey, menuAccelerators } from './menu.ts'
import { applySchemeThrough, nativeTheme } from './native-theme.ts'
import { writeClipboardThrough } from './page-clipboard.ts'
import { type StandInSession, sessionBehind } from './session.ts'
import { NotImplementedError, refuseUnknownKeys, strict, strictClass } from './strict.ts'
import { StandInWebContents } from './web-contents.ts'
import { readPreload } from './web-preferences.ts'

const WINDOW_KEYS = ['title', 'width', 'height', 'minWidth', 'minHeight', 'show', 'backgroundColor', 'webPreferences']
const EVENTS = ['ready-to-show', 'close', 'closed', 'focus', 'blur', 'show']

const open = new Set<StandInWindow>()

class StandInWindow extends StrictEmitter {
  readonly webContents: StandInWebContents
  readonly #session: StandInSession
  readonly #chromium: Promise<ChromiumWindow>
  #isDestroyed = false
  #closing: Promise<void> | undefined

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', EVENTS)
    refuseUnknownKeys('BrowserWindow', options, WINDOW_KEYS)
    if (open.size > 0) throw new NotImplementedError('second window')
    this.#session = sessionBehind(options.webPreferences?.session)
    const preload = readPreload(options.webPreferences ?? {})
    open.add(this)
    const contents = new StandInWebContents(this.#session, () => this.#chromium)
    this.webContents = strict('webContents', contents)
    this.#chromium = this.#openChromium(options, preload, contents)
    this.#chromium.catch((error: unknown) => {
      console.error('Chromium could not be started:', error)
      process.exit(1)
    })
    standInApp.emit('web-contents-created', {}, this.webContents)
  }

  async #openChromium(
    { width = 800, height = 600 }: Electron.BrowserWindowConstructorOptions,
    preload: string,
    contents: StandInWebContents,
  ): Promise<ChromiumWindow> {
    const chromium = await ChromiumWindow.open({
      executablePath: chromiumExecutable(),
      width,
      height,
      preload,
      accelerators: menuAccelerators(),
      withDebuggingPort: host.isUnderTest,
      onRequest: (request) => contents.answerRequest(request),
      onMessage: (message, sender) =>
        message.kind === 'key' ? chooseMenuKey(message.accelerator) : contents.receive(message, sender),
      onDownload: () => void this.#session.emitPreventable('will-download', {}, this.webContents),
      onCrash: () => contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 0 }),
      onClosed: () => this.#onClosed(),
    })
    await chromium.grantOnly(this.#session.grantedPermissions())
    applySchemeThrough((colorScheme) => void chromium.page.emulateMedia({ colorScheme }).catch(() => undefined))
    if (nativeTheme.themeSource !== 'system') await chromium.page.emulateMedia({ colorScheme: nativeTheme.themeSource })
    giveClipboard((text) => writeClipboardThrough(chromium.cdp, text))
    chromium.page.once('domcontentloaded', () => this.emit('ready-to-show'))
    chromium.page.on('load', () => contents.emit('did-finish-load'))
    return chromium
  }

  #onClosed(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    open.delete(this)
    this.emit('closed')
    if (open.size === 0) standInApp.emit('window-all-closed')
  }

  async loadURL(url: string): Promise<void> {
    const chromium = await this.#chromium
    await chromium.load(url)
    announceWindow({ port: host.isUnderTest ? chromium.debuggingPort() : 0, profile: chromium.profile })
  }

  /** Chromium shows its window by itself; only the event is left to keep. */
  show(): void {
    this.emit('show')
  }

  focus(): void {
    void this.#chromium.then(({ page }) => page.bringToFront()).catch(() => undefined)
  }

  /** A page that is driven always believes it has the focus. */
  isFocused(): boolean {
    return !this.#isDestroyed
  }

  isMinimized(): boolean {
    return false
  }

  restore(): void {
    this.focus()
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  close(): void {
    if (!this.#isDestroyed && !this.emitPreventable('close')) this.destroy()
  }

  destroy(): void {
    this.#closing ??= this.#chromium.then((chromium) => chromium.close()).catch(() => undefined)
  }

  /** For quitting: settles once a close that was not prevented is through. */
  async whenClosed(): Promise<void> {
    await this.#closing
  }
}

export const BrowserWindow = strictClass('BrowserWindow', StandInWindow)

standInApp.manageWindows({
  async close() {
    const windows = [...open]
    for (const window of windows) window.close()
    await Promise.all(windows.map((window) => window.whenClosed()))
    return open.size === 0
  },
  async destroy() {
    const windows = [...open]
    for (const window of windows) window.destroy()
    await Promise.all(windows.map((window) => window.whenClosed()))
  },
})

import type * as Electron from 'electron'
import { standInApp } from './app.ts'
import { ChromiumWindow } from './chromium-window.ts'
import { announceWindow } from './control.ts'
import { desktopRecord, giveClipboard } from './desktop.ts'
import { StrictEmitter } from './emitter.ts'
import { chromiumExecutable, host } from './host.ts'
import { chooseMenuKey, menuAccelerators } from './menu.ts'
import { applySchemeThrough, nativeTheme } from './native-theme.ts'
import { writeClipboardThrough } from './page-clipboard.ts'
import { type StandInSession, sessionBehind } from './session.ts'
import { NotImplementedError, refuseUnknownKeys, strict, strictClass } from './strict.ts'
import { StandInWebContents } from './web-contents.ts'
import { readPreload } from './web-preferences.ts'

const WINDOW_KEYS = [
  'title',
  'width',
  'height',
  'minWidth',
  'minHeight',
  'show',
  'backgroundColor',
  'parent',
  'webPreferences',
]
const EVENTS = ['ready-to-show', 'close', 'closed', 'focus', 'blur', 'show', 'page-title-updated']

const open = new Set<StandInWindow>()

class StandInWindow extends StrictEmitter {
  readonly webContents: StandInWebContents
  readonly #session: StandInSession
  readonly #chromium: Promise<ChromiumWindow>
  readonly parent: object | undefined
  #isDestroyed = false
  #closing: Promise<void> | undefined

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', EVENTS)
    refuseUnknownKeys('BrowserWindow', options, WINDOW_KEYS)
    const given = options.webPreferences?.session
    this.#session = sessionBehind(given)
    // Two windows with a way to main would share one clipboard and one colour scheme here.
    if (open.size > 0 && !this.#session.hasNetwork()) throw new NotImplementedError('second window of the app')
    const preload = readPreload(options.webPreferences ?? {})
    this.parent = options.parent && [...open].find((window) => window.isBehind(options.parent))
    open.add(this)
    const contents = new StandInWebContents(given as object, this.#session, () => this.#chromium)
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
    preload: string | undefined,
    contents: StandInWebContents,
  ): Promise<ChromiumWindow> {
    const chromium = await ChromiumWindow.open({
      executablePath: chromiumExecutable(),
      width,
      height,
      ...(preload === undefined ? {} : { preload }),
      hasNetwork: this.#session.hasNetwork(),
      accelerators: menuAccelerators(),
      withDebuggingPort: host.isUnderTest,
      onRequest: (request) => contents.answerRequest(request),
      onMessage: (message, sender) =>
        message.kind === 'key' ? chooseMenuKey(message.accelerator) : contents.receive(message, sender),
      onDownload: () => void this.#session.emitPreventable('will-download', {}, this.webContents),
      onCrash: () => contents.crash(),
      onClosed: () => this.#onClosed(),
      onNavigated: (url, status, reason) => contents.arrive(url, status, reason),
    })
    await chromium.grantOnly(this.#session.grantedPermissions())
    if (this.#session.hasNetwork()) {
      announceWindow({ port: host.isUnderTest ? chromium.debuggingPort() : 0, profile: chromium.profile })
      return chromium
    }
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
    for (const child of open) if (child.parent === this) child.destroy()
    this.emit('closed')
    if (open.size === 0) standInApp.emit('window-all-closed')
  }

  async loadURL(url: string): Promise<void> {
    const chromium = await this.#chromium
    await chromium.load(url)
    if (this.#session.hasNetwork()) return
    announceWindow({ port: host.isUnderTest ? chromium.debuggingPort() : 0, profile: chromium.profile })
  }

  /** Chromium's window without an address bar takes its title from the page; what main sets is kept for a test. */
  setTitle(title: string): void {
    desktopRecord.windowTitle = title
  }

  /** There is no menu bar. */
  removeMenu(): void {}

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

  /** Whether this is the window that main was given. */
  isBehind(given: object | undefined): boolean {
    return given !== undefined && 'webContents' in given && given.webContents === this.webContents
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

import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import type * as Electron from 'electron'
import { StrictEmitter } from './emitter.ts'
import { host } from './host.ts'
import { refuseUnknownKeys, strict, strictClass } from './strict.ts'

/** What main did to the desktop: what a test may ask about, instead of it being done to the machine. */
export const desktopRecord = {
  clipboard: '',
  /** Of the window whose title main last set. */
  windowTitle: '',
  openedUrls: [] as string[],
  shownFiles: [] as string[],
  openedFiles: [] as string[],
  notifications: [] as { title: string; body: string }[],
  /** How many blockers keep the computer from sleep now. */
  powerSaveBlockers: 0,
}

/** Puts text on the system's clipboard; given by the window, whose page can do that. */
let writeToClipboard: ((text: string) => Promise<void>) | undefined

export function giveClipboard(write: (text: string) => Promise<void>): void {
  writeToClipboard = write
}

export const clipboard = strict('clipboard', {
  async writeText(text: string): Promise<void> {
    if (!writeToClipboard) throw new Error('There is no window to reach the clipboard through.')
    await writeToClipboard(text)
    desktopRecord.clipboard = text
  },
}) satisfies Pick<Electron.Clipboard, 'writeText'>

export const shell = strict('shell', {
  async openExternal(url: string): Promise<void> {
    if (host.isUnderTest) desktopRecord.openedUrls.push(url)
    else openWithSystem(url)
  },
  /** Answers with what went wrong, or nothing. */
  async openPath(path: string): Promise<string> {
    if (host.isUnderTest) desktopRecord.openedFiles.push(path)
    else openWithSystem(path)
    return ''
  },
  showItemInFolder(path: string): void {
    if (host.isUnderTest) desktopRecord.shownFiles.push(path)
    else openWithSystem(dirname(path))
  },
}) satisfies Pick<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder'>

function openWithSystem(target: string): void {
  const program = { darwin: 'open', win32: 'explorer.exe' }[process.platform as string] ?? 'xdg-open'
  const child = spawn(program, [target], { stdio: 'ignore', detached: true })
  child.once('error', () => console.log(`Open ${target}`))
  child.unref()
}

class StandInNotification extends StrictEmitter {
  readonly #notice: { title: string; body: string }

  constructor(options: Electron.NotificationConstructorOptions) {
    super('Notification', ['click', 'close', 'failed'])
    refuseUnknownKeys('Notification', options, ['title', 'body'])
    this.#notice = { title: options.title ?? '', body: options.body ?? '' }
  }

  static isSupported(): boolean {
    return true
  }

  show(): void {
    if (host.isUnderTest) desktopRecord.notifications.push(this.#notice)
    else console.log(`${this.#notice.title}: ${this.#notice.body}`)
  }
}

export const Notification = strictClass('Notification', StandInNotification)

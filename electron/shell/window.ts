import { BrowserWindow, type Session } from 'electron'
import type { Events } from '../../shared/contract/events.ts'
import type { Log } from '../platform/logger.ts'
import { BUNDLE_ORIGIN } from './bundle-origin.ts'
import { type ClosingQuestion, confirmClosing } from './closing-question.ts'
import { windowOptions } from './window-options.ts'

const CRASHES_TO_SURVIVE = 3
const CRASH_MEMORY_MS = 60_000

export interface WindowHooks {
  readonly session: Session
  readonly preload: string
  readonly isPackaged: boolean
  readonly ground: string
  /** False: the window works and is never seen. */
  readonly isShown: boolean
  /** Asked when the window is about to close: undefined lets it, a question puts it to the user first. */
  readonly questionBeforeClosing: () => ClosingQuestion | undefined
  readonly onLoaded: () => void
  readonly onClosed: () => void
  readonly log: Log
}

/** Opens the one window on the built renderer; it is shown once it has something to show. */
export function openWindow(hooks: WindowHooks): BrowserWindow {
  const window = new BrowserWindow(windowOptions(hooks))
  if (hooks.isShown) window.once('ready-to-show', () => window.show())
  window.on('closed', hooks.onClosed)
  askBeforeClosing(window, hooks.questionBeforeClosing)
  reloadAfterCrash(window, hooks.log)
  comeBack(window, hooks.log)
  void load(window, hooks.log).then((isLoaded) => isLoaded && hooks.onLoaded())
  return window
}

async function load(window: BrowserWindow, log: Log): Promise<boolean> {
  try {
    await window.loadURL(`${BUNDLE_ORIGIN}/index.html`)
    return true
  } catch (error) {
    log.error('the window did not load', { error })
    return false
  }
}

/** `will-navigate` is not emitted for about: addresses: the window cannot be kept from them, and comes back. */
function comeBack(window: BrowserWindow, log: Log): void {
  window.webContents.on('did-navigate', (_event, url) => {
    if (url.startsWith(`${BUNDLE_ORIGIN}/`)) return
    log.warn('the window had left its page')
    void load(window, log)
  })
}

/** Nothing where no page can hear it: Electron prints an error for every message to a page that has died. */
export function tell<E extends keyof Events>(window: BrowserWindow | undefined, event: E, payload: Events[E]): void {
  if (!window || window.isDestroyed() || window.webContents.isCrashed()) return
  window.webContents.send(event, payload)
}

/** Brings the window to the user, out of the task bar where necessary. */
export function raise(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.focus()
}

function askBeforeClosing(window: BrowserWindow, question: WindowHooks['questionBeforeClosing']): void {
  let isAsking = false
  let isAllowed = false
  window.on('close', (event) => {
    const asked = isAllowed ? undefined : question()
    if (!asked) return
    event.preventDefault()
    if (isAsking) return
    isAsking = true
    void confirmClosing(window, asked).then((allowed) => {
      isAsking = false
      isAllowed = allowed
      if (allowed) window.close()
    })
  })
}

/** Transfers live in main and go on: the window comes back and shows them again. A window that keeps dying is left alone. */
function reloadAfterCrash(window: BrowserWindow, log: Log): void {
  let crashes: number[] = []
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return
    const now = Date.now()
    crashes = [...crashes.filter((at) => now - at < CRASH_MEMORY_MS), now]
    log.error('the window crashed', { reason: details.reason })
    if (crashes.length <= CRASHES_TO_SURVIVE && !window.isDestroyed()) window.webContents.reload()
  })
}

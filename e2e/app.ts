import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { buildIfStale } from '../scripts/build.ts'
import { chooseRuntime } from '../scripts/choose-runtime.ts'
import { type Session, startSession } from '../scripts/session.ts'
import { PRACTICE_PASSWORD } from './demo/practice-instance.ts'
import { startOnChromium } from './harness/chromium-app.ts'
import { dropFiles } from './harness/drop-files.ts'
import { startOnElectron } from './harness/electron-app.ts'
import type { DesktopRecord, Dialogs, RunningApp } from './harness/running-app.ts'

export interface LaunchOptions {
  /** Where to sign in: a loopback server, `http://127.0.0.1:PORT/id`. */
  readonly loginUrl?: string
  /** Kept after `close` when given; else a fresh one that goes with the app. */
  readonly userDataDir?: string
  readonly dialogs?: Dialogs
  readonly colorScheme?: 'light' | 'dark'
  /** Of the page, in CSS pixels. */
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly env?: NodeJS.ProcessEnv
  /** Another file in main's place: the bench's empty window. */
  readonly main?: string
  /** Further arguments of the app, such as paths of CSV files. */
  readonly args?: readonly string[]
}

export interface App {
  readonly page: Page
  readonly runtime: 'electron' | 'chromium'
  readonly userDataDir: string
  /** Of the main process. */
  readonly pid: number
  /** What the main process printed so far. */
  readonly logs: () => string
  /** Quits as a user does. */
  close(): Promise<void>
  /** SIGKILL of the main process; the user-data folder stays. */
  kill(): Promise<void>
  /** A real file drop on the middle of the selector, or of the window. */
  dropFiles(paths: readonly string[], selector?: string): Promise<void>
  /** What the next save dialog answers; null: closed without a choice. A dialog without an answer is an error. */
  answerSaveDialog(path: string | null): Promise<void>
  answerOpenDialog(paths: readonly string[] | null): Promise<void>
  /** 0-based button of the next message box. */
  answerMessageBox(button: number): Promise<void>
  chooseMenu(label: string): Promise<void>
  /** The page of the next window that main opens beside the first. */
  nextWindow(): Promise<Page>
  /** Watches main's event loop; the function it gives ends that and tells the most work of one turn, milliseconds. */
  watchMain(): Promise<() => Promise<number>>
  /** What the app did to the desktop: clipboard, links opened, files shown. */
  desktop(): Promise<DesktopRecord>
}

/**
 * Starts the built app (building it first when it is stale) on Electron where its binary is present, else on the
 * system's Chromium; `BULKDESK_RUNTIME` forces one. Without a display it brings its own, keyring included.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<App> {
  if (!process.env.BULKDESK_IS_BUILT) buildIfStale()
  const runtime = chooseRuntime({ forced: process.env.BULKDESK_RUNTIME, mayFetch: false })
  const userDataDir = options.userDataDir ?? mkdtempSync(join(tmpdir(), 'bulkdesk-profile-'))
  const session = await sessionIfNeeded()
  const request = {
    ...(options.main ? { main: options.main } : {}),
    executable: runtime.executable,
    args: argumentsOf(options, userDataDir),
    env: { ...session.env, ...options.env },
  }
  async function ended(): Promise<void> {
    await session.close()
    if (!options.userDataDir) rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 })
  }
  const start = runtime.name === 'electron' ? startOnElectron : startOnChromium
  const running = await start(request).catch(async (error: unknown) => {
    await ended()
    throw error
  })
  await prepare(running, options)
  return {
    page: running.page,
    runtime: runtime.name,
    userDataDir,
    pid: running.pid,
    logs: running.logs,
    close: () => running.close().finally(ended),
    kill: () => running.kill().finally(() => session.close()),
    dropFiles: (paths, selector) => dropFiles(running.page, paths, selector),
    answerSaveDialog: (path) => running.answer('save', path),
    answerOpenDialog: (paths) => running.answer('open', paths),
    answerMessageBox: (button) => running.answer('message', button),
    chooseMenu: running.chooseMenu,
    nextWindow: running.nextWindow,
    desktop: running.desktop,
    watchMain: running.watchMain,
  }
}

function argumentsOf({ loginUrl, args = [] }: LaunchOptions, userDataDir: string): string[] {
  const ours = [`--user-data-dir=${userDataDir}`, `--practice-password=${PRACTICE_PASSWORD}`]
  return [...ours, ...(loginUrl ? [`--login-url=${loginUrl}`] : []), ...args]
}

async function prepare(running: RunningApp, { dialogs, colorScheme, viewport }: LaunchOptions): Promise<void> {
  for (const paths of dialogs?.open ?? []) await running.answer('open', paths)
  for (const path of dialogs?.save ?? []) await running.answer('save', path)
  for (const button of dialogs?.message ?? []) await running.answer('message', button)
  if (colorScheme) await running.page.emulateMedia({ colorScheme })
  if (viewport) await running.page.setViewportSize(viewport)
}

/** `npm test` and the demo bring a session for all their apps; a test started by hand on a bare machine has none. */
async function sessionIfNeeded(): Promise<Session> {
  return startSession({ display: 'if-missing', keyring: 'if-missing' })
}

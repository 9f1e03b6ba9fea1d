import { randomUUID } from 'node:crypto'
import { app, BrowserWindow, type Session, session, type WebContents } from 'electron'
import { signInTitle } from '../../shared/words/desktop.ts'
import type { SignInWindow, SignInWindowEnd, SignInWindowRequest } from '../platform/desktop.ts'
import { lockSession } from './session-lock.ts'

/** The sessions of sign-in windows: their pages alone may move from host to host. */
const guests = new WeakSet<Session>()

/** Whether a page belongs to a sign-in window. */
export function isSignInPage({ session: own }: Pick<WebContents, 'session'>): boolean {
  return guests.has(own)
}

/**
 * Opens a window for the pages of Eloqua and of the company's identity provider. It has a session of its own in memory,
 * no preload and no way to main: what is learnt from it is the one address that ends the sign-in, caught before it is
 * loaded. The title names the host of the page, and the page cannot change the title.
 */
export function openSignInWindow(parent: BrowserWindow | undefined, request: SignInWindowRequest): SignInWindow {
  const { promise, resolve } = Promise.withResolvers<SignInWindowEnd>()
  const own = createGuestSession(request, resolve)
  const window = new BrowserWindow({
    title: titleOf(request.url),
    width: 560,
    height: 720,
    ...(parent ? { parent } : {}),
    webPreferences: guestPreferences(own),
  })
  // Its commands are the main window's.
  window.removeMenu()
  watch(window.webContents, request, resolve)
  window.on('page-title-updated', (event) => event.preventDefault())
  window.webContents.on('did-navigate', (_event, url, status) => {
    if (status === 429 && isSameHost(url, request.url)) resolve({ kind: 'too-soon' })
    if (!window.isDestroyed()) window.setTitle(titleOf(url))
  })
  window.on('closed', () => resolve({ kind: 'closed' }))
  const close = (): void => {
    if (!window.isDestroyed()) window.destroy()
  }
  const ended = promise.finally(() => {
    close()
    // The session is held in memory until Bulkdesk quits: nothing of the sign-in stays in it.
    void own.clearStorageData().catch(() => undefined)
  })
  // A page that cannot be reached stays on screen as an empty one, and the user closes the window.
  window.loadURL(request.url).catch(() => undefined)
  return { ended, close }
}

/** Whatever Electron's defaults become. */
function guestPreferences(own: Session) {
  return {
    session: own,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: !app.isPackaged,
  } as const
}

function createGuestSession(request: SignInWindowRequest, end: (ended: SignInWindowEnd) => void): Session {
  const own = session.fromPartition(`sign-in-${randomUUID()}`)
  guests.add(own)
  lockSession(own)
  own.webRequest.onBeforeRequest(({ url, resourceType }, answer) => {
    const isBack = resourceType === 'mainFrame' && request.isWayBack(url)
    if (isBack) end({ kind: 'way-back', address: url })
    answer({ cancel: isBack || !mayRequest(url, request.url) })
  })
  return own
}

/** Every way to the registered address is watched; none loads it. */
function watch(contents: WebContents, request: SignInWindowRequest, end: (ended: SignInWindowEnd) => void): void {
  const refuse = (event: { preventDefault(): void }, url: string): void => {
    const isBack = request.isWayBack(url)
    if (isBack || !mayRequest(url, request.url)) event.preventDefault()
    if (isBack) end({ kind: 'way-back', address: url })
  }
  contents.on('will-navigate', (event) => refuse(event, event.url))
  contents.on('will-redirect', (event) => {
    if (event.isMainFrame) refuse(event, event.url)
  })
}

/** https everywhere, and what a page makes itself; plain http at the very server of this machine that signs in. */
function mayRequest(url: string, signInUrl: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, origin } = new URL(url)
  if (['https:', 'wss:', 'data:', 'blob:'].includes(protocol)) return true
  return protocol === 'http:' && origin === new URL(signInUrl).origin
}

function isSameHost(url: string, other: string): boolean {
  return URL.canParse(url) && new URL(url).host === new URL(other).host
}

/** The host is what tells the real page from a copy. */
function titleOf(url: string): string {
  return signInTitle(URL.canParse(url) ? new URL(url).host : '')
}

import { app, type Session, session, type WebContents } from 'electron'
import { BUNDLE_ORIGIN } from './bundle-origin.ts'
import { isSafeExternal } from './safe-external.ts'

/**
 * The window's own session: in memory only, no permission is ever granted, nothing is downloaded
 * (main writes files itself) and nothing but the bundle is fetched.
 */
export function createLockedSession(): Session {
  const ui = session.fromPartition('ui')
  lockSession(ui)
  ui.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isOwnRequest(details.url) }))
  return ui
}

/** No permission, no device, no screen, no download: whatever page a session shows. */
export function lockSession(own: Session): void {
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  own.setPermissionCheckHandler(() => false)
  own.setDevicePermissionHandler(() => false)
  own.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  own.on('will-download', (event) => event.preventDefault())
}

/** The bundle, and in development the developer tools. */
export function isOwnRequest(url: string): boolean {
  return url.startsWith(`${BUNDLE_ORIGIN}/`) || url.startsWith('devtools:')
}

export interface ContentsLock {
  /** Opens a link we vouch for in the browser. */
  readonly openExternal: (url: string) => void
  /** The pages of a sign-in window go from host to host; they still open no window and embed none. */
  readonly isGuest: (contents: WebContents) => boolean
}

/** Nothing this app ever shows may navigate, open a window or embed one; a link we vouch for goes to the browser. */
export function lockAllContents({ openExternal, isGuest }: ContentsLock): void {
  app.on('web-contents-created', (_event, contents) => {
    if (isGuest(contents)) lockGuest(contents)
    else lockContents(contents, openExternal)
  })
}

function lockGuest(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

function lockContents(contents: WebContents, openExternal: (url: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (isSafeExternal(url)) openExternal(url)
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

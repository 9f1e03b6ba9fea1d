import { app, type Session, session, type WebContents } from 'electron'
import { BUNDLE_ORIGIN } from './bundle-origin.ts'
import { isSafeExternal } from './safe-external.ts'

/**
 * The window's own session: in memory only, no permission is ever granted, nothing is downloaded
 * (main writes files itself) and nothing but the bundle is fetched.
 */
export function createLockedSession(): Session {
  const ui = session.fromPartition('ui')
  ui.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  ui.setPermissionCheckHandler(() => false)
  ui.setDevicePermissionHandler(() => false)
  ui.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  ui.on('will-download', (event) => event.preventDefault())
  ui.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isOwnRequest(details.url) }))
  return ui
}

/** The bundle, and in development the developer tools. */
export function isOwnRequest(url: string): boolean {
  return url.startsWith(`${BUNDLE_ORIGIN}/`) || url.startsWith('devtools:')
}

/** Nothing this app ever shows may navigate, open a window or embed one; a link we vouch for goes to the browser. */
export function lockAllContents(openExternal: (url: string) => void): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents, openExternal))
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

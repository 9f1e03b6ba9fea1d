import type { BrowserWindowConstructorOptions, Session } from 'electron'

/** The window's options: sandboxed, isolated, without Node, whatever Electron's defaults become. */
export function windowOptions(given: {
  readonly session: Session
  readonly preload: string
  readonly isPackaged: boolean
  /** A CSS color: what shows before the first paint. */
  readonly ground: string
}): BrowserWindowConstructorOptions {
  return {
    title: 'Bulkdesk',
    width: 1280,
    height: 800,
    minWidth: 960,
    minHeight: 600,
    show: false,
    backgroundColor: given.ground,
    webPreferences: {
      session: given.session,
      preload: given.preload,
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
      // Chromium would fetch dictionaries from the network.
      spellcheck: false,
      devTools: !given.isPackaged,
    },
  }
}

import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { clipboard, Notification, shell } from './desktop.ts'
import { dialog } from './dialog.ts'
import { ipcMain } from './ipc-main.ts'
import { Menu } from './menu.ts'
import { nativeTheme } from './native-theme.ts'
import { net } from './net.ts'
import { powerMonitor, powerSaveBlocker } from './power.ts'
import { protocol, session } from './session.ts'
import { utilityProcess } from './utility-process.ts'

/**
 * The module `electron` as main finds it when Chromium stands in: exactly the calls of docs/electron-surface.md.
 * Importing a name that is not here fails to link; touching a member that is not there throws.
 */
export {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeTheme,
  net,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  session,
  shell,
  utilityProcess,
}

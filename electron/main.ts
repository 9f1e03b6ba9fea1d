import { join } from 'node:path'
import { app, type BrowserWindow } from 'electron'
import type { AppInfo } from '../shared/ipc.ts'
import { createApi } from './api.ts'
import { describeRuntime } from './app-api.ts'
import { createBundleHandler, readBundleManifest, registerBundleScheme } from './bundle-protocol.ts'
import { readCommandLine } from './command-line.ts'
import type { Publish } from './desktop.ts'
import { createElectronDesktop } from './desktop-electron.ts'
import { serve } from './ipc.ts'
import { createLogger } from './logger.ts'
import { setApplicationMenu } from './menu.ts'
import { listenForOpenedFiles } from './opened-files.ts'
import { cleanEnvironment, findDangerousSwitch } from './packaged-guard.ts'
import { createLockedSession, lockAllContents } from './session-lock.ts'
import { createSourceFiles } from './uploads/source-files.ts'
import { openWindow, raise } from './window.ts'

const here = import.meta.dirname
let mainWindow: BrowserWindow | undefined

if (app.isPackaged) {
  cleanEnvironment(process.env)
  if (findDangerousSwitch(process.argv, process.platform)) app.exit(1)
}
const commandLine = readCommandLine(process.argv, { isPackaged: app.isPackaged, folder: process.cwd() })
if (commandLine.userDataDir) app.setPath('userData', commandLine.userDataDir)
app.enableSandbox()
registerBundleScheme()
const openedFiles = listenForOpenedFiles(commandLine.files)

if (app.requestSingleInstanceLock()) void app.whenReady().then(start)
else app.exit(0)

async function start(): Promise<void> {
  const log = createLogger(app.getPath('userData'))
  const ui = createLockedSession()
  ui.protocol.handle('app', createBundleHandler(readBundleManifest(join(here, '../renderer'))))
  const desktop = createElectronDesktop(() => mainWindow)
  lockAllContents((url) => void desktop.openExternal(url))

  const publish: Publish = (event, payload) => {
    if (mainWindow && !mainWindow.isDestroyed()) mainWindow.webContents.send(event, payload)
  }
  const files = createSourceFiles()
  const takeFiles = (paths: readonly string[]) => Promise.all(paths.map((path) => files.take(path)))
  const api = createApi({ info: appInfo(ui.getUserAgent()), desktop })
  serve(api, { isOurWindow: (id) => mainWindow?.webContents.id === id, takeFiles, log })
  setApplicationMenu({
    choose: (command) => publish('menu-chosen', { command }),
    openHelp: (page) => void api.openHelp?.({ page }),
    isPackaged: app.isPackaged,
    platform: process.platform,
  })

  mainWindow = openWindow({
    session: ui,
    preload: join(here, '../preload/preload.cjs'),
    isPackaged: app.isPackaged,
    mayClose: async () => true,
    onLoaded: () =>
      openedFiles.deliverTo((paths) => void takeFiles(paths).then((taken) => publish('files-opened', taken))),
    onClosed: () => {
      mainWindow = undefined
    },
    log,
  })
  app.on('second-instance', (_event, argv, folder) => {
    if (mainWindow) raise(mainWindow)
    openedFiles.open(readCommandLine(argv, { isPackaged: app.isPackaged, folder }).files)
  })
  app.on('window-all-closed', () => app.quit())
}

function appInfo(userAgent: string): AppInfo {
  return {
    version: app.getVersion(),
    platform: process.platform as AppInfo['platform'],
    ...describeRuntime(userAgent),
    packaged: app.isPackaged,
    ...(commandLine.loginUrl ? { loginUrl: commandLine.loginUrl } : {}),
    dataFolder: app.getPath('userData'),
  }
}

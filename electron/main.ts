import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, type BrowserWindow, dialog, Notification, powerMonitor, type Session } from 'electron'
import type { AppInfo } from '../shared/contract/app-info.ts'
import type { Events } from '../shared/contract/events.ts'
import { startFailure } from '../shared/words/desktop.ts'
import { createServices, type Services, type ServicesOptions } from './api.ts'
import { openDataFolder, startCli } from './cli/start-cli.ts'
import { createCredentialStore } from './connections/credentials.ts'
import { serve } from './ipc.ts'
import { listSeparator } from './platform/list-separator.ts'
import { createLogger, type Log, logCrashes } from './platform/logger.ts'
import { makePrivateFolder } from './platform/private-folder.ts'
import { redactText } from './platform/redact.ts'
import { describeRuntime } from './shell/app-api.ts'
import { applyAppearance, windowGround } from './shell/appearance.ts'
import { createBundleHandler, readBundleManifest, registerBundleScheme } from './shell/bundle-protocol.ts'
import { questionBeforeClosing } from './shell/closing-question.ts'
import { readCommandLine } from './shell/command-line.ts'
import {
  createElectronDesktop,
  createFolderQuestion,
  createSignInDesktop,
  openDataFile,
} from './shell/desktop-electron.ts'
import { forkHelper } from './shell/fork-helper.ts'
import { keepLastFolders, type LastFolders } from './shell/last-folder.ts'
import { setApplicationMenu } from './shell/menu.ts'
import { createNetwork } from './shell/network.ts'
import { announceFiles, listenForOpenedFiles, takeAll } from './shell/opened-files.ts'
import { cleanEnvironment, findDangerousSwitch } from './shell/packaged-guard.ts'
import { quitInOrder } from './shell/quit.ts'
import { selfTest } from './shell/self-test/self-test.ts'
import { createLockedSession, lockAllContents } from './shell/session-lock.ts'
import { isSignInPage } from './shell/sign-in-window.ts'
import { createStayAwake } from './shell/stay-awake.ts'
import { openWindow, raise, tell } from './shell/window.ts'
import { createSourceFiles } from './uploads/check/source-files.ts'

const here = import.meta.dirname
/** As `appId` in electron-builder.yml. */
const APP_ID = 'com.bulkdesk.app'
let mainWindow: BrowserWindow | undefined

if (app.isPackaged) {
  cleanEnvironment(process.env)
  if (findDangerousSwitch(process.argv, process.platform)) app.exit(1)
}
const commandLine = readCommandLine(process.argv, { isPackaged: app.isPackaged, folder: process.cwd() })
// A self-test leaves the user's data alone, and runs beside a Bulkdesk that is open.
if (commandLine.selfTest) app.setPath('userData', mkdtempSync(join(tmpdir(), 'bulkdesk-self-test-')))
else if (commandLine.userDataDir) app.setPath('userData', commandLine.userDataDir)
// Both at once would leave root's child processes without a sandbox to enter. The window asks for its sandbox anyway.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
// Windows groups the window and its notices under the installer's Start-menu entry by this name.
if (process.platform === 'win32') app.setAppUserModelId(APP_ID)
registerBundleScheme()
const openedFiles = listenForOpenedFiles(commandLine.files)

// A command runs beside a window that may be open, and shares its journal: electron/cli.
if (commandLine.command) void follow(commandLine.command)
else if (app.requestSingleInstanceLock()) app.whenReady().then(boot).catch(giveUp)
else app.exit(0)

async function follow(words: readonly string[]): Promise<void> {
  await app.whenReady()
  const code = await startCli(() => {
    const userData = app.getPath('userData')
    const log = openDataFolder(userData, { isNamed: commandLine.userDataDir !== undefined })
    return {
      ...{ words, userData, log },
      network: createNetwork({ userAgent: `Bulkdesk/${app.getVersion()}`, log }),
      store: createCredentialStore(),
      loginUrl: commandLine.loginUrl,
      listSeparator: listSeparator(app.getSystemLocale()),
    }
  })
  app.exit(code)
}

async function boot(): Promise<void> {
  makePrivateFolder(app.getPath('userData'))
  const log = createLogger(app.getPath('userData'))
  logCrashes(log, () => app.exit(1))
  await start(log).catch((error: unknown) => {
    log.error('Bulkdesk could not start', { error })
    throw error
  })
}

async function start(log: Log): Promise<void> {
  const ui = createLockedSession()
  ui.protocol.handle('app', createBundleHandler(readBundleManifest(join(here, '../renderer'))))
  const folders = keepLastFolders(app.getPath('userData'), log)
  const desktop = createElectronDesktop({ window: () => mainWindow, folders, log })
  lockAllContents({ openExternal: (url) => void desktop.openExternal(url), isGuest: isSignInPage })

  const files = createSourceFiles()
  const info = appInfo(ui.getUserAgent())
  const services = startServices({ info, desktop, folders, files, log, userAgent: ui.getUserAgent() })
  serve(services.api, { isOurWindow: (id) => mainWindow?.webContents.id === id, takeFiles: takeAll(files), log })
  const onLoaded = () => {
    openedFiles.deliverTo((paths) => void announceFiles(paths, files, publish, log))
    if (commandLine.selfTest) void endAfterSelfTest(services, info, commandLine.selfTest)
  }
  show({ ui, services, log, onLoaded })
  app.on('second-instance', (_event, argv, folder) => openAgain(argv, folder))
  powerMonitor.on('resume', () => publish('computer-woke', null))
  app.on('window-all-closed', () => app.quit())
  quitInOrder(() => services.stop(), log)
}

type Given = Pick<ServicesOptions, 'info' | 'desktop' | 'files' | 'log'> & {
  readonly folders: LastFolders
  readonly userAgent: string
}

function startServices({ info, desktop, folders, files, log, userAgent }: Given): Services {
  return createServices({
    ...{ info, desktop, files, log, publish },
    userData: app.getPath('userData'),
    ...(commandLine.practicePassword ? { practicePassword: commandLine.practicePassword } : {}),
    signInDesktop: createSignInDesktop(() => mainWindow),
    forkHelper,
    openDataFile,
    askFolder: createFolderQuestion(() => mainWindow, folders),
    listSeparator: listSeparator(app.getSystemLocale()),
    network: createNetwork({ userAgent, log }),
    runtime: {
      isElectron: process.versions.electron !== undefined,
      forkHelper,
      canNotify: () => Notification.isSupported(),
    },
    onAppearance: applyAppearance,
    onTransfers: createStayAwake().follow,
    onWake: (listener) => powerMonitor.on('resume', listener),
  })
}

interface Shown {
  readonly ui: Session
  readonly services: Services
  readonly log: Log
  readonly onLoaded: () => void
}

function show({ ui, services, log, onLoaded }: Shown): void {
  setApplicationMenu({
    choose: (command) => publish('menu-chosen', { command }),
    openHelp: (page) => void services.api.openHelp({ page }),
    isPackaged: app.isPackaged,
    platform: process.platform,
  })
  mainWindow = openWindow({
    session: ui,
    preload: join(here, '../preload/preload.cjs'),
    isPackaged: app.isPackaged,
    ground: windowGround(),
    questionBeforeClosing: () => questionBeforeClosing(services.transfers()),
    isShown: !commandLine.selfTest,
    onLoaded,
    onClosed: () => {
      mainWindow = undefined
    },
    log,
  })
}

/** Prints for whoever started the program; the exit code says whether all parts work. */
async function endAfterSelfTest(
  services: Services,
  info: AppInfo,
  { report }: { readonly report: string },
): Promise<void> {
  const print = (line: string): void => void process.stdout.write(`${line}\n`)
  const code = await selfTest(services.installation, { info, report, print }).catch((error: unknown) => {
    print(redactText(String(error)))
    return 1
  })
  await services.stop()
  rmSync(app.getPath('userData'), { recursive: true, force: true, maxRetries: 3 })
  app.exit(code)
}

/** A second start ends at once and hands what it was given to this one. */
function openAgain(argv: readonly string[], folder: string): void {
  if (mainWindow) raise(mainWindow)
  openedFiles.open(readCommandLine(argv, { isPackaged: app.isPackaged, folder }).files)
}

/** Without its window the app is of no use: better a clear end than an invisible process. */
function giveUp(error: unknown): void {
  const reason = redactText(error instanceof Error ? error.message : String(error))
  process.stderr.write(`Bulkdesk could not start: ${reason}\n`)
  dialog.showErrorBox(startFailure, reason)
  app.exit(1)
}

function publish<E extends keyof Events>(event: E, payload: Events[E]): void {
  tell(mainWindow, event, payload)
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

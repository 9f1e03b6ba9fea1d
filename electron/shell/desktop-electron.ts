import { join } from 'node:path'
import { type BrowserWindow, clipboard, dialog, Notification, type OpenDialogOptions, shell } from 'electron'
import { AppError, notNow } from '../../shared/contract/errors.ts'
import { dialogWords, openFileWords } from '../../shared/words/desktop.ts'
import { bulkdeskReasons } from '../../shared/words/reasons.ts'
import type { Desktop, SignInDesktop } from '../platform/desktop.ts'
import { safeFileName } from '../platform/file-name.ts'
import type { Log } from '../platform/logger.ts'
import type { LastFolders } from './last-folder.ts'
import { isSafeExternal, isSafeSignInPage } from './safe-external.ts'
import { openSignInWindow } from './sign-in-window.ts'
import { raise } from './window.ts'

export interface ElectronDesktopOptions {
  /** The window that dialogs belong to, once there is one. */
  readonly window: () => BrowserWindow | undefined
  readonly folders: LastFolders
  readonly log: Log
}

/** The desktop as Electron gives it. */
export function createElectronDesktop({ window, folders, log }: ElectronDesktopOptions): Desktop {
  const notifications = holdNotifications(log)
  return {
    ...fileDialogs(window, folders),
    async confirm({ message, detail, confirm }) {
      const options = {
        type: 'warning' as const,
        message,
        detail,
        buttons: ['Cancel', confirm],
        defaultId: 0,
        cancelId: 0,
      }
      const { response } = await dialog.showMessageBox(openWindow(window()), options)
      return response === 1
    },
    writeClipboard: (text) => clipboard.writeText(text),
    // Shows the file and does not open it: `openDataFile` opens files of rows only, so that none starts a program.
    showInFolder: (path) => shell.showItemInFolder(path),
    async openExternal(url) {
      if (!isSafeExternal(url)) throw notNow(bulkdeskReasons.linkNotOpened)
      await shell.openExternal(url)
    },
    notify(notice) {
      const current = window()
      if (!current || current.isFocused() || !Notification.isSupported()) return
      notifications.show(notice, () => raise(current))
    },
  }
}

/** Files of rows, which no system takes for programs. */
const DATA_FILE = /\.(csv|xlsx|parquet)$/i

/** Opens a file that a save has made in the system's program for its kind. */
export async function openDataFile(path: string): Promise<void> {
  if (!DATA_FILE.test(path)) throw notNow(openFileWords.onlyRows)
  const trouble = await shell.openPath(path)
  if (trouble !== '') throw new AppError({ code: 'file-unreadable', message: openFileWords.noProgram })
}

type FileDialogs = Pick<Desktop, 'askSavePath' | 'askCsvPaths' | 'askJsonPath'>

/** Dialogs about files. Each opens in the folder that the one before it ended in. */
function fileDialogs(window: ElectronDesktopOptions['window'], folders: LastFolders): FileDialogs {
  async function ask(options: OpenDialogOptions): Promise<string[]> {
    const { canceled, filePaths } = await dialog.showOpenDialog(openWindow(window()), options)
    return canceled ? [] : filePaths
  }

  return {
    async askSavePath({ title, defaultName, extension }) {
      const { canceled, filePath } = await dialog.showSaveDialog(openWindow(window()), {
        title,
        defaultPath: join(folders.of('save') ?? '', safeFileName(withoutExtension(defaultName, extension), extension)),
        filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
        properties: ['showOverwriteConfirmation'],
      })
      if (canceled || filePath === '') return undefined
      folders.note('save', filePath)
      return filePath
    },
    async askCsvPaths(kinds = 'csv') {
      const defaultPath = folders.of('open')
      const paths = await ask({
        ...(kinds === 'csv' ? CSV_DIALOG : SOURCE_DIALOG),
        ...(defaultPath ? { defaultPath } : {}),
      })
      if (paths[0] !== undefined) folders.note('open', paths[0])
      return paths
    },
    askJsonPath: async () => (await ask(JSON_DIALOG))[0],
  }
}

/** Asks for a folder to save files in; undefined when the user closed the dialog. */
export function createFolderQuestion(window: ElectronDesktopOptions['window'], folders: LastFolders) {
  return async (): Promise<string | undefined> => {
    const defaultPath = folders.of('save')
    const { canceled, filePaths } = await dialog.showOpenDialog(openWindow(window()), {
      title: dialogWords.chooseFolder,
      properties: ['openDirectory', 'createDirectory'],
      ...(defaultPath ? { defaultPath } : {}),
    })
    return canceled ? undefined : filePaths[0]
  }
}

const CSV_DIALOG: OpenDialogOptions = {
  title: dialogWords.openCsv,
  filters: [
    { name: dialogWords.csv, extensions: ['csv', 'tsv', 'txt'] },
    { name: dialogWords.allFiles, extensions: ['*'] },
  ],
  properties: ['openFile', 'multiSelections'],
}

const SOURCE_DIALOG: OpenDialogOptions = {
  ...CSV_DIALOG,
  title: dialogWords.openSources,
  filters: [
    { name: dialogWords.sources, extensions: ['csv', 'tsv', 'txt', 'xlsx', 'xlsm', 'json', 'jsonl', 'ndjson'] },
    { name: dialogWords.allFiles, extensions: ['*'] },
  ],
}

const JSON_DIALOG: OpenDialogOptions = {
  title: dialogWords.openDefinition,
  filters: [{ name: dialogWords.json, extensions: ['json'] }],
  properties: ['openFile'],
}

function openWindow(window: BrowserWindow | undefined): BrowserWindow {
  if (!window) throw notNow(bulkdeskReasons.windowClosed)
  return window
}

/** Holds each notification until its end: one that is garbage-collected loses its click (electron#12690). */
function holdNotifications(log: Log) {
  const held = new Set<Notification>()
  return {
    show({ title, body }: { readonly title: string; readonly body: string }, onClick: () => void): void {
      const notification = new Notification({ title, body })
      held.add(notification)
      const letGo = (): void => void held.delete(notification)
      notification.on('click', () => {
        letGo()
        onClick()
      })
      notification.on('close', letGo)
      notification.on('failed', (_event, error) => {
        letGo()
        log.warn('a notification was not shown', { error })
      })
      notification.show()
    },
  }
}

/** Where the pages of a sign-in are shown. `parent` says which window they belong to, once there is one. */
export function createSignInDesktop(parent: () => BrowserWindow | undefined): SignInDesktop {
  return {
    async openPage(url) {
      if (!isSafeSignInPage(url)) throw notNow(bulkdeskReasons.linkNotOpened)
      await shell.openExternal(url)
    },
    openWindow: (request) => openSignInWindow(parent(), request),
  }
}

function withoutExtension(name: string, extension: string): string {
  return name.toLowerCase().endsWith(`.${extension}`) ? name.slice(0, -extension.length - 1) : name
}

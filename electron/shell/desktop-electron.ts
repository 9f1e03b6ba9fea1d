import { type BrowserWindow, clipboard, dialog, Notification, shell } from 'electron'
import { AppError } from '../../shared/contract/errors.ts'
import type { Desktop } from '../platform/desktop.ts'
import { safeFileName } from '../platform/file-name.ts'
import { isSafeExternal } from './safe-external.ts'
import { raise } from './window.ts'

/** The desktop as Electron gives it. `window` says which window the dialogs belong to, once there is one. */
export function createElectronDesktop(window: () => BrowserWindow | undefined): Desktop {
  function parent(): BrowserWindow {
    const current = window()
    if (!current) throw new AppError({ code: 'not-allowed-now', message: 'The window is closed.' })
    return current
  }

  return {
    async askSavePath({ title, defaultName, extension }) {
      const { canceled, filePath } = await dialog.showSaveDialog(parent(), {
        title,
        defaultPath: safeFileName(withoutExtension(defaultName, extension), extension),
        filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
        properties: ['showOverwriteConfirmation'],
      })
      return canceled || filePath === '' ? undefined : filePath
    },
    async askCsvPaths() {
      const { canceled, filePaths } = await dialog.showOpenDialog(parent(), {
        title: 'Open CSV files',
        filters: [
          { name: 'CSV', extensions: ['csv', 'tsv', 'txt'] },
          { name: 'All files', extensions: ['*'] },
        ],
        properties: ['openFile', 'multiSelections'],
      })
      return canceled ? [] : filePaths
    },
    writeClipboard: (text) => clipboard.writeText(text),
    // Shows the file, never opens it: a data file must not start a program.
    showInFolder: (path) => shell.showItemInFolder(path),
    async openExternal(url) {
      if (!isSafeExternal(url)) throw new AppError({ code: 'not-allowed-now', message: 'This link is not opened.' })
      await shell.openExternal(url)
    },
    notify({ title, body }) {
      const current = window()
      if (!current || current.isFocused() || !Notification.isSupported()) return
      const notification = new Notification({ title, body })
      notification.on('click', () => raise(current))
      notification.show()
    },
  }
}

function withoutExtension(name: string, extension: string): string {
  return name.toLowerCase().endsWith(`.${extension}`) ? name.slice(0, -extension.length - 1) : name
}

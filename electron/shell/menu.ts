import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { HelpPage } from '../../shared/contract/app-info.ts'
import type { MenuCommand } from '../../shared/contract/events.ts'
import { menuWords } from '../../shared/words/desktop.ts'

export interface MenuHooks {
  readonly choose: (command: MenuCommand) => void
  readonly openHelp: (page: HelpPage) => void
  readonly isPackaged: boolean
  readonly platform: NodeJS.Platform
}

export function setApplicationMenu(hooks: MenuHooks): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(hooks)))
}

type Item = MenuItemConstructorOptions
type ToCommand = (label: string, name: MenuCommand, accelerator?: string) => Item

const SEPARATOR: Item = { type: 'separator' }

/** The menu as data. Its own commands go to the window, which knows what they mean where the user is. */
export function menuTemplate({ choose, openHelp, isPackaged, platform }: MenuHooks): Item[] {
  const command: ToCommand = (label, name, accelerator) => ({
    label,
    ...(accelerator ? { accelerator } : {}),
    click: () => choose(name),
  })
  const isMac = platform === 'darwin'
  const settings = command(menuWords.settings, 'settings', 'CmdOrCtrl+,')
  return [
    ...(isMac ? [appMenu(settings)] : []),
    fileMenu(command, isMac ? [{ role: 'close' }] : [settings, SEPARATOR, { role: 'quit' }]),
    editMenu(command),
    viewMenu(command, isPackaged),
    // Without its Window menu a Mac has no Cmd+M and no Zoom.
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    helpMenu(command, openHelp),
  ]
}

function fileMenu(command: ToCommand, atTheEnd: readonly Item[]): Item {
  return {
    label: menuWords.file,
    submenu: [
      command(menuWords.newSync, 'new-sync', 'CmdOrCtrl+N'),
      command(menuWords.openCsv, 'open-csv', 'CmdOrCtrl+O'),
      command(menuWords.saveCsv, 'save-csv', 'CmdOrCtrl+S'),
      SEPARATOR,
      ...atTheEnd,
    ],
  }
}

function editMenu(command: ToCommand): Item {
  return {
    label: menuWords.edit,
    submenu: [
      ...(['undo', 'redo'] as const).map((role) => ({ role })),
      SEPARATOR,
      ...(['cut', 'copy', 'paste', 'selectAll'] as const).map((role) => ({ role })),
      SEPARATOR,
      command(menuWords.find, 'find', 'CmdOrCtrl+F'),
    ],
  }
}

function viewMenu(command: ToCommand, isPackaged: boolean): Item {
  return {
    label: menuWords.view,
    submenu: [
      command(menuWords.commands, 'palette', 'CmdOrCtrl+K'),
      command(menuWords.refresh, 'refresh', 'CmdOrCtrl+R'),
      SEPARATOR,
      ...(['zoomIn', 'zoomOut', 'resetZoom', 'togglefullscreen'] as const).map((role) => ({ role })),
      ...(isPackaged ? [] : [SEPARATOR, { role: 'toggleDevTools' } as const]),
    ],
  }
}

function helpMenu(command: ToCommand, openHelp: MenuHooks['openHelp']): Item {
  const help = (label: string, page: HelpPage): Item => ({ label, click: () => openHelp(page) })
  return {
    role: 'help',
    submenu: [
      command(menuWords.shortcuts, 'shortcuts', 'CmdOrCtrl+/'),
      SEPARATOR,
      help(menuWords.bulkApi, 'bulk-api'),
      help(menuWords.statusCodes, 'status-codes'),
      help(menuWords.limits, 'limits'),
    ],
  }
}

function appMenu(settings: Item): Item {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      SEPARATOR,
      settings,
      SEPARATOR,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      SEPARATOR,
      { role: 'quit' },
    ],
  }
}

import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { HelpPage } from '../../shared/contract/app-info.ts'
import type { MenuCommand } from '../../shared/contract/events.ts'

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
  const settings = command('Settings…', 'settings', 'CmdOrCtrl+,')
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
    label: 'File',
    submenu: [
      command('New Sync…', 'new-sync', 'CmdOrCtrl+N'),
      command('Open CSV…', 'open-csv', 'CmdOrCtrl+O'),
      command('Save as CSV…', 'save-csv', 'CmdOrCtrl+S'),
      SEPARATOR,
      ...atTheEnd,
    ],
  }
}

function editMenu(command: ToCommand): Item {
  return {
    label: 'Edit',
    submenu: [
      ...(['undo', 'redo'] as const).map((role) => ({ role })),
      SEPARATOR,
      ...(['cut', 'copy', 'paste', 'selectAll'] as const).map((role) => ({ role })),
      SEPARATOR,
      command('Find…', 'find', 'CmdOrCtrl+F'),
    ],
  }
}

function viewMenu(command: ToCommand, isPackaged: boolean): Item {
  return {
    label: 'View',
    submenu: [
      command('Commands…', 'palette', 'CmdOrCtrl+K'),
      command('Refresh', 'refresh', 'CmdOrCtrl+R'),
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
      command('Keyboard Shortcuts', 'shortcuts', 'CmdOrCtrl+/'),
      SEPARATOR,
      help('Bulk API Documentation', 'bulk-api'),
      help('Eloqua Status Codes', 'status-codes'),
      help('Bulk API Limits', 'limits'),
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

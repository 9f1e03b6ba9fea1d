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

/** The menu as data. Its own commands go to the window, which knows what they mean where the user is. */
export function menuTemplate({ choose, openHelp, isPackaged, platform }: MenuHooks): MenuItemConstructorOptions[] {
  const command = (label: string, name: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator ? { accelerator } : {}),
    click: () => choose(name),
  })
  const help = (label: string, page: HelpPage): MenuItemConstructorOptions => ({ label, click: () => openHelp(page) })
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const isMac = platform === 'darwin'
  const settings = command('Settings…', 'settings', 'CmdOrCtrl+,')

  return [
    ...(isMac ? [appMenu(settings)] : []),
    {
      label: 'File',
      submenu: [
        command('New Sync…', 'new-sync', 'CmdOrCtrl+N'),
        command('Open CSV…', 'open-csv', 'CmdOrCtrl+O'),
        command('Save as CSV…', 'save-csv', 'CmdOrCtrl+S'),
        separator,
        ...(isMac ? [{ role: 'close' } as const] : [settings, separator, { role: 'quit' } as const]),
      ],
    },
    {
      label: 'Edit',
      submenu: [
        ...(['undo', 'redo'] as const).map((role) => ({ role })),
        separator,
        ...(['cut', 'copy', 'paste', 'selectAll'] as const).map((role) => ({ role })),
        separator,
        command('Find…', 'find', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: 'View',
      submenu: [
        command('Commands…', 'palette', 'CmdOrCtrl+K'),
        command('Refresh', 'refresh', 'CmdOrCtrl+R'),
        separator,
        ...(['zoomIn', 'zoomOut', 'resetZoom', 'togglefullscreen'] as const).map((role) => ({ role })),
        ...(isPackaged ? [] : [separator, { role: 'toggleDevTools' } as const]),
      ],
    },
    // Without its Window menu a Mac has no Cmd+M and no Zoom.
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    {
      role: 'help',
      submenu: [
        command('Keyboard Shortcuts', 'shortcuts', 'CmdOrCtrl+/'),
        separator,
        help('Bulk API Documentation', 'bulk-api'),
        help('Eloqua Status Codes', 'status-codes'),
        help('Bulk API Limits', 'limits'),
      ],
    },
  ]
}

function appMenu(settings: MenuItemConstructorOptions): MenuItemConstructorOptions {
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
}

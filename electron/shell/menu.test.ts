import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import type { MenuCommand } from '../../shared/contract/events.ts'

vi.mock('electron', () => ({ Menu: {} }))
const { menuTemplate } = await import('./menu.ts')

const COMMANDS: Readonly<Record<MenuCommand, true>> = {
  palette: true,
  'new-sync': true,
  'open-csv': true,
  find: true,
  refresh: true,
  'save-csv': true,
  shortcuts: true,
  settings: true,
}

function itemsOf(platform: NodeJS.Platform, isPackaged = true) {
  const chosen: string[] = []
  const template = menuTemplate({
    platform,
    isPackaged,
    choose: (command) => chosen.push(command),
    openHelp: (page) => chosen.push(`help ${page}`),
  })
  const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
  return { items: flat(template), chosen }
}

describe.each(['darwin', 'win32', 'linux'] as const)('the menu on %s', (platform) => {
  it('offers each command once, and sends it to the window', () => {
    const { items, chosen } = itemsOf(platform)
    for (const item of items) item.click?.(undefined as never, undefined, undefined as never)
    const commands = chosen.filter((command) => !command.startsWith('help '))
    expect(commands.sort()).toEqual(Object.keys(COMMANDS).sort())
    expect(chosen.filter((command) => command.startsWith('help '))).toHaveLength(3)
  })

  it('gives no shortcut to two commands', () => {
    const shortcuts = itemsOf(platform).items.flatMap(({ accelerator }) => (accelerator ? [accelerator] : []))
    expect(new Set(shortcuts).size).toBe(shortcuts.length)
    expect(shortcuts).toContain('CmdOrCtrl+O')
  })

  it('has developer tools in development only, and can always be quit', () => {
    const roles = (isPackaged: boolean) => itemsOf(platform, isPackaged).items.map(({ role }) => role)
    expect(roles(true)).not.toContain('toggleDevTools')
    expect(roles(false)).toContain('toggleDevTools')
    expect(roles(true)).toContain('quit')
    expect(roles(true).includes('windowMenu')).toBe(platform === 'darwin')
  })
})

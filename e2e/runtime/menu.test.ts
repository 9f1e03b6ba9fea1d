import { beforeEach, describe, expect, it } from 'vitest'
import { chooseMenuKey, chooseMenuLabel, Menu, menuAccelerators } from './menu.ts'

const chosen: string[] = []

beforeEach(() => {
  chosen.length = 0
  const item = (label: string, accelerator?: string) => ({
    label,
    ...(accelerator ? { accelerator } : {}),
    click: () => void chosen.push(label),
  })
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: 'File', submenu: [item('Open', 'CmdOrCtrl+O'), { type: 'separator' }, { role: 'quit' }] },
      { label: 'View', submenu: [item('Find', 'Shift+Command+f'), item('About')] },
    ]),
  )
})

describe('the menu of the stand-in', () => {
  it("knows the keys of its own items, in the page's spelling; roles are Chromium's", () => {
    expect(menuAccelerators()).toEqual(['CmdOrCtrl+O', 'CmdOrCtrl+Shift+F'])
  })

  it('chooses an item by its key', () => {
    chooseMenuKey('CmdOrCtrl+Shift+F')
    chooseMenuKey('CmdOrCtrl+X')
    expect(chosen).toEqual(['Find'])
  })

  it('chooses an item by its label, and says when there is none', () => {
    chooseMenuLabel('About')
    expect(chosen).toEqual(['About'])
    expect(() => chooseMenuLabel('Print')).toThrow('"Print"')
  })

  it('refuses item properties it would ignore', () => {
    expect(() => Menu.buildFromTemplate([{ label: 'x', sublabel: 'y' }])).toThrow('"sublabel"')
  })
})

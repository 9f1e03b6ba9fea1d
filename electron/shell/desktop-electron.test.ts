import type { BrowserWindow } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'

const calls = vi.hoisted(() => ({ list: [] as unknown[][], answer: undefined as unknown }))
vi.mock('electron', () => ({
  dialog: {
    showSaveDialog: async (_window: unknown, options: unknown) => {
      calls.list.push(['save', options])
      return calls.answer
    },
    showOpenDialog: async (_window: unknown, options: unknown) => {
      calls.list.push(['open', options])
      return calls.answer
    },
  },
  clipboard: { writeText: async (text: string) => void calls.list.push(['clipboard', text]) },
  shell: {
    openExternal: async (url: string) => void calls.list.push(['external', url]),
    showItemInFolder: (path: string) => void calls.list.push(['show', path]),
  },
  Notification: class {
    static isSupported = () => true
    constructor(options: unknown) {
      calls.list.push(['notice', options])
    }
    on(): void {}
    show(): void {}
  },
  BrowserWindow: class {},
}))
const { createElectronDesktop } = await import('./desktop-electron.ts')

let isFocused = true
const window = { isFocused: () => isFocused } as BrowserWindow
const desktop = createElectronDesktop(() => window)
const nowhere = createElectronDesktop(() => undefined)
beforeEach(() => {
  calls.list.length = 0
  isFocused = true
})

describe('the desktop', () => {
  it('proposes a name that was made safe, with its ending once', async () => {
    calls.answer = { canceled: false, filePath: '/home/ann/x.csv' }
    const request = { title: 'Save', defaultName: '../Belgian/contacts.CSV', extension: 'csv' }
    expect(await desktop.askSavePath(request)).toBe('/home/ann/x.csv')
    expect(calls.list).toMatchObject([['save', { defaultPath: '_Belgian_contacts.csv' }]])
  })

  it('answers nothing when a dialog was closed', async () => {
    calls.answer = { canceled: true, filePath: '', filePaths: [] }
    expect(await desktop.askSavePath({ title: '', defaultName: 'a', extension: 'csv' })).toBeUndefined()
    expect(await desktop.askCsvPaths()).toEqual([])
  })

  it('asks nothing when there is no window to ask in', async () => {
    await expect(nowhere.askCsvPaths()).rejects.toMatchObject({ code: 'not-allowed-now' })
    expect(() => nowhere.notify({ title: 'a', body: 'b' })).not.toThrow()
    expect(calls.list).toEqual([])
  })

  it('opens links it vouches for, and no others', async () => {
    await desktop.openExternal('https://docs.oracle.com/en/')
    await expect(desktop.openExternal('file:///etc/passwd')).rejects.toMatchObject({ code: 'not-allowed-now' })
    expect(calls.list).toEqual([['external', 'https://docs.oracle.com/en/']])
  })

  it('notifies only while the user looks elsewhere', () => {
    desktop.notify({ title: 'Sync ended', body: 'success' })
    expect(calls.list).toEqual([])
    isFocused = false
    desktop.notify({ title: 'Sync ended', body: 'success' })
    expect(calls.list).toEqual([['notice', { title: 'Sync ended', body: 'success' }]])
  })
})

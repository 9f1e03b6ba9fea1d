import { dirname, join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'

const calls = vi.hoisted(() => ({
  list: [] as unknown[][],
  answer: undefined as unknown,
  shown: [] as Map<string, (...args: unknown[]) => void>[],
}))
vi.mock('electron', () => ({
  dialog: {
    showSaveDialog: async (_window: unknown, options: unknown) => {
      calls.list.push(['save', options])
      return calls.answer
    },
    showMessageBox: async (_window: unknown, options: unknown) => {
      calls.list.push(['message', options])
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
    readonly listeners = new Map<string, (...args: unknown[]) => void>()
    on(event: string, listener: (...args: unknown[]) => void): void {
      this.listeners.set(event, listener)
    }
    show(): void {
      calls.shown.push(this.listeners)
    }
  },
  BrowserWindow: class {},
}))
const { createElectronDesktop } = await import('./desktop-electron.ts')

let isFocused = true
const window = {
  isFocused: () => isFocused,
  isMinimized: () => false,
  focus: () => void calls.list.push(['focus']),
} as unknown as BrowserWindow
const warned: unknown[] = []
const log = { info: () => undefined, warn: (...line: unknown[]) => void warned.push(line), error: () => undefined }
const folders = new Map<string, string>()
const lastFolders = {
  of: (purpose: string) => folders.get(purpose),
  note: (purpose: string, path: string) => void folders.set(purpose, dirname(path)),
}
const desktop = createElectronDesktop({ window: () => window, folders: lastFolders, log })
const nowhere = createElectronDesktop({ window: () => undefined, folders: lastFolders, log })
beforeEach(() => {
  calls.list.length = 0
  calls.shown.length = 0
  folders.clear()
  isFocused = true
})

describe('the desktop', () => {
  it('proposes a name that was made safe, with its ending once', async () => {
    calls.answer = { canceled: false, filePath: '/home/ann/x.csv' }
    const request = { title: 'Save', defaultName: '../Belgian/contacts.CSV', extension: 'csv' }
    expect(await desktop.askSavePath(request)).toBe('/home/ann/x.csv')
    expect(calls.list).toMatchObject([['save', { defaultPath: '_Belgian_contacts.csv' }]])
  })

  it('starts where the user last saved or opened, each for itself', async () => {
    const request = { title: 'Save', defaultName: 'a', extension: 'csv' }
    calls.answer = { canceled: false, filePath: join('/home/ann', 'reports', 'x.csv') }
    await desktop.askSavePath(request)
    calls.answer = { canceled: false, filePaths: [join('/home/ann', 'lists', 'y.csv')] }
    await desktop.askCsvPaths()
    calls.list.length = 0
    calls.answer = { canceled: true, filePath: '', filePaths: [] }
    await desktop.askSavePath(request)
    await desktop.askCsvPaths()
    expect(calls.list).toMatchObject([
      ['save', { defaultPath: join('/home/ann', 'reports', 'a.csv') }],
      ['open', { defaultPath: join('/home/ann', 'lists') }],
    ])
  })

  it('answers nothing when a dialog was closed', async () => {
    calls.answer = { canceled: true, filePath: '', filePaths: [] }
    expect(await desktop.askSavePath({ title: '', defaultName: 'a', extension: 'csv' })).toBeUndefined()
    expect(await desktop.askCsvPaths()).toEqual([])
  })

  it('goes ahead only by the button that says so; Return and Escape cancel', async () => {
    const question = { message: 'Send 2 rows?', detail: 'Company: Acme', confirm: 'Send' }
    calls.answer = { response: 1, checkboxChecked: false }
    expect(await desktop.confirm(question)).toBe(true)
    calls.answer = { response: 0, checkboxChecked: false }
    expect(await desktop.confirm(question)).toBe(false)
    expect(calls.list[0]).toMatchObject(['message', { buttons: ['Cancel', 'Send'], defaultId: 0, cancelId: 0 }])
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

  it('brings the window forward on a click, and says in the log when the system shows nothing', () => {
    isFocused = false
    desktop.notify({ title: 'Sync ended', body: 'success' })
    calls.shown[0]?.get('click')?.()
    expect(calls.list.at(-1)).toEqual(['focus'])
    calls.shown[0]?.get('failed')?.({}, 'the app is not signed')
    expect(warned).toHaveLength(1)
  })
})

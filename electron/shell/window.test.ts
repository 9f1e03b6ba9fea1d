import { EventEmitter } from 'node:events'
import type { BrowserWindow, BrowserWindowConstructorOptions, Session } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ClosingQuestion } from './closing-question.ts'

class FakeWindow extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions
  readonly did: string[] = []
  hasCrashed = false
  readonly webContents = Object.assign(new EventEmitter(), {
    reload: () => this.did.push('reload'),
    send: (channel: string) => this.did.push(`send ${channel}`),
    isCrashed: () => this.hasCrashed,
  })
  constructor(options: BrowserWindowConstructorOptions) {
    super()
    this.options = options
  }
  show = () => this.did.push('show')
  isDestroyed = () => false
  async loadURL(url: string): Promise<void> {
    this.did.push(`load ${url}`)
  }
  close(): void {
    let isPrevented = false
    this.emit('close', { preventDefault: () => (isPrevented = true) })
    if (!isPrevented) {
      this.did.push('closed')
      this.emit('closed')
    }
  }
}

const answers = vi.hoisted(() => ({ next: [] as number[] }))
vi.mock('electron', () => ({
  BrowserWindow: FakeWindow,
  dialog: { showMessageBox: async () => ({ response: answers.next.shift() ?? 0 }) },
}))
const { openWindow, tell } = await import('./window.ts')

let question: ClosingQuestion | undefined
let loaded: number
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

function open(): FakeWindow {
  return openWindow({
    session: {} as Session,
    preload: '/preload.cjs',
    isPackaged: false,
    isShown: true,
    ground: '#ffffff',
    questionBeforeClosing: () => question,
    onLoaded: () => {
      loaded += 1
    },
    onClosed: () => undefined,
    log,
  }) as unknown as FakeWindow
}

beforeEach(() => {
  question = undefined
  loaded = 0
})

describe('openWindow', () => {
  it('loads the bundle and is shown when it is ready', async () => {
    const window = open()
    expect(window.did).toEqual(['load app://bundle/index.html'])
    window.emit('ready-to-show')
    expect(window.did.at(-1)).toBe('show')
    await expect.poll(() => loaded).toBe(1)
  })

  it('comes back when it was sent where no will-navigate is emitted', () => {
    const window = open()
    window.webContents.emit('did-navigate', {}, 'app://bundle/index.html')
    expect(window.did).toHaveLength(1)
    window.webContents.emit('did-navigate', {}, 'about:blank')
    expect(window.did).toEqual(['load app://bundle/index.html', 'load app://bundle/index.html'])
  })

  it('is told nothing while its page is dead', () => {
    const window = open()
    window.hasCrashed = true
    tell(window as unknown as BrowserWindow, 'computer-woke', null)
    expect(window.did).not.toContain('send computer-woke')
    window.hasCrashed = false
    tell(window as unknown as BrowserWindow, 'computer-woke', null)
    expect(window.did).toContain('send computer-woke')
  })

  it('closes at once when nothing is going on', () => {
    const window = open()
    window.close()
    expect(window.did).toContain('closed')
  })

  it('asks first when something is, and stays when the user wants to keep working', async () => {
    question = { message: 'An upload is still going on.', detail: '' }
    const window = open()
    answers.next = [0, 1]
    window.close()
    window.close()
    await expect.poll(() => answers.next).toEqual([1])
    expect(window.did).not.toContain('closed')
    // Asked only once for the two attempts above; the next one is answered with Quit.
    await new Promise((resolve) => setTimeout(resolve))
    window.close()
    await expect.poll(() => window.did).toContain('closed')
  })

  it('comes back after a crash, but not for ever', () => {
    const window = open()
    for (let crash = 0; crash < 10; crash += 1)
      window.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    expect(window.did.filter((what) => what === 'reload')).toHaveLength(3)
  })

  it('stays away when its page ended as it should', () => {
    const window = open()
    window.webContents.emit('render-process-gone', {}, { reason: 'clean-exit' })
    expect(window.did).not.toContain('reload')
  })
})

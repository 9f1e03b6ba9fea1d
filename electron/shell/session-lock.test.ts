import { EventEmitter } from 'node:events'
import { beforeEach, describe, expect, it, vi } from 'vitest'

const electron = vi.hoisted(() => ({ app: undefined as unknown, session: undefined as unknown }))
vi.mock('electron', () => electron)

type Answer = (value: unknown) => void

class UiSession extends EventEmitter {
  readonly handlers = new Map<string, (...args: never[]) => unknown>()
  readonly webRequest = {
    onBeforeRequest: (handler: (...args: never[]) => unknown) => this.handlers.set('request', handler),
  }
  setPermissionRequestHandler = (handler: (...args: never[]) => unknown) => this.handlers.set('ask', handler)
  setPermissionCheckHandler = (handler: (...args: never[]) => unknown) => this.handlers.set('check', handler)
  setDevicePermissionHandler = (handler: (...args: never[]) => unknown) => this.handlers.set('device', handler)
  setDisplayMediaRequestHandler = (handler: (...args: never[]) => unknown) => this.handlers.set('display', handler)
}

class Contents extends EventEmitter {
  open: (details: { url: string }) => unknown = () => undefined
  setWindowOpenHandler(handler: (details: { url: string }) => unknown): void {
    this.open = handler
  }
}

const ui = new UiSession()
const app = new EventEmitter()
const partitions: string[] = []
electron.app = app
electron.session = {
  fromPartition(name: string) {
    partitions.push(name)
    return ui
  },
}
const { createLockedSession, isOwnRequest, lockAllContents } = await import('./session-lock.ts')

/** What a handler answers through its callback. */
function answer(name: string, ...args: unknown[]): unknown {
  const heard: unknown[] = []
  const handler = ui.handlers.get(name) as (...args: unknown[]) => unknown
  handler(...args, ((value: unknown) => heard.push(value)) satisfies Answer)
  return heard[0]
}

describe('createLockedSession', () => {
  createLockedSession()

  it('is held in memory only', () => {
    expect(partitions).toEqual(['ui'])
  })

  it.each([
    'geolocation',
    'media',
    'notifications',
    'clipboard-read',
    'fullscreen',
    'usb',
    'a permission of the future',
  ])('grants no %s', (permission) => {
    expect(answer('ask', {}, permission)).toBe(false)
    expect((ui.handlers.get('check') as (...args: unknown[]) => unknown)({}, permission)).toBe(false)
    expect((ui.handlers.get('device') as (...args: unknown[]) => unknown)({ deviceType: permission })).toBe(false)
  })

  it('shares no screen and downloads nothing', () => {
    expect(answer('display', {})).toBeNull()
    const event = { preventDefault: vi.fn() }
    ui.emit('will-download', event)
    expect(event.preventDefault).toHaveBeenCalled()
  })

  it.each([
    ['app://bundle/index.html', false],
    ['devtools://devtools/bundled/x.js', false],
    ['https://example.com/', true],
    ['http://127.0.0.1/', true],
    ['app://bundle.evil/x', true],
    ['app://other/x', true],
    ['file:///etc/passwd', true],
    ['data:text/html,x', true],
    ['ws://127.0.0.1/', true],
  ])('requests nothing but the bundle: %s', (url, cancel) => {
    expect(answer('request', { url })).toEqual({ cancel })
    expect(isOwnRequest(url)).toBe(!cancel)
  })
})

describe('lockAllContents', () => {
  const opened: string[] = []
  const guests = new WeakSet<object>()
  lockAllContents({ openExternal: (url) => void opened.push(url), isGuest: (contents) => guests.has(contents) })
  let contents: Contents
  beforeEach(() => {
    opened.length = 0
    contents = new Contents()
    app.emit('web-contents-created', {}, contents)
  })

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])('stops %s', (name) => {
    const event = { preventDefault: vi.fn() }
    contents.emit(name, event)
    expect(event.preventDefault).toHaveBeenCalled()
  })

  it('opens no window; only links we vouch for go to the browser', () => {
    expect(contents.open({ url: 'https://evil.example/' })).toEqual({ action: 'deny' })
    expect(contents.open({ url: 'https://docs.oracle.com/en/' })).toEqual({ action: 'deny' })
    expect(opened).toEqual(['https://docs.oracle.com/en/'])
  })

  it('lets a sign-in page move from host to host, and open nothing', () => {
    const guest = new Contents()
    guests.add(guest)
    app.emit('web-contents-created', {}, guest)
    const event = { preventDefault: vi.fn() }
    guest.emit('will-navigate', event)
    expect(event.preventDefault).not.toHaveBeenCalled()
    guest.emit('will-attach-webview', event)
    expect(event.preventDefault).toHaveBeenCalled()
    expect(guest.open({ url: 'https://docs.oracle.com/en/' })).toEqual({ action: 'deny' })
    expect(opened).toEqual([])
  })
})

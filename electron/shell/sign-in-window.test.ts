import { EventEmitter } from 'node:events'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { SignInWindowEnd } from '../platform/desktop.ts'

const electron = vi.hoisted(() => ({
  app: { isPackaged: true } as unknown,
  BrowserWindow: undefined as unknown,
  session: undefined as unknown,
}))
vi.mock('electron', () => electron)

type Handler = (...args: unknown[]) => unknown

class GuestSession extends EventEmitter {
  readonly handlers = new Map<string, Handler>()
  isCleared = false
  readonly webRequest = { onBeforeRequest: (handler: Handler) => this.handlers.set('request', handler) }
  setPermissionRequestHandler = (handler: Handler) => this.handlers.set('ask', handler)
  setPermissionCheckHandler = (handler: Handler) => this.handlers.set('check', handler)
  setDevicePermissionHandler = (handler: Handler) => this.handlers.set('device', handler)
  setDisplayMediaRequestHandler = (handler: Handler) => this.handlers.set('display', handler)
  clearStorageData = async () => {
    this.isCleared = true
  }
}

interface Options {
  readonly title: string
  readonly webPreferences: Readonly<Record<string, unknown>>
}

class GuestWindow extends EventEmitter {
  readonly webContents = new EventEmitter()
  readonly options: Options
  title: string
  destroyed = false
  constructor(options: Options) {
    super()
    this.options = options
    this.title = options.title
    windows.push(this)
  }
  removeMenu(): void {}
  setTitle(title: string): void {
    this.title = title
  }
  isDestroyed = () => this.destroyed
  destroy(): void {
    this.destroyed = true
    this.emit('closed')
  }
  loadURL = async () => undefined
}

const windows: GuestWindow[] = []
const sessions: [name: string, session: GuestSession][] = []
electron.BrowserWindow = GuestWindow
electron.session = {
  fromPartition(name: string) {
    const own = new GuestSession()
    sessions.push([name, own])
    return own
  },
}
const { isSignInPage, openSignInWindow } = await import('./sign-in-window.ts')

const START = 'https://login.eloqua.com/auth/oauth2/authorize?client_id=x'
const BACK = 'https://localhost:8443/bulkdesk?code=abc&state=s'
let ended: Promise<SignInWindowEnd>
let window: GuestWindow
let own: GuestSession

function open(url = START): void {
  const isWayBack = (address: string) => address.startsWith('https://localhost:8443/bulkdesk')
  ended = openSignInWindow(undefined, { url, isWayBack }).ended
  window = windows.at(-1) as GuestWindow
  own = sessions.at(-1)?.[1] as GuestSession
}

function request(url: string, resourceType = 'mainFrame'): unknown {
  const heard: unknown[] = []
  own.handlers.get('request')?.({ url, resourceType }, (answer: unknown) => heard.push(answer))
  return heard[0]
}

function navigate(event: string, url: string, isMainFrame = true): boolean {
  const preventDefault = vi.fn()
  window.webContents.emit(event, { url, isMainFrame, preventDefault })
  return preventDefault.mock.calls.length > 0
}

beforeEach(() => open())

describe('the sign-in window', () => {
  it('has a session of its own in memory, a sandbox, and no preload', () => {
    open()
    const names = sessions.map(([name]) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.some((name) => name.startsWith('persist:'))).toBe(false)
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
    })
    expect('preload' in window.options.webPreferences).toBe(false)
    expect(isSignInPage({ session: own } as never)).toBe(true)
    expect(isSignInPage({ session: new GuestSession() } as never)).toBe(false)
  })

  it.each(['geolocation', 'media', 'clipboard-read', 'notifications', 'hid', 'fileSystem'])('grants no %s', (name) => {
    const answers: unknown[] = []
    own.handlers.get('ask')?.({}, name, (answer: unknown) => answers.push(answer))
    expect([answers, own.handlers.get('check')?.({}, name)]).toEqual([[false], false])
  })

  it('downloads nothing', () => {
    const event = { preventDefault: vi.fn() }
    own.emit('will-download', event)
    expect(event.preventDefault).toHaveBeenCalled()
  })

  it.each([
    'http://login.eloqua.com/',
    'http://127.0.0.1:8080/',
    'file:///etc/passwd',
    'app://bundle/index.html',
    'devtools://devtools/bundled/x.js',
    'chrome://settings/',
    'javascript:alert(1)',
    'ftp://example.com/',
  ])('goes to https only, and not to %s', (url) => {
    expect(request(url)).toEqual({ cancel: true })
    expect(navigate('will-navigate', url)).toBe(true)
    expect(navigate('will-redirect', url)).toBe(true)
  })

  it('follows the company’s identity provider from host to host, and names the host in the title', () => {
    const idp = 'https://sso.umbrella.example/login?title=login.eloqua.com'
    expect([request(idp), navigate('will-redirect', idp)]).toEqual([{ cancel: false }, false])
    expect(window.title).toBe('Sign in · login.eloqua.com')
    window.webContents.emit('did-navigate', {}, idp, 200)
    expect(window.title).toBe('Sign in · sso.umbrella.example')
    const event = { preventDefault: vi.fn() }
    window.emit('page-title-updated', event, 'login.eloqua.com')
    expect(event.preventDefault).toHaveBeenCalled()
  })

  it('may use http at the very server of this machine it began at', () => {
    open('http://127.0.0.1:5000/auth/oauth2/authorize')
    expect(request('http://127.0.0.1:5000/auth/login')).toEqual({ cancel: false })
    expect(request('http://127.0.0.1:5001/')).toEqual({ cancel: true })
  })

  it.each([
    ['a redirect', () => navigate('will-redirect', BACK)],
    ['a script', () => navigate('will-navigate', BACK)],
    ['any other way', () => (request(BACK) as { cancel: boolean }).cancel],
  ])('catches the way back by %s before it is loaded, closes, and forgets its session', async (_name, come) => {
    expect(come()).toBe(true)
    expect(await ended).toEqual({ kind: 'way-back', address: BACK })
    await vi.waitFor(() => expect([window.destroyed, own.isCleared]).toEqual([true, true]))
  })

  it('takes the way back from no frame, image or script inside a page', () => {
    for (const kind of ['subFrame', 'image', 'script', 'xhr']) request(BACK, kind)
    navigate('will-redirect', BACK, false)
    expect(window.destroyed).toBe(false)
  })

  it('ends when it is closed, and when Eloqua asks for a minute between two sign-ins', async () => {
    window.destroy()
    expect(await ended).toEqual({ kind: 'closed' })
    open()
    window.webContents.emit('did-navigate', {}, 'https://sso.umbrella.example/', 429)
    window.webContents.emit('did-navigate', {}, 'https://login.eloqua.com/auth/login', 429)
    expect(await ended).toEqual({ kind: 'too-soon' })
  })
})

import type * as Electron from 'electron'
import { StrictEmitter } from './emitter.ts'
import { runningChromiumVersion } from './host.ts'
import { NotImplementedError, strict } from './strict.ts'

type ProtocolHandler = Parameters<Electron.Protocol['handle']>[1]
type BeforeRequest = Parameters<Electron.WebRequest['onBeforeRequest']>[0]
type PermissionRequestHandler = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>
type PermissionCheckHandler = NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>

/** Chromium's names of what a page can be granted, and Electron's. */
const PERMISSIONS = {
  geolocation: 'geolocation',
  midi: 'midi',
  'midi-sysex': 'midiSysex',
  notifications: 'notifications',
  camera: 'media',
  microphone: 'media',
  'clipboard-read': 'clipboard-read',
  'clipboard-write': 'clipboard-sanitized-write',
  'storage-access': 'storage-access',
} as const

/** A session as far as the window uses it: what main registered here decides what the page gets. */
export class StandInSession extends StrictEmitter {
  readonly #handlers = new Map<string, ProtocolHandler>()
  #beforeRequest: BeforeRequest | undefined
  #onPermission: PermissionRequestHandler | undefined
  #checkPermission: PermissionCheckHandler | undefined

  constructor() {
    super('session', ['will-download'])
  }

  readonly protocol = strict('session.protocol', {
    handle: (scheme: string, handler: ProtocolHandler): void => {
      if (scheme !== 'app') throw new NotImplementedError(`protocol.handle('${scheme}')`)
      this.#handlers.set(scheme, handler)
    },
  })

  readonly webRequest = strict('session.webRequest', {
    onBeforeRequest: (listener: BeforeRequest): void => {
      this.#beforeRequest = listener
    },
  })

  setPermissionRequestHandler(handler: PermissionRequestHandler): void {
    this.#onPermission = handler
  }

  setPermissionCheckHandler(handler: PermissionCheckHandler): void {
    this.#checkPermission = handler
  }

  /** Chromium asks the user to choose a device, and nobody here ever grants one: only a plain refusal is honoured. */
  setDevicePermissionHandler(handler: (details: never) => boolean): void {
    if (handler({} as never)) throw new NotImplementedError('session.setDevicePermissionHandler that grants')
  }

  setDisplayMediaRequestHandler(handler: (request: never, answer: (streams: unknown) => void) => void): void {
    handler({} as never, (streams) => {
      if (streams !== null) throw new NotImplementedError('session.setDisplayMediaRequestHandler that grants')
    })
  }

  /** Its profile is thrown away with its window. */
  async clearStorageData(): Promise<void> {}

  /** True where main handles no scheme itself: for pages of other hosts. */
  hasNetwork(): boolean {
    return this.#handlers.size === 0
  }

  getUserAgent(): string {
    return `Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) Bulkdesk Chrome/${runningChromiumVersion()} Safari/537.36`
  }

  /** No proxy: the stand-in reaches the network as Node does. */
  async resolveProxy(_url: string): Promise<string> {
    return 'DIRECT'
  }

  /** What main's handlers say of a request of the page. */
  async answer(request: SessionRequest): Promise<Response | 'cancel' | 'continue'> {
    if (await this.#isCancelled(request)) return 'cancel'
    // Where main handles no scheme itself, the page has the network.
    if (this.#handlers.size === 0) return 'continue'
    const handler = this.#handlers.get(new URL(request.url).protocol.slice(0, -1))
    // Electron hands over a request whose url keeps its own scheme; Node's Request does as well.
    return handler ? await handler(new Request(request.url, { method: request.method }) as never) : 'cancel'
  }

  #isCancelled({ url, method, resourceType, isMainFrame }: SessionRequest): Promise<boolean> {
    const listener = this.#beforeRequest
    if (!listener) return Promise.resolve(false)
    return new Promise((resolve) => {
      const details = {
        id: 0,
        url,
        method,
        resourceType: electronType(resourceType, isMainFrame),
        timestamp: Date.now(),
      }
      listener(details as never, ({ cancel }) => resolve(cancel === true))
    })
  }

  /** Chromium's names of the permissions that both of main's handlers would grant. */
  grantedPermissions(): string[] {
    return Object.entries(PERMISSIONS)
      .filter(([, permission]) => this.#isGranted(permission))
      .map(([name]) => name)
  }

  #isGranted(permission: string): boolean {
    let granted = this.#onPermission === undefined
    this.#onPermission?.(
      undefined as never,
      permission as never,
      (answer) => {
        granted = answer
      },
      {} as never,
    )
    return granted && (this.#checkPermission?.(null, permission as never, '', {} as never) ?? true)
  }
}

interface SessionRequest {
  readonly url: string
  readonly method: string
  /** As the DevTools protocol names it. */
  readonly resourceType: string
  readonly isMainFrame?: boolean
}

/** Electron's name of what is requested. */
function electronType(type: string, isMainFrame = true): string {
  if (type === 'Document') return isMainFrame ? 'mainFrame' : 'subFrame'
  if (type === 'XHR' || type === 'Fetch') return 'xhr'
  return type === 'WebSocket' ? 'webSocket' : type.toLowerCase()
}

const partitions = new Map<string, StandInSession>()
const known = new WeakMap<object, StandInSession>()

/** The stand-in's own object behind what main was given. */
export function sessionBehind(session: object | undefined): StandInSession {
  const behind = session && known.get(session)
  if (!behind) throw new NotImplementedError("BrowserWindow without a session of session.fromPartition('…')")
  return behind
}

export const session = strict('session', {
  fromPartition(name: string): StandInSession {
    // A persistent partition would need a profile that is kept, and ours is thrown away.
    if (name.startsWith('persist:')) throw new NotImplementedError(`session.fromPartition('${name}')`)
    const own = partitions.get(name) ?? new StandInSession()
    partitions.set(name, own)
    const given = strict('session', own)
    known.set(given, own)
    return given
  },
})

export const protocol = strict('protocol', {
  /** `app://bundle` is served from a name under localhost, which Chromium trusts as it does https. */
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    const other = schemes.find(({ scheme }) => scheme !== 'app')
    if (other) throw new NotImplementedError(`the scheme "${other.scheme}"`)
  },
})

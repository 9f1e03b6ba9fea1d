import type { decodeMessage, encodeMessage } from './wire.ts'

/** What the page tells main. */
export type FromPage =
  | { readonly kind: 'hello'; readonly token: string }
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'file-path'; readonly id: number; readonly token: string }
  | { readonly kind: 'open-window'; readonly url: string }
  | { readonly kind: 'preload-error'; readonly message: string }
  | { readonly kind: 'key'; readonly accelerator: string }

/** What main tells the page. */
export type ToPage =
  | { readonly kind: 'reply'; readonly id: number; readonly value?: unknown; readonly error?: string }
  | { readonly kind: 'event'; readonly channel: string; readonly payload: readonly unknown[] }

type Preload = (require: (name: string) => unknown, module: { exports: unknown }, exports: unknown) => void
type EventListener = (event: object, ...payload: unknown[]) => void

interface Wire {
  readonly encode: typeof encodeMessage
  readonly decode: typeof decodeMessage
}

/** The page's end of the wire to main. */
interface Line {
  tell(message: FromPage): void
  /** Tells, and waits for the reply of that id. */
  ask<T>(message: (id: number) => FromPage): Promise<T>
  listen(channel: string, listener: EventListener): void
}

/**
 * The functions below run in the page before any of its own scripts, and give the preload script its
 * `require('electron')`. They are sent there as source (PAGE_SHIM lists them), so they use nothing but each other.
 * The way to main is taken off the window first: the page reaches main only through what preload exposes.
 */
function startPageShim(
  { binding, accelerators, ...wire }: { binding: string; accelerators: readonly string[] } & Wire,
  preload: Preload,
): void {
  const globals = globalThis as unknown as Record<string, unknown>
  const post = globals[binding] as (text: string) => void
  delete globals[binding]
  if (window !== window.top) return
  const line = openLine(post, wire)
  watchNewWindows(line)
  refuseOffNetworkNavigation()
  watchMenuKeys(line, accelerators)
  const electron = electronForPreload(line)
  const requireModule = (name: string): unknown => {
    if (name === 'electron') return electron
    throw new Error(`module not found: ${name}`)
  }
  try {
    const module = { exports: {} }
    preload(requireModule, module, module.exports)
  } catch (error) {
    line.tell({ kind: 'preload-error', message: error instanceof Error ? error.message : String(error) })
    throw error
  }
}

function openLine(post: (text: string) => void, { encode, decode }: Wire): Line {
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  const listeners = new Map<string, Set<EventListener>>()
  let lastId = 0

  function deliver(text: string): void {
    const message = decode(text) as ToPage
    if (message.kind === 'event') {
      for (const listener of listeners.get(message.channel) ?? []) listener({}, ...message.payload)
      return
    }
    const caller = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error === undefined) caller?.resolve(message.value as never)
    else caller?.reject(new Error(message.error))
  }

  const tell = (message: FromPage): void => post(encode(message))
  tell({ kind: 'hello', token: leaveForMain(deliver) })
  return {
    tell,
    ask: (message) => {
      lastId += 1
      const id = lastId
      // Told first: what cannot be cloned rejects here, as it does in Electron.
      return new Promise((resolve, reject) => {
        tell(message(id))
        waiting.set(id, { resolve, reject })
      })
    },
    listen: (channel, listener) => {
      const listening = listeners.get(channel) ?? new Set()
      listeners.set(channel, listening.add(listener))
    },
  }
}

/** Leaves a value where main picks it up once, under a name nobody can guess. */
function leaveForMain(value: unknown): string {
  const token = `bulkdesk-${crypto.randomUUID()}`
  Object.defineProperty(globalThis, token, { value, configurable: true, enumerable: false })
  return token
}

function electronForPreload(line: Line): object {
  return refusing('preload module', {
    contextBridge: refusing('contextBridge', {
      exposeInMainWorld: (key: string, api: unknown) => {
        Object.defineProperty(globalThis, key, { value: exposedCopy(api), enumerable: true })
      },
    }),
    ipcRenderer: refusing('ipcRenderer', {
      invoke: (channel: string, ...args: unknown[]) => line.ask((id) => ({ kind: 'invoke', id, channel, args })),
      on: (channel: string, listener: EventListener) => line.listen(channel, listener),
    }),
    webUtils: refusing('webUtils', {
      getPathForFile: (file: File) => line.ask<string>((id) => ({ kind: 'file-path', id, token: leaveForMain(file) })),
    }),
  })
}

function refusing<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key) {
      if (key in object) return Reflect.get(object, key)
      throw new Error(`The Chromium stand-in does not implement Electron's ${name}.${String(key)}.`)
    },
  })
}

/** Copies what preload exposes, frozen, as the context bridge does. */
function exposedCopy(value: unknown): unknown {
  if (typeof value === 'function') return (...args: unknown[]) => (value as (...a: unknown[]) => unknown)(...args)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return Object.freeze(value.map(exposedCopy))
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, exposedCopy(entry)])))
}

/** Links and window.open never make a window here: main is told the address, as its window-open handler would be. */
function watchNewWindows(line: Line): void {
  const tellOpen = (url: string): void => line.tell({ kind: 'open-window', url })
  window.open = (url) => {
    tellOpen(new URL(url ?? 'about:blank', location.href).href)
    return null
  }
  const onClick = (event: MouseEvent): void => {
    const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement)
    const isNewWindow = link?.target === '_blank' || event.button === 1 || event.ctrlKey || event.metaKey
    if (!link?.href || event.defaultPrevented || !isNewWindow) return
    event.preventDefault()
    tellOpen(link.href)
  }
  window.addEventListener('click', onClick)
  window.addEventListener('auxclick', onClick)
}

/**
 * Main judges navigations as they reach the network; those that never do (blob:, data:) are refused here. Those to about:
 * addresses take place: Electron emits no `will-navigate` for them, so that main cannot refuse one.
 */
function refuseOffNetworkNavigation(): void {
  navigation.addEventListener('navigate', (event) => {
    if (!/^(?:https?|about):/.test(event.destination.url) && event.cancelable) event.preventDefault()
  })
}

/** Keys of the application menu that the page leaves unused choose their item, as the menu bar would. */
function watchMenuKeys(line: Line, accelerators: readonly string[]): void {
  const onUnused = (event: KeyboardEvent): void => {
    const accelerator = acceleratorOf(event)
    if (event.defaultPrevented || event.repeat || !accelerators.includes(accelerator)) return
    event.preventDefault()
    line.tell({ kind: 'key', accelerator })
  }
  // Registered anew for each key, so that it runs after every listener of the page.
  window.addEventListener('keydown', () => window.addEventListener('keydown', onUnused, { once: true }), true)
}

function acceleratorOf(event: KeyboardEvent): string {
  const modifiers = [
    ...(event.ctrlKey || event.metaKey ? ['CmdOrCtrl'] : []),
    ...(event.altKey ? ['Alt'] : []),
    ...(event.shiftKey ? ['Shift'] : []),
  ]
  return [...modifiers, event.key.toUpperCase()].join('+')
}

/** All of the above as one script. */
export const PAGE_SHIM = [
  startPageShim,
  openLine,
  leaveForMain,
  electronForPreload,
  refusing,
  exposedCopy,
  watchNewWindows,
  refuseOffNetworkNavigation,
  watchMenuKeys,
  acceleratorOf,
]
  .map(String)
  .join('\n')

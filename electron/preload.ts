import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { type Bridge, callChannel, OPEN_DROPPED_FILES } from '../shared/contract/bridge.ts'
import { EVENTS, type Events } from '../shared/contract/events.ts'

type Listener = (payload: unknown) => void

const listeners = new Map<string, Set<Listener>>()
/** Files may be opened from outside before the window listens: they wait for its first listener. */
const early: unknown[] = []

for (const event of Object.keys(EVENTS)) {
  listeners.set(event, new Set())
  ipcRenderer.on(event, (_event, payload: unknown) => {
    const listening = listeners.get(event)
    if (event === 'files-opened' && listening?.size === 0) early.push(payload)
    for (const listener of listening ?? []) listener(payload)
  })
}

function subscribe<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void {
  const listening = listeners.get(event)
  if (!listening) throw new TypeError('There is no such event.')
  // Wrapped, so that subscribing one function twice makes two subscriptions.
  const own: Listener = (payload) => listener(payload as Events[E])
  listening.add(own)
  if (event === 'files-opened') for (const files of early.splice(0)) own(files)
  return () => {
    listening.delete(own)
  }
}

const bridge: Bridge = {
  call: (method, ...[request]) => ipcRenderer.invoke(callChannel(method), request),
  subscribe,
  async takeFiles(files) {
    const paths: string[] = []
    // Awaited, because the development runtime learns paths asynchronously.
    for (const file of files) paths.push(await webUtils.getPathForFile(file))
    return ipcRenderer.invoke(OPEN_DROPPED_FILES, paths)
  },
}

contextBridge.exposeInMainWorld('bulkdesk', bridge)

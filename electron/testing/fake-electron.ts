import type { Bridge } from '../../shared/contract/bridge.ts'
import type { CallEvent } from '../ipc.ts'

type Handler = (event: CallEvent, request: unknown) => Promise<unknown>
type Receiver = (event: unknown, payload: unknown) => void

/** The event of a call from our own window. */
export const OUR_CALL: CallEvent = { sender: { id: 1 }, senderFrame: { origin: 'app://bundle', parent: null } }

/**
 * The two ends of Electron's IPC joined in one process. What crosses is copied by the structured clone algorithm,
 * as Electron copies it: class instances arrive as plain objects, functions do not arrive at all.
 */
export function createFakeElectron() {
  const handlers = new Map<string, Handler>()
  const receivers = new Map<string, Receiver[]>()
  const exposed: Record<string, unknown> = {}
  let caller: CallEvent = OUR_CALL

  return {
    ipcMain: {
      handle(channel: string, handler: Handler): void {
        if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
        handlers.set(channel, handler)
      },
    },
    ipcRenderer: {
      async invoke(channel: string, request: unknown): Promise<unknown> {
        const handler = handlers.get(channel)
        if (!handler) throw new Error(`No handler registered for '${channel}'`)
        return structuredClone(await handler(caller, structuredClone(request)))
      },
      on(channel: string, receiver: Receiver): void {
        receivers.set(channel, [...(receivers.get(channel) ?? []), receiver])
      },
    },
    contextBridge: {
      exposeInMainWorld(name: string, value: unknown): void {
        exposed[name] = value
      },
    },
    webUtils: { getPathForFile: (file: File) => `/files/${file.name}` },
    /** What main does with `webContents.send`. */
    send(channel: string, payload: unknown): void {
      for (const receiver of receivers.get(channel) ?? []) receiver({}, structuredClone(payload))
    },
    /** Whose calls the following ones are. */
    callAs(event: CallEvent): void {
      caller = event
    },
    forgetHandlers(): void {
      handlers.clear()
    },
    channels: () => [...handlers.keys()],
    bridge: () => exposed.bulkdesk as Bridge,
  }
}

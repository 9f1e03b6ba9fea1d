import { strict } from './strict.ts'

export interface InvokeEvent {
  readonly sender: { readonly id: number }
  readonly senderFrame: { readonly origin: string; readonly parent: unknown } | null
}

type Handler = (event: never, ...args: never[]) => unknown

const handlers = new Map<string, Handler>()

export const ipcMain = strict('ipcMain', {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  },
})

/** Runs main's handler as Electron does, its errors reduced to their message. */
export async function invokeHandler(
  event: InvokeEvent,
  channel: string,
  args: readonly unknown[],
): Promise<{ value?: unknown; error?: string }> {
  const handler = handlers.get(channel) as ((event: InvokeEvent, ...args: unknown[]) => unknown) | undefined
  if (!handler)
    return { error: `Error invoking remote method '${channel}': Error: No handler registered for '${channel}'` }
  try {
    return { value: await handler(event, ...args) }
  } catch (error) {
    return { error: `Error invoking remote method '${channel}': ${String(error)}` }
  }
}

import type { Bridge } from '../shared/contract/bridge.ts'
import { AppError, type Result } from '../shared/contract/errors.ts'
import type { Events } from '../shared/contract/events.ts'
import type { Api } from '../shared/contract/ipc.ts'
import { failureWords } from '../shared/words/controls.ts'

declare global {
  interface Window {
    /** Put there by preload. */
    readonly bulkdesk: Bridge
  }
}

/**
 * Everything the window can ask of main. Every method throws an AppError, and nothing else, when it fails.
 * A proxy: the window knows the methods as types only, because the contract's schemas stay in main.
 */
export const api = new Proxy({} as Api, {
  get: (_target, method: keyof Api) => (request?: unknown) => ask(method, request),
})

/** Listens to what main tells unasked; returns its own unsubscribe. */
export function subscribe<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void {
  return window.bulkdesk.subscribe(event, listener)
}

/** Hands dropped files to main, which alone learns their paths. Throws an AppError where a file cannot be taken. */
export async function takeFiles(files: readonly File[]) {
  return unwrap(await settle(window.bulkdesk.takeFiles(files)))
}

async function ask(method: keyof Api, request: unknown): Promise<unknown> {
  const call = window.bulkdesk.call as (method: keyof Api, request: unknown) => Promise<Result<unknown>>
  return unwrap(await settle(call(method, request)))
}

/** A bridge that rejects (main gone, a value that cannot be cloned) still ends as an AppError. */
async function settle<T>(answer: Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await answer
  } catch {
    return {
      ok: false,
      error: { code: 'unknown', message: failureWords.noAnswer },
    }
  }
}

function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new AppError(result.error)
}

import type { SourceFile } from '../csv/csv.ts'
import type { Result } from './errors.ts'
import type { Events } from './events.ts'
import type { Api } from './ipc.ts'

/** What preload puts on the window as `bulkdesk`: calls with errors as data, events, and dropped files. */
export interface Bridge {
  /** Makes a call of the contract. Main knows the methods that exist; any other name rejects. */
  call<M extends keyof Api>(method: M, ...request: Parameters<Api[M]>): Promise<Result<Awaited<ReturnType<Api[M]>>>>
  /** Listens; returns its own unsubscribe. */
  subscribe<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void
  /** Hands dropped files to main, which learns their paths from preload; the window only gets ids. */
  takeFiles(files: readonly File[]): Promise<Result<readonly SourceFile[]>>
}

/** The channel of a call. The prefix keeps whatever the window passes as a method apart from OPEN_DROPPED_FILES. */
export function callChannel(method: string): string {
  return `call:${method}`
}

/** The channel behind `takeFiles`. No call of the contract: only preload may use it, with paths. */
export const OPEN_DROPPED_FILES = 'openDroppedFiles'

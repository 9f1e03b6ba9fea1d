import type { SourceFile } from '../csv/csv.ts'
import type { Result } from './errors.ts'
import type { Api, Events } from './ipc.ts'

/** What preload puts on the window as `bulkdesk`: the api with errors as data, events, and dropped files. */
export interface Bridge {
  readonly api: {
    readonly [M in keyof Api]: (...request: Parameters<Api[M]>) => Promise<Result<Awaited<ReturnType<Api[M]>>>>
  }
  /** Listens; returns its own unsubscribe. */
  subscribe<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void
  /** Hands dropped files to main, which learns their paths from preload; the window only gets ids. */
  takeFiles(files: readonly File[]): Promise<Result<readonly SourceFile[]>>
}

/** The channel behind `takeFiles`. Not in METHODS: only preload may call it, with paths. */
export const OPEN_DROPPED_FILES = 'openDroppedFiles'

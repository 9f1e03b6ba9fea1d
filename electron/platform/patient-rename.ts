import { renameSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

const TRIES = 20
const WAIT_MS = 250
/** Main stands still while it waits in the synchronous form, so that one gives up sooner. */
const SYNC_TRIES = 10
const SYNC_WAIT_MS = 50

/** What Windows answers while a virus scanner, an indexer or Excel holds the file for a moment. */
const HELD: ReadonlySet<unknown> = new Set(['EPERM', 'EBUSY', 'EACCES'])

export interface RenameOptions {
  readonly platform?: NodeJS.Platform
  /** Tests bring a file system that holds files. */
  readonly move?: (from: string, to: string) => Promise<void>
  readonly waitMs?: number
}

/** Renames over what is there, and waits up to five seconds on Windows for a program that holds either file. Throws what the disk says. */
export async function renamePatiently(from: string, to: string, options: RenameOptions = {}): Promise<void> {
  const { platform = process.platform, move = rename, waitMs = WAIT_MS } = options
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await move(from, to)
    } catch (error) {
      if (!mayPass(error, platform) || attempt >= TRIES) throw error
      await delay(waitMs)
    }
  }
}

export interface RenameSyncOptions {
  readonly platform?: NodeJS.Platform
  readonly move?: (from: string, to: string) => void
  readonly waitMs?: number
}

/** `renamePatiently` for small files of our own, whose writer cannot wait for a promise. Gives up after half a second. */
export function renamePatientlySync(from: string, to: string, options: RenameSyncOptions = {}): void {
  const { platform = process.platform, move = renameSync, waitMs = SYNC_WAIT_MS } = options
  for (let attempt = 1; ; attempt += 1) {
    try {
      move(from, to)
      return
    } catch (error) {
      if (!mayPass(error, platform) || attempt >= SYNC_TRIES) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, waitMs)
    }
  }
}

function mayPass(error: unknown, platform: NodeJS.Platform): boolean {
  return platform === 'win32' && error instanceof Error && 'code' in error && HELD.has(error.code)
}

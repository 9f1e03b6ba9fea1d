import { randomUUID } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../shared/contract/errors.ts'
import { diskReasons } from '../../shared/words/reasons.ts'
import { type Leftovers, openLeftovers } from '../platform/leftovers.ts'
import type { Log } from '../platform/logger.ts'
import { makePrivateFolder } from '../platform/private-folder.ts'
import { tryLock } from '../platform/process-lock.ts'

/** What one command needs on disk while it runs: rows on their way into a file, and the note of that file. */
export interface WorkFolder {
  readonly path: string
  readonly leftovers: Leftovers
  close(): void
}

/**
 * Makes a folder for this command alone, and clears away those of commands that were killed, with the unfinished files that
 * they left. A folder is of a command that runs exactly as long as its lock is held.
 */
export function openWorkFolder(userData: string, log: Log): WorkFolder {
  const home = join(userData, 'command-line')
  makePrivateFolder(home)
  for (const { name } of readdirSync(home, { withFileTypes: true }).filter((entry) => entry.isDirectory()))
    clearLeft(home, name, log)
  const name = randomUUID()
  const free = tryLock(lockOf(home, name))
  if (!free) throw new AppError({ code: 'disk-failed', message: diskReasons.notWritten })
  const path = join(home, name)
  makePrivateFolder(path)
  return {
    path,
    leftovers: openLeftovers(recordIn(path), log),
    close() {
      rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
      free()
      rmSync(lockOf(home, name), { force: true })
    },
  }
}

function clearLeft(home: string, name: string, log: Log): void {
  const free = tryLock(lockOf(home, name))
  if (!free) return
  try {
    openLeftovers(recordIn(join(home, name)), log)
    rmSync(join(home, name), { recursive: true, force: true })
  } catch (error) {
    log.warn('what a command left could not be removed', { error })
  }
  free()
  rmSync(lockOf(home, name), { force: true })
}

const lockOf = (home: string, name: string) => join(home, `${name}.lock`)
const recordIn = (folder: string) => join(folder, 'unfinished-files.json')

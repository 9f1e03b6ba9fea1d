import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makePrivateFolder } from './private-folder.ts'

const SQLITE_BUSY = 5
const SQLITE_NOTADB = 26

/**
 * Takes a lock for this process alone, and gives the way to free it; undefined where it stays taken for `waitMs`. The
 * system frees the lock when the process ends, however it ends: no lock is ever left of a process that is gone. Throws
 * what the disk says.
 */
export function tryLock(path: string, waitMs = 0): (() => void) | undefined {
  makePrivateFolder(dirname(path))
  const lock = new DatabaseSync(path)
  try {
    lock.exec(`PRAGMA busy_timeout = ${waitMs}; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE`)
  } catch (error) {
    lock.close()
    if (codeOf(error) === SQLITE_BUSY) return undefined
    if (codeOf(error) !== SQLITE_NOTADB) throw error
    // Nothing is kept in it.
    rmSync(path)
    return tryLock(path, waitMs)
  }
  return () => {
    if (lock.isOpen) lock.close()
  }
}

function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined
}

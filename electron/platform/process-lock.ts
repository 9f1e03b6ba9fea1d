import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError } from '../../shared/contract/errors.ts'
import { diskReasons } from '../../shared/words/reasons.ts'
import { makePrivateFolder } from './private-folder.ts'

const SQLITE_BUSY = 5
const SQLITE_NOTADB = 26

const ALONE = 'BEGIN EXCLUSIVE'
/** A read that does not end: others may read as well, and nobody may have the file alone. */
const WITH_OTHERS = 'BEGIN; SELECT 1 FROM sqlite_schema'

/**
 * Takes a lock for this process alone, and gives the way to free it; undefined where it stays taken for `waitMs`. The
 * system frees the lock when the process ends, however it ends: no lock is ever left of a process that is gone. Throws
 * what the disk says.
 */
export function tryLock(path: string, waitMs = 0): (() => void) | undefined {
  return take(path, ALONE, waitMs)
}

/** As `tryLock`, but several processes may hold it so at once; who asks for it alone waits for all of them. */
export function tryShare(path: string, waitMs = 0): (() => void) | undefined {
  return take(path, WITH_OTHERS, waitMs)
}

/** Each process waits for the others at most this long: what is done in turn takes milliseconds. */
const TURN_MS = 5_000

/** Does work that no two processes may do at once. Throws `disk-denied` where another one does not come to its end. */
export function inTurn<T>(path: string, work: () => T): T {
  const free = tryLock(path, TURN_MS)
  if (!free) throw new AppError({ code: 'disk-denied', message: diskReasons.openElsewhere })
  try {
    return work()
  } finally {
    free()
  }
}

function take(path: string, how: string, waitMs: number): (() => void) | undefined {
  makePrivateFolder(dirname(path))
  const lock = new DatabaseSync(path)
  try {
    lock.exec(`PRAGMA busy_timeout = ${waitMs}; PRAGMA journal_mode = MEMORY; ${how}`)
  } catch (error) {
    lock.close()
    if (codeOf(error) === SQLITE_BUSY) return undefined
    if (codeOf(error) !== SQLITE_NOTADB) throw error
    // Nothing is kept in it.
    rmSync(path)
    return take(path, how, waitMs)
  }
  return () => {
    if (lock.isOpen) lock.close()
  }
}

function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined
}

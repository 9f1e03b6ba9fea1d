import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type AppError, notNow } from '../../../shared/contract/errors.ts'
import { bulkdeskReasons } from '../../../shared/words/reasons.ts'

const SQLITE_BUSY = 5
const SQLITE_NOTADB = 26

/**
 * Takes the journal's folder for this process alone: two that go on with the same upload would send its rows twice.
 * The system frees it when the process ends, however it ends. Gives the way to free it before. Throws `not-allowed-now`
 * when another process has it.
 */
export function lockJournal(folder: string): () => void {
  const path = join(folder, 'uploads.lock')
  const lock = new DatabaseSync(path)
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (codeOf(error) === SQLITE_BUSY) throw taken()
    if (codeOf(error) !== SQLITE_NOTADB) throw error
    // Nothing is kept in it.
    rmSync(path)
    return lockJournal(folder)
  }
  return () => {
    if (lock.isOpen) lock.close()
  }
}

function taken(): AppError {
  const message = bulkdeskReasons.otherRuns
  return notNow(message)
}

function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined
}

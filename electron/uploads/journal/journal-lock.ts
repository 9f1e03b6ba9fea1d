import { join } from 'node:path'
import { notNow } from '../../../shared/contract/errors.ts'
import { bulkdeskReasons } from '../../../shared/words/reasons.ts'
import { tryLock } from '../../platform/process-lock.ts'

/**
 * Takes the journal's folder for this process alone: two that go on with the same upload would send its rows twice.
 * Gives the way to free it before the process ends. Throws `not-allowed-now` when another process has it.
 */
export function lockJournal(folder: string): () => void {
  const free = tryLock(join(folder, 'uploads.lock'))
  if (!free) throw notNow(bulkdeskReasons.otherRuns)
  return free
}

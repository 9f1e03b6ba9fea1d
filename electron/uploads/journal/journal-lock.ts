import { join } from 'node:path'
import { notNow } from '../../../shared/contract/errors.ts'
import { bulkdeskReasons } from '../../../shared/words/reasons.ts'
import { inTurn, tryLock, tryShare } from '../../platform/process-lock.ts'

const lockOf = (folder: string) => join(folder, 'uploads.lock')

/**
 * Notes that this process uses the journal, which others may use beside it: which of them goes on with an upload is for
 * `PlaceClaims` to say. Gives the way to take the note back. Throws `not-allowed-now` while a process has it for itself:
 * an older Bulkdesk, or one that is setting a damaged journal aside.
 */
export function shareJournal(folder: string): () => void {
  const free = tryShare(lockOf(folder), 2_000)
  if (!free) throw notNow(bulkdeskReasons.otherRuns)
  return free
}

/** Does what moves the file of the journal, which no other process may have open. Throws `not-allowed-now` where one has. */
export function whileUnused<T>(folder: string, work: () => T): T {
  const free = tryLock(lockOf(folder))
  if (!free) throw notNow(bulkdeskReasons.otherRuns)
  try {
    return work()
  } finally {
    free()
  }
}

/** Two processes that start at once make or renew the journal one after the other. */
export function openInTurn<T>(folder: string, work: () => T): T {
  return inTurn(join(folder, 'locks', 'uploads-opening.lock'), work)
}

import type { AppErrorData } from '../../../shared/contract/errors.ts'
import { isAppError } from '../../../shared/contract/errors.ts'
import { isDiskTrouble } from '../journal/disk-trouble.ts'
import { rememberNewestSync } from './find-sync.ts'
import { needsSignIn } from './sign-in.ts'
import { PASSING_READS, type UploadRun } from './upload-run.ts'

/**
 * Before a request that starts a sync: notes which syncs there are, so that ours can be looked up should its answer be
 * lost. Gives the error worth waiting for. Where the list may not be read, the request goes out all the same; so it does
 * for a private copy, whose sync cannot be taken for another.
 */
export async function knowsNewestSync(run: UploadRun): Promise<AppErrorData | undefined> {
  try {
    await rememberNewestSync(run)
    return undefined
  } catch (error) {
    if (isDiskTrouble(error)) throw error
    const data = errorOf(error)
    const isStraight = run.record.way === 'straight'
    if (needsSignIn(data) || (isStraight && PASSING_READS.has(data.code))) return data
    run.save({ lastSyncId: undefined })
    return undefined
  }
}

/** Nothing was sent, so nothing is said of a request's fate. */
function errorOf(error: unknown): AppErrorData {
  if (!isAppError(error)) return { code: 'unknown', message: 'The list of syncs could not be read.' }
  const { fate: _fate, ...data } = error.toData()
  return data
}

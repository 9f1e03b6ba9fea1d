import { AppError, type ErrorCode, isAppError } from '../../../shared/contract/errors.ts'
import { diskReasons } from '../../../shared/words/reasons.ts'

const DISK: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['disk-full', 'disk-denied', 'disk-failed'])

/** True for what our own disk refused, which is no fault of the file that is sent, nor of Eloqua. */
export function isDiskTrouble(error: unknown): error is AppError {
  return isAppError(error) && DISK.has(error.code)
}

/** A failed write as an error in words. `what` starts the sentence: `The file`. An AppError stays what it is. */
export function diskTrouble(error: unknown, what: string): AppError {
  if (isAppError(error)) return error
  const reason = reasonOf(error)
  if (/ENOSPC|EDQUOT|SQLITE_FULL/.test(reason))
    return new AppError({ code: 'disk-full', message: diskReasons.fullFor(what) })
  if (/EACCES|EPERM|EROFS|SQLITE_READONLY|SQLITE_CANTOPEN/.test(reason))
    return new AppError({ code: 'disk-denied', message: diskReasons.deniedFor(what) })
  return new AppError({
    code: 'disk-failed',
    message: diskReasons.failedFor(what, reason),
  })
}

const SQLITE: Readonly<Record<number, string>> = {
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  26: 'SQLITE_NOTADB',
}

/** The system's name of the failure, or SQLite's (its extended codes keep the primary one in the low byte). */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('errcode' in error && typeof error.errcode === 'number')
    return SQLITE[error.errcode & 0xff] ?? `SQLite ${error.errcode}`
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

import { AppError, isAppError } from '../../shared/contract/errors.ts'
import { bulkdeskReasons } from '../../shared/words/reasons.ts'
import type { Log } from './logger.ts'

/**
 * The error that may be shown for any error. One of ours passes as it is. Every other error is a defect: its stack goes
 * to the log, and a bland `unknown` stands for it, because its message may hold a path, a secret or a customer's data.
 * `during` names what was going on, in words that hold no data.
 */
export function toKnownError(error: unknown, log: Log, during: string): AppError {
  if (isAppError(error)) return error
  log.error('defect', { during, error })
  return new AppError({ code: 'unknown', message: bulkdeskReasons.wentWrong }, { cause: error })
}

import { AppError, type ErrorCode } from '../../shared/contract/errors.ts'
import { diskReasons } from '../../shared/words/reasons.ts'

const CODES: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ENOSPC: ['disk-full', diskReasons.full],
  EDQUOT: ['disk-full', diskReasons.shareUsedUp],
  EACCES: ['disk-denied', diskReasons.mayNotWrite],
  EPERM: ['disk-denied', diskReasons.mayNotWriteOrOpen],
  EBUSY: ['disk-denied', diskReasons.openElsewhere],
  EROFS: ['disk-denied', diskReasons.readOnly],
  EISDIR: ['file-exists', diskReasons.isFolder],
  ENOTEMPTY: ['file-exists', diskReasons.isFolder],
  EEXIST: ['file-exists', diskReasons.isFile],
  ENAMETOOLONG: ['disk-denied', diskReasons.nameTooLong],
  ELOOP: ['disk-failed', diskReasons.linkToItself],
  ENOENT: ['disk-failed', diskReasons.folderGone],
  ENOTDIR: ['disk-failed', diskReasons.folderGone],
}

/** True for what the file system or SQLite said. Any other error that is none of ours is a defect. */
export function isOfSystem(error: unknown): error is Error {
  return error instanceof Error && ('code' in error || 'errcode' in error)
}

/**
 * A failure of the file system in our words. Its own message is not kept, as it holds the path. Throws a defect as it
 * came: what turns it into words logs its stack.
 */
export function toDiskError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (!isOfSystem(error)) throw error
  const name = 'code' in error ? String(error.code) : ''
  const [code, message] = CODES[name] ?? ['disk-failed', diskReasons.notWritten]
  return new AppError({ code, message, ...(name ? { detail: name } : {}) }, { cause: error })
}

export function throwDiskError(error: unknown): never {
  throw toDiskError(error)
}

import { AppError, type ErrorCode } from '../../shared/contract/errors.ts'

const CODES: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ENOSPC: ['disk-full', 'The disk is full.'],
  EDQUOT: ['disk-full', 'Your share of the disk is used up.'],
  EACCES: ['disk-denied', 'This folder or file may not be written.'],
  EPERM: ['disk-denied', 'This folder or file may not be written, or another program has the file open.'],
  EBUSY: ['disk-denied', 'Another program has the file open.'],
  EROFS: ['disk-denied', 'This disk can only be read.'],
  EISDIR: ['file-exists', 'There is a folder of that name.'],
  ENOTEMPTY: ['file-exists', 'There is a folder of that name.'],
  EEXIST: ['file-exists', 'There is already a file of that name.'],
  ENAMETOOLONG: ['disk-denied', 'The name or the path is too long.'],
  ENOENT: ['disk-failed', 'The folder is not there any more.'],
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
  const [code, message] = CODES[name] ?? ['disk-failed', 'The disk could not be written.']
  return new AppError({ code, message, ...(name ? { detail: name } : {}) }, { cause: error })
}

export function throwDiskError(error: unknown): never {
  throw toDiskError(error)
}

import { AppError } from '../../../shared/contract/errors.ts'
import { fileReasons } from '../../../shared/words/reasons.ts'
import type { FileStamp } from '../engine.ts'

const UNREADABLE: Readonly<Record<string, string>> = {
  EACCES: fileReasons.mayNotRead,
  EPERM: fileReasons.mayNotRead,
  EBUSY: fileReasons.heldElsewhere,
  ELOOP: fileReasons.linkToItself,
  EISDIR: fileReasons.isFolder,
}

/** What went wrong on disk, as an error the window understands. Anything that is no disk error is returned as it is. */
export function describeFileError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error
  if (error instanceof AppError || !('syscall' in error)) return error
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
    return new AppError({
      code: 'file-missing',
      message: fileReasons.gone,
    })
  }
  const message = UNREADABLE[error.code] ?? fileReasons.unreadable
  return new AppError({ code: 'file-unreadable', message, detail: error.code })
}

function fileChanged(): AppError {
  return new AppError({
    code: 'file-changed',
    message: fileReasons.changedOnDisk,
  })
}

/** Throws `file-changed` when the file's size or time differ from the stamp's. */
export function expectUnchanged(stamp: FileStamp, now: { readonly size: number; readonly mtimeMs: number }): void {
  if (now.size !== stamp.size || now.mtimeMs !== stamp.mtimeMs) throw fileChanged()
}

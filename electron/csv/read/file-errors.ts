import { AppError } from '../../../shared/contract/errors.ts'
import type { FileStamp } from '../engine.ts'

const UNREADABLE: Readonly<Record<string, string>> = {
  EACCES: 'Bulkdesk may not read this file. Check its permissions, or copy it to a folder of your own.',
  EPERM: 'Bulkdesk may not read this file. Check its permissions, or copy it to a folder of your own.',
  EBUSY: 'Another program holds this file. Close it there and try again.',
  ELOOP: 'This is a link that leads back to itself.',
  EISDIR: 'This is a folder, not a file.',
}

/** What went wrong on disk, as an error the window understands. Anything that is no disk error is returned as it is. */
export function describeFileError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error
  if (error instanceof AppError || !('syscall' in error)) return error
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
    return new AppError({
      code: 'file-missing',
      message: 'The file is not there any more. It was moved, renamed or deleted.',
    })
  }
  const message = UNREADABLE[error.code] ?? 'The file could not be read from its disk.'
  return new AppError({ code: 'file-unreadable', message, detail: error.code })
}

function fileChanged(): AppError {
  return new AppError({
    code: 'file-changed',
    message: 'The file changed on disk since Bulkdesk looked at it. Open it again to check what it holds now.',
  })
}

/** Throws `file-changed` when the file's size or time differ from the stamp's. */
export function expectUnchanged(stamp: FileStamp, now: { readonly size: number; readonly mtimeMs: number }): void {
  if (now.size !== stamp.size || now.mtimeMs !== stamp.mtimeMs) throw fileChanged()
}

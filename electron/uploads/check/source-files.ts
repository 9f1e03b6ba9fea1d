import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../../shared/contract/errors.ts'
import type { MadeFrom, Problem, SourceFile } from '../../../shared/csv/csv.ts'
import { fileReasons } from '../../../shared/words/reasons.ts'
import type { FileStamp } from '../../csv/engine.ts'
import { findSourceFormat } from '../sources/source-format.ts'

/** What is known of a file that we made ourselves, beside the file. */
interface Made {
  readonly name: string
  readonly from: MadeFrom
  readonly notes: readonly Problem[]
}

/** The files the user gave us in this run of the app. The window holds their ids, never their paths. */
export interface SourceFiles {
  /** Rejects with `file-missing` or `file-unreadable`; a folder or device is `file-unreadable`. */
  take(path: string, made?: Made): Promise<SourceFile>
  /** The file as it was when it was taken; throws `file-missing` for an id we never gave. */
  stamp(fileId: string): FileStamp
  find(fileId: string): SourceFile
  /** What was found when it was made from another file; nothing of a file that the user gave. */
  notes(fileId: string): readonly Problem[]
}

export function createSourceFiles(): SourceFiles {
  const taken = new Map<string, { file: SourceFile; stamp: FileStamp; notes: readonly Problem[] }>()

  function get(fileId: string) {
    const entry = taken.get(fileId)
    if (!entry) throw new AppError({ code: 'file-missing', message: fileReasons.notOpen })
    return entry
  }

  return {
    async take(path, made) {
      const facts = await stat(path).catch((error: NodeJS.ErrnoException) => {
        const code = error.code === 'ENOENT' ? 'file-missing' : 'file-unreadable'
        throw new AppError({
          code,
          message: fileReasons.notOpened(basename(path), error.code),
        })
      })
      if (!facts.isFile()) {
        throw new AppError({ code: 'file-unreadable', message: fileReasons.notRegular(basename(path)) })
      }
      const format = made ? undefined : await findSourceFormat(path)
      const file: SourceFile = {
        fileId: randomUUID(),
        name: made?.name ?? basename(path),
        size: facts.size,
        modifiedAt: facts.mtime.toISOString(),
        ...(made ? { madeFrom: made.from } : {}),
        ...(format ? { format } : {}),
      }
      const stamp = { path, size: facts.size, mtimeMs: facts.mtimeMs }
      taken.set(file.fileId, { file, stamp, notes: made?.notes ?? [] })
      return file
    },
    stamp: (fileId) => get(fileId).stamp,
    find: (fileId) => get(fileId).file,
    notes: (fileId) => get(fileId).notes,
  }
}

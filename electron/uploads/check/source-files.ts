import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../../shared/contract/errors.ts'
import type { MadeFrom, Problem, SourceFile } from '../../../shared/csv/csv.ts'
import { fileReasons } from '../../../shared/words/reasons.ts'
import type { FileStamp, RowEnds } from '../../csv/engine.ts'
import { findSourceFormat } from '../sources/source-format.ts'

/** What is known of a file that we made ourselves, beside the file. */
interface Made {
  readonly name: string
  readonly from: MadeFrom
  readonly notes: readonly Problem[]
  /** Of a copy: how the rows of the file end that it was made from. Too few of them may be left to find that out again. */
  readonly ends?: RowEnds
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
  /** How its rows end; undefined where that is to be found out. */
  ends(fileId: string): RowEnds | undefined
}

export function createSourceFiles(): SourceFiles {
  const taken = new Map<string, { file: SourceFile; stamp: FileStamp; made: Made | undefined }>()

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
      taken.set(file.fileId, { file, stamp, made })
      return file
    },
    stamp: (fileId) => get(fileId).stamp,
    find: (fileId) => get(fileId).file,
    notes: (fileId) => get(fileId).made?.notes ?? [],
    ends: (fileId) => get(fileId).made?.ends,
  }
}

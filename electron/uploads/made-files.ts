import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { MadeFrom, Problem, SourceFile } from '../../shared/csv/csv.ts'
import type { RowEnds } from '../csv/engine.ts'
import { isOfSystem } from '../platform/disk-errors.ts'
import { safeFileName } from '../platform/file-name.ts'
import { makePrivateFolder } from '../platform/private-folder.ts'
import type { SourceFiles } from './check/source-files.ts'
import type { UploadRecord } from './core/upload-record.ts'
import { diskTrouble } from './journal/disk-trouble.ts'

/** A file of rows to be made. */
interface MadeFile {
  /** As the user sees it, with its ending. */
  readonly name: string
  /** A function where it is known only once the file is written. */
  readonly from: MadeFrom | (() => MadeFrom)
  readonly ends?: RowEnds
  /** Makes the file at this path, whole or not at all: `writeWhole` and `openPartialFile` do. Gives what the check page is to say of it. */
  write(path: string): Promise<readonly Problem[]>
}

/**
 * CSV files that Bulkdesk made itself: sheets of workbooks, pasted tables, fixes, corrected rows. They are customers'
 * data, in a folder of this user alone, and stay no longer than it takes to send them.
 */
export interface MadeFiles {
  /** Makes a file in a folder of its own and opens it, as a file of the user is opened. Rejects with a disk error in words, or with what `write` threw. */
  make(file: MadeFile): Promise<SourceFile>
  /** Removes the file of an upload that has ended, once nothing more can be asked of it: all of its rows were taken. */
  afterUpload(record: UploadRecord, rejectedRows: number): Promise<void>
  /** Removes a file that another took the place of. A path that is not ours is left alone. */
  discard(path: string): Promise<void>
  /** At the start of the app, when no check is open: removes all files but those of uploads that go on, or that ended within a day. */
  sweep(unfinished: readonly UploadRecord[], ended: readonly UploadRecord[]): Promise<void>
  /** Removes the files of these uploads, which the user had forgotten, but for those that others use. */
  forget(ended: readonly UploadRecord[], unfinished: readonly UploadRecord[]): Promise<void>
}

const HOME = 'made-files'
/** Where earlier versions kept corrected rows. */
const OLD_HOME = 'corrections'
const DAY_MS = 86_400_000

export function createMadeFiles(
  userData: string,
  files: Pick<SourceFiles, 'take'>,
  now: () => number = Date.now,
): MadeFiles {
  const homes = [HOME, OLD_HOME].map((name) => join(userData, name))
  const folderOf = ({ file }: UploadRecord) =>
    homes.includes(dirname(dirname(file.path))) ? dirname(file.path) : undefined
  const foldersOf = (records: readonly UploadRecord[]) => new Set(records.flatMap((record) => folderOf(record) ?? []))

  return {
    make: (file) => makeFile(join(userData, HOME), files, file),
    async afterUpload(record, rejectedRows) {
      const folder = folderOf(record)
      const isAllTaken = rejectedRows === 0 && record.rowsHeldBack === 0 && record.scope === 'all-good-rows'
      if (folder && record.state === 'done' && isAllTaken) await remove(folder)
    },
    async discard(path) {
      if (homes.includes(dirname(dirname(path)))) await remove(dirname(path))
    },
    async sweep(unfinished, ended) {
      const isRecent = ({ endedAt }: UploadRecord) => endedAt !== undefined && now() - Date.parse(endedAt) < DAY_MS
      const kept = foldersOf([...unfinished, ...ended.filter(isRecent)])
      for (const folder of homes.flatMap(foldersIn)) if (!kept.has(folder)) await remove(folder)
    },
    async forget(ended, unfinished) {
      const kept = foldersOf(unfinished)
      for (const folder of foldersOf(ended)) if (!kept.has(folder)) await remove(folder)
    },
  }
}

async function makeFile(
  home: string,
  files: Pick<SourceFiles, 'take'>,
  { name, from, write, ...ends }: MadeFile,
): Promise<SourceFile> {
  const folder = join(home, randomUUID())
  const path = join(folder, safeFileName(name.replace(/\.csv$/i, ''), 'csv'))
  try {
    makePrivateFolder(home)
    await mkdir(folder, { mode: 0o700 })
    const notes = await write(path)
    return await files.take(path, { name, from: typeof from === 'function' ? from() : from, notes, ...ends })
  } catch (error) {
    await remove(folder).catch(() => {})
    throw isOfSystem(error) ? diskTrouble(error, `“${name}”`) : error
  }
}

function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true })
}

function foldersIn(home: string): readonly string[] {
  try {
    return readdirSync(home).map((name) => join(home, name))
  } catch {
    return []
  }
}

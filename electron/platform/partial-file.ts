import { randomBytes } from 'node:crypto'
import { copyFile, type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { toDiskError } from './disk-errors.ts'
import type { Leftovers } from './leftovers.ts'
import { renamePatiently } from './patient-rename.ts'

/** A file that is being made beside the place where it will be, under a name that says so. */
export interface PartialFile {
  readonly handle: FileHandle
  /**
   * Makes it safe on disk and gives it its name, or the path given; until then a file of that name stays as it was.
   * Rejects with a disk code, and may then be called again with another path.
   */
  finish(path?: string): Promise<void>
  discard(): Promise<void>
  /** Leaves what there is, under a name that is seen and not taken, and gives its path. */
  keep(): Promise<string>
}

/** Opens a new file of our own for `target`, readable by this user only. Rejects with a `disk-…` code. */
export async function openPartialFile(target: string, leftovers: Leftovers = NO_RECORD): Promise<PartialFile> {
  let current = temporaryFor(target)
  const handle = await openNew(current, leftovers)
  let isOpen = true

  async function close(): Promise<void> {
    if (!isOpen) return
    await handle.sync()
    isOpen = false
    await handle.close()
  }

  return {
    handle,
    async finish(path = target) {
      try {
        await close()
        await moveTo(current, path, leftovers)
        leftovers.forget(current)
        await syncFolder(dirname(path))
      } catch (error) {
        throw toDiskError(error)
      }
    },
    async discard() {
      if (isOpen) await handle.close().catch(() => {})
      isOpen = false
      await remove(current, leftovers)
    },
    async keep() {
      await close().catch(() => {})
      const hidden = current
      current = await makeVisible(current, target)
      leftovers.forget(hidden)
      return current
    },
  }
}

async function openNew(path: string, leftovers: Leftovers): Promise<FileHandle> {
  leftovers.note(path)
  try {
    return await open(path, 'wx', 0o600)
  } catch (error) {
    leftovers.forget(path)
    throw toDiskError(error)
  }
}

/** A file that cannot be removed now stays noted, and is removed at the next start. */
async function remove(path: string, leftovers: Leftovers): Promise<void> {
  await rm(path, { force: true }).then(
    () => leftovers.forget(path),
    () => {},
  )
}

/** For small files, which are written within a moment. */
const NO_RECORD: Leftovers = { note: () => {}, forget: () => {} }

function temporaryFor(target: string): string {
  const name = basename(target).slice(0, 100)
  return join(dirname(target), `.${name}.${randomBytes(4).toString('hex')}.partial`)
}

/** Another folder may be on another disk: then a copy is made there first, so that the name is given to a whole file. */
async function moveTo(from: string, to: string, leftovers: Leftovers): Promise<void> {
  try {
    await renamePatiently(from, to)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error
    const copy = temporaryFor(to)
    leftovers.note(copy)
    await copyFile(from, copy)
    await renamePatiently(copy, to)
    leftovers.forget(copy)
    await rm(from, { force: true })
  }
}

const MOST_NAMES = 100

/** `out.csv.partial`, or `out.csv.2.partial` where that is taken; the name it has where none can be given. */
async function makeVisible(from: string, target: string): Promise<string> {
  for (let number = 1; number <= MOST_NAMES; number += 1) {
    const visible = number === 1 ? `${target}.partial` : `${target}.${number}.partial`
    const isTaken = await stat(visible).then(
      () => true,
      () => false,
    )
    if (isTaken) continue
    return rename(from, visible).then(
      () => visible,
      () => from,
    )
  }
  return from
}

/** Makes the new name itself safe; Windows does not need it and cannot do it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A whole text in a file, or none of it. Rejects with what the disk says. */
export async function saveText(path: string, text: string): Promise<void> {
  const file = await openPartialFile(path)
  try {
    await file.handle.writeFile(text)
    await file.finish()
  } catch (error) {
    await file.discard()
    throw error
  }
}

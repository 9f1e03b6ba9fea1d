import { randomBytes } from 'node:crypto'
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { throwDiskError, toDiskError } from './disk-errors.ts'
import { renamePatiently } from './patient-rename.ts'

/** A file that is being made beside the place where it will be, under a name that says so. */
export interface PartialFile {
  readonly handle: FileHandle
  /** Makes it safe on disk and gives it its name; until then a file of that name stays as it was. */
  finish(): Promise<void>
  discard(): Promise<void>
  /** Leaves what there is, visibly, and gives its path. */
  keep(): Promise<string>
}

/** Opens a new file of our own for `target`, readable by this user only. Rejects with a `disk-…` code. */
export async function openPartialFile(target: string): Promise<PartialFile> {
  const folder = dirname(target)
  const name = basename(target)
  const temporary = join(folder, `.${name.slice(0, 100)}.${randomBytes(4).toString('hex')}.partial`)
  const handle = await open(temporary, 'wx', 0o600).catch(throwDiskError)
  let isOpen = true

  async function close(): Promise<void> {
    if (!isOpen) return
    isOpen = false
    await handle.close()
  }

  return {
    handle,
    async finish() {
      try {
        await handle.sync()
        await close()
        await renamePatiently(temporary, target)
        await syncFolder(folder)
      } catch (error) {
        throw toDiskError(error)
      }
    },
    async discard() {
      await close().catch(() => {})
      await rm(temporary, { force: true }).catch(() => {})
    },
    async keep() {
      await close().catch(() => {})
      const visible = join(folder, `${name}.partial`)
      const isTaken = await stat(visible).then(
        () => true,
        () => false,
      )
      if (isTaken) return temporary
      return rename(temporary, visible).then(
        () => visible,
        () => temporary,
      )
    },
  }
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

import { lstat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { AppError } from '../../shared/contract/errors.ts'
import { diskReasons } from '../../shared/words/reasons.ts'
import { toDiskError } from './disk-errors.ts'
import type { Leftovers } from './leftovers.ts'
import { openPartialFile } from './partial-file.ts'

/** `out.csv`, `out (2).csv`, `out (3).csv` … */
export function numberedPath(path: string, number: number): string {
  const ending = extname(path)
  return number === 1 ? path : join(dirname(path), `${basename(path, ending)} (${number})${ending}`)
}

/** Room for a number behind the name. */
const HIGHEST = 999

/**
 * Finds out whether a file can be made at a path, before work that cannot be had back: makes an unfinished file there and
 * removes it. Rejects with the `disk-…` code that the end of the work would meet, or with `file-exists` where a folder has
 * the name that may be replaced.
 */
export async function expectTarget(
  path: string,
  { mayReplace, leftovers }: { readonly mayReplace: boolean; readonly leftovers: Leftovers },
): Promise<void> {
  const there = await lookAt(path)
  if (!mayReplace) await lookAt(numberedPath(path, HIGHEST))
  else if (there?.isDirectory()) throw new AppError({ code: 'file-exists', message: diskReasons.isFolder })
  const file = await openPartialFile(path, leftovers)
  await file.discard()
}

/** Undefined where nothing has that name. A name that is too long cannot be looked at. */
async function lookAt(path: string) {
  try {
    return await lstat(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw toDiskError(error)
  }
}

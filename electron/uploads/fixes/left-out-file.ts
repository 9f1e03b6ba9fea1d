import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { rowInFile } from '../../../shared/csv/fixes.ts'
import type { UploadRecord } from '../core/upload-record.ts'

const NAME = 'left-out-rows'
const NO_ROWS = new Uint32Array(0)

/**
 * Notes beside a copy which rows of the user's file were left out of it (1-based, ascending): after its upload, and after
 * a restart, its rows are still named as the user knows them. It is removed with the copy.
 */
export async function noteLeftOut(copy: string, leftOut: Uint32Array): Promise<void> {
  if (leftOut.length === 0) return
  const bytes = new Uint8Array(leftOut.buffer, leftOut.byteOffset, leftOut.byteLength)
  await writeFile(join(dirname(copy), NAME), bytes, { mode: 0o600, flag: 'wx' })
}

/** Names the rows of an upload's file as the file has them that the user gave. */
export async function rowsInFile(file: Pick<UploadRecord['file'], 'path' | 'madeFrom'>): Promise<NameRow> {
  const leftOut = file.madeFrom?.kind === 'fixes' ? await leftOutOf(file.path) : NO_ROWS
  return (row) => rowInFile(row, leftOut)
}

export type NameRow = (row: number) => number

/** All rows that are missing, where `leftOut` were left out of a copy that had rows left out already. */
export async function leftOutInAll(copy: string, leftOut: Uint32Array): Promise<Uint32Array> {
  const before = await leftOutOf(copy)
  const all = new Uint32Array(before.length + leftOut.length)
  all.set(before)
  all.set(
    leftOut.map((row) => rowInFile(row, before)),
    before.length,
  )
  return all.sort()
}

async function leftOutOf(copy: string): Promise<Uint32Array> {
  const bytes = await readFile(join(dirname(copy), NAME)).catch(() => undefined)
  return bytes ? new Uint32Array(Uint8Array.from(bytes).buffer) : NO_ROWS
}

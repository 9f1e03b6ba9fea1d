import { randomUUID } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isOfSystem } from '../../platform/disk-errors.ts'
import type { UploadRecord } from '../core/upload-record.ts'
import { diskTrouble } from '../journal/disk-trouble.ts'
import { csvLine, writeWhole } from './row-file.ts'

/** Files of corrected rows: customers' data, kept no longer than it takes to send them. */
export interface Corrections {
  /** Writes a file of its own; resolves with its path. Rejects with a disk error in words. */
  write(name: string, lines: readonly (readonly string[])[]): Promise<string>
  /** True for a file we wrote here: its headers are field names, not those of the user's own files. */
  owns(path: string): boolean
  /** Removes an upload's file once nothing more can be asked of it: all of it was taken. */
  afterUpload(record: UploadRecord, rejectedRows: number): Promise<void>
  /** Removes all files but those of these uploads. `olderThanMs` keeps what is being worked on. */
  clear(unfinished: readonly UploadRecord[], olderThanMs: number): Promise<void>
}

const DAY_MS = 86_400_000

export function createCorrections(
  userData: string,
  now: () => number = Date.now,
): Corrections & { readonly dayMs: number } {
  const home = join(userData, 'corrections')
  const owns = (path: string) => dirname(dirname(path)) === home
  const folderOf = (record: UploadRecord) => (owns(record.file.path) ? dirname(record.file.path) : undefined)

  return {
    dayMs: DAY_MS,
    owns,
    async write(name, lines) {
      const folder = join(home, randomUUID())
      const path = join(folder, name)
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await writeWhole(path, lines.map(csvLine))
      } catch (error) {
        await rm(folder, { recursive: true, force: true }).catch(() => {})
        throw isOfSystem(error) ? diskTrouble(error, 'The corrected rows') : error
      }
      return path
    },
    async afterUpload(record, rejectedRows) {
      const folder = folderOf(record)
      if (folder && record.state === 'done' && rejectedRows === 0) await rm(folder, { recursive: true, force: true })
    },
    async clear(unfinished, olderThanMs) {
      const kept = new Set(unfinished.flatMap((record) => folderOf(record) ?? []))
      for (const folder of foldersIn(home)) {
        if (kept.has(folder) || now() - ageOf(folder) < olderThanMs) continue
        await rm(folder, { recursive: true, force: true })
      }
    },
  }
}

function foldersIn(home: string): readonly string[] {
  try {
    return readdirSync(home).map((name) => join(home, name))
  } catch {
    return []
  }
}

function ageOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { AppError } from '../../../shared/contract/errors.ts'
import { fileReasons } from '../../../shared/words/reasons.ts'
import type { FileStamp } from '../engine.ts'
import { expectUnchanged } from './file-errors.ts'
import type { RawBytes } from './raw-bytes.ts'

const KINDS = ['isDirectory', 'isFIFO', 'isSocket', 'isCharacterDevice', 'isBlockDevice'] as const

/** An open file that knows what it looked like when it was opened. */
export interface RawFile extends RawBytes {
  readonly stamp: FileStamp
  /** Throws `file-changed` when the file at this path is no longer what was opened. */
  expectUnchanged(): void
  close(): void
}

/**
 * Opens a regular file for reading. Anything else (a folder, a pipe, a device) is refused before it is opened: a pipe
 * would block and may be read only once. Throws `file-changed` when it differs from `expected`.
 */
export function openRawFile(path: string, expected?: FileStamp): RawFile {
  const before = statSync(path)
  const kind = KINDS.find((is) => before[is]())
  if (kind) throw new AppError({ code: 'file-unreadable', message: fileReasons.isNoFile(kind) })
  if (expected) expectUnchanged(expected, before)
  const handle = openSync(path, 'r')
  const { size, mtimeMs } = fstatSync(handle)
  const stamp = { path, size, mtimeMs }
  return {
    size,
    stamp,
    read: (into, offset) => readSync(handle, into, 0, into.length, offset),
    expectUnchanged: () => {
      expectUnchanged(stamp, fstatSync(handle))
      expectUnchanged(stamp, statSync(path))
    },
    close: () => closeSync(handle),
  }
}

/** Bytes that are in memory already. */
export function rawBytes(bytes: Uint8Array): RawBytes {
  return {
    size: bytes.length,
    read: (into, offset) => {
      into.set(bytes.subarray(offset, offset + into.length))
      return Math.min(into.length, bytes.length - offset)
    },
  }
}

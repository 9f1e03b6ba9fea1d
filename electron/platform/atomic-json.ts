import { closeSync, existsSync, fchmodSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { AppError } from '../../shared/contract/errors.ts'
import { diskReasons } from '../../shared/words/reasons.ts'
import type { Log } from './logger.ts'
import { renamePatientlySync } from './patient-rename.ts'

/**
 * Writes JSON so that a reader finds the old file or the new one and never a mixture, readable by the user alone.
 * A second copy `.bak` follows, for the day the first one is damaged from outside. Throws what the disk says.
 */
export function writeJson(path: string, value: unknown): void {
  const text = `${JSON.stringify(value, null, 2)}\n`
  replaceFile(path, text)
  replaceFile(`${path}.bak`, text)
}

/**
 * Reads what `writeJson` wrote; `parse` throws for what it does not accept, and then the second copy is tried.
 * Undefined when there is neither. A file that nobody can read is kept aside as `.damaged`, never overwritten, and is
 * told in the log with what its second copy gave; a guest beside the window (`log.damagedFiles.areLeft`) leaves it, and
 * then this throws `disk-failed`. Throws what the disk says.
 */
export function readJson<T>(path: string, parse: (value: unknown) => T, log: DamageLog): T | undefined {
  const outcomes = [path, `${path}.bak`].map((place) => tryRead(place, parse))
  const good = outcomes.find((outcome) => outcome.kind === 'good')
  const damaged = outcomes.filter((outcome) => outcome.kind === 'damaged')
  if (!log.damagedFiles?.areLeft) setAside(damaged, basename(path), good === undefined, log)
  else if (!good && damaged.length > 0)
    throw new AppError({ code: 'disk-failed', message: diskReasons.damaged(basename(path)) })
  return good?.value
}

type DamageLog = Pick<Log, 'warn' | 'damagedFiles'>

function setAside(damaged: readonly Damaged[], name: string, isLost: boolean, log: DamageLog): void {
  for (const { place, error } of damaged) {
    const kept = freeName(`${place}.damaged`)
    log.warn('a damaged file was set aside', { file: basename(place), isLost, error })
    renameSync(place, kept)
    if (isLost && place === damaged[0]?.place) log.damagedFiles?.onLost?.({ name, keptAs: basename(kept) })
  }
}

/** A name that nothing has: what was set aside before stays as it is. */
export function freeName(path: string): string {
  let name = path
  for (let more = 2; existsSync(name); more += 1) name = `${path}-${more}`
  return name
}

type Outcome<T> =
  | { readonly kind: 'good'; readonly value: T }
  | { readonly kind: 'absent'; readonly value?: never }
  | Damaged

interface Damaged {
  readonly kind: 'damaged'
  readonly value?: never
  readonly place: string
  readonly error: unknown
}

function tryRead<T>(path: string, parse: (value: unknown) => T): Outcome<T> {
  try {
    return { kind: 'good', value: parse(JSON.parse(readFileSync(path, 'utf8'))) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code !== 'ENOENT') throw error
    return error instanceof Error && 'code' in error ? { kind: 'absent' } : { kind: 'damaged', place: path, error }
  }
}

/** Puts a text in place of a file, whole or not at all. Throws what the disk says. */
export function replaceFile(path: string, text: string): void {
  const temporary = `${path}.partial`
  const file = openSync(temporary, 'w', 0o600)
  try {
    // What a killed process left there may be open to others.
    fchmodSync(file, 0o600)
    const bytes = Buffer.from(text)
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renamePatientlySync(temporary, path)
  syncFolder(dirname(path))
}

/** Makes the rename itself survive a power cut. Windows has no such call for folders. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

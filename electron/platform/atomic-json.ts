import { closeSync, existsSync, fchmodSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { basename, dirname } from 'node:path'
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
 * told in the log with what its second copy gave. Throws what the disk says.
 */
export function readJson<T>(path: string, parse: (value: unknown) => T, log: Pick<Log, 'warn'>): T | undefined {
  const places = [path, `${path}.bak`]
  const outcomes = places.map((place) => tryRead(place, parse))
  const good = outcomes.find((outcome) => outcome.kind === 'good')
  for (const [at, place] of places.entries()) {
    const outcome = outcomes[at]
    if (outcome?.kind !== 'damaged') continue
    const facts = { file: basename(place), isLost: good === undefined, error: outcome.error }
    log.warn('a damaged file was set aside', facts)
    renameSync(place, freeName(`${place}.damaged`))
  }
  return good?.value
}

/** One that was set aside before stays as it is. */
function freeName(path: string): string {
  let name = path
  for (let more = 2; existsSync(name); more += 1) name = `${path}-${more}`
  return name
}

type Outcome<T> =
  | { readonly kind: 'good'; readonly value: T }
  | { readonly kind: 'absent'; readonly value?: never }
  | { readonly kind: 'damaged'; readonly value?: never; readonly error: unknown }

function tryRead<T>(path: string, parse: (value: unknown) => T): Outcome<T> {
  try {
    return { kind: 'good', value: parse(JSON.parse(readFileSync(path, 'utf8'))) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code !== 'ENOENT') throw error
    return error instanceof Error && 'code' in error ? { kind: 'absent' } : { kind: 'damaged', error }
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

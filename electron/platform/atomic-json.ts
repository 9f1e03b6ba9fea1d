import { closeSync, fchmodSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
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
 * Undefined when there is neither. A file that nobody can read is kept aside as `.damaged`, never overwritten.
 */
export function readJson<T>(path: string, parse: (value: unknown) => T): T | undefined {
  const outcomes = [path, `${path}.bak`].map((candidate) => tryRead(candidate, parse))
  const good = outcomes.find((outcome) => outcome.kind === 'good')
  if (outcomes[0]?.kind === 'damaged') renameSync(path, `${path}.damaged`)
  return good?.value
}

type Outcome<T> =
  | { readonly kind: 'good'; readonly value: T }
  | { readonly kind: 'absent' | 'damaged'; readonly value?: never }

function tryRead<T>(path: string, parse: (value: unknown) => T): Outcome<T> {
  try {
    return { kind: 'good', value: parse(JSON.parse(readFileSync(path, 'utf8'))) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code !== 'ENOENT') throw error
    return { kind: error instanceof Error && 'code' in error ? 'absent' : 'damaged' }
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

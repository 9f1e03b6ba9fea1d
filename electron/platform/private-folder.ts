import { chmodSync, mkdirSync } from 'node:fs'

/** Makes a folder, or takes one that is there, and keeps it to its user. On Windows the profile's own rights do that. */
export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (process.platform !== 'win32') chmodSync(path, 0o700)
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { renamePatiently, renamePatientlySync } from './patient-rename.ts'

/** A disk on which another program holds the file for so many tries. */
function heldFor(tries: number, code: string) {
  const seen = { tries: 0 }
  const move = () => {
    seen.tries += 1
    if (seen.tries <= tries) throw Object.assign(new Error(code), { code })
  }
  return { seen, move }
}

describe('renaming a file into its place', () => {
  it('replaces what is there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-rename-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const [from, to] = [join(folder, 'a'), join(folder, 'b')]
    writeFileSync(from, 'new')
    writeFileSync(to, 'old')
    await renamePatiently(from, to)
    expect(readFileSync(to, 'utf8')).toBe('new')
    await rename(to, from)
    renamePatientlySync(from, to)
    expect(readFileSync(to, 'utf8')).toBe('new')
  })

  it.each(['EPERM', 'EBUSY', 'EACCES'])('waits on Windows for a program that holds the file: %s', async (code) => {
    const [held, heldSync] = [heldFor(3, code), heldFor(3, code)]
    await renamePatiently('a', 'b', { platform: 'win32', waitMs: 0, move: async () => held.move() })
    renamePatientlySync('a', 'b', { platform: 'win32', waitMs: 0, move: heldSync.move })
    expect([held.seen.tries, heldSync.seen.tries]).toEqual([4, 4])
  })

  it('gives up in the end, and at once where waiting does not help', async () => {
    for (const [code, platform, tries] of [
      ['EPERM', 'win32', 20],
      ['ENOSPC', 'win32', 1],
      ['EPERM', 'linux', 1],
    ] as const) {
      const held = heldFor(99, code)
      const move = async () => held.move()
      await expect(renamePatiently('a', 'b', { platform, waitMs: 0, move })).rejects.toMatchObject({ code })
      expect(held.seen.tries).toBe(tries)
      expect(() => renamePatientlySync('a', 'b', { platform, waitMs: 0, move: heldFor(99, code).move })).toThrow(code)
    }
  })
})

import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makePrivateFolder } from './private-folder.ts'

it.skipIf(process.platform === 'win32')('keeps a new folder, and one that was open to others, to its user', () => {
  const base = mkdtempSync(join(tmpdir(), 'bulkdesk-private-'))
  const [made, open] = [join(base, 'a', 'made'), join(base, 'open')]
  mkdirSync(open)
  chmodSync(open, 0o755)
  for (const folder of [made, open]) {
    makePrivateFolder(folder)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  }
  rmSync(base, { recursive: true })
})

import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeIcons } from './make-icons.ts'
import { root } from './run-step.ts'

describe('the icons of the installers', () => {
  it('are the ones that build/icon.svg makes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-icons-'))
    try {
      await makeIcons(folder)
      const names = globSync('**/*.{icns,ico,png}', { cwd: folder })
      expect(names).toHaveLength(10)
      for (const name of names) {
        expect(readFileSync(join(folder, name)).equals(readFileSync(join(root, 'build', name))), name).toBe(true)
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

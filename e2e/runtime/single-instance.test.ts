import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { takeSingleInstanceLock } from './single-instance.ts'

let userData: string
beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'bulkdesk-lock-'))
})
afterEach(() => rmSync(userData, { recursive: true }))

/** Another process that tries to take the lock, and says whether it could. */
function tryElsewhere(): boolean {
  const module = new URL('./single-instance.ts', import.meta.url).href
  const script = `import { takeSingleInstanceLock } from '${module}'
    const release = takeSingleInstanceLock(${JSON.stringify(userData)}, () => undefined)
    console.log(release !== undefined)
    release?.()`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script, '--', 'a.csv'], {
    encoding: 'utf8',
  })
  return stdout.trim() === 'true'
}

describe('takeSingleInstanceLock', () => {
  it('is given once, and the second try is heard by the first', async () => {
    const seconds: (readonly string[])[] = []
    const release = takeSingleInstanceLock(userData, (argv) => seconds.push(argv))
    expect(tryElsewhere()).toBe(false)
    await expect.poll(() => seconds).toHaveLength(1)
    expect(seconds[0]).toContain('a.csv')
    release?.()
  })

  it('is free again once given back', () => {
    takeSingleInstanceLock(userData, () => undefined)?.()
    expect(tryElsewhere()).toBe(true)
  })

  it('is taken over from a process that died with it', () => {
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    takeSingleInstanceLock(userData, () => undefined)?.()
    const release = takeSingleInstanceLock(userData, () => undefined)
    writeFileSync(join(userData, 'stand-in-lock', 'pid'), String(pid))
    expect(tryElsewhere()).toBe(true)
    release?.()
  })
})

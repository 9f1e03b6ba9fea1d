import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { inTurn, tryLock, tryShare } from './process-lock.ts'

function lockPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lock-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'locks', 'one.lock')
}

describe('a lock between processes', () => {
  it('is held by one at a time, and free again when that one lets go', () => {
    const path = lockPath()
    const free = tryLock(path)
    expect(tryLock(path)).toBeUndefined()
    free?.()
    const again = tryLock(path)
    expect(again).toBeDefined()
    again?.()
  })

  it('may be shared by several, and is nobody’s alone until the last of them has let go', () => {
    const path = lockPath()
    const [one, other] = [tryShare(path), tryShare(path)]
    one?.()
    expect(tryLock(path)).toBeUndefined()
    other?.()
    const alone = tryLock(path)
    expect(alone).toBeDefined()
    expect(tryShare(path)).toBeUndefined()
    alone?.()
  })

  it('is let go of when the work that was done in turn fails', () => {
    const path = lockPath()
    const fail = () => {
      throw new Error('no')
    }
    expect(() => inTurn(path, fail)).toThrow('no')
    expect(inTurn(path, () => 7)).toBe(7)
  })
})

import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Runs the bootstrap where none of the system's programs can be found, so that it can install nothing. */
function bootstrap(...args: readonly string[]) {
  const script = resolve(import.meta.dirname, 'bootstrap.mjs')
  const { status, stderr } = spawnSync(process.execPath, [script, ...args], {
    env: { PATH: '/nowhere' },
    encoding: 'utf8',
  })
  return { status, stderr }
}

describe('bootstrap', () => {
  it('names its commands when it is given another', () => {
    const { status, stderr } = bootstrap('fly')
    expect(status).toBe(1)
    expect(stderr).toMatch(/start\|.*demo\|.*test/)
  })

  it.runIf(process.platform === 'linux')('prints the one command to run where it may not install', () => {
    const { status, stderr } = bootstrap('demo')
    expect(status).toBe(1)
    expect(stderr).toMatch(/sudo apt-get install .*xvfb.*gnome-keyring/)
  })
})

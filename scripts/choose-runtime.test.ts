import { afterEach, describe, expect, it, vi } from 'vitest'
import { chooseRuntime, describeRuntime, findElectron } from './choose-runtime.ts'

afterEach(() => vi.unstubAllEnvs())

describe('chooseRuntime', () => {
  it('takes Chromium when it is forced, wherever it is', () => {
    vi.stubEnv('BULKDESK_CHROMIUM', '/opt/chromium')
    const runtime = chooseRuntime({ forced: 'chromium', mayFetch: false })
    expect(runtime).toEqual({ name: 'chromium', executable: '/opt/chromium' })
    expect(describeRuntime(runtime)).toContain('/opt/chromium')
  })

  it('prefers Electron only where its binary already is', () => {
    vi.stubEnv('BULKDESK_CHROMIUM', '/opt/chromium')
    expect(chooseRuntime({ mayFetch: false }).name).toBe(findElectron() ? 'electron' : 'chromium')
  })

  it('does not fetch Electron where nobody waits for it', () => {
    const forced = () => chooseRuntime({ forced: 'electron', mayFetch: false })
    if (findElectron()) expect(forced().executable).toBe(findElectron())
    else expect(forced).toThrow('npx install-electron')
  })

  it('refuses a runtime it does not know', () => {
    expect(() => chooseRuntime({ forced: 'firefox', mayFetch: false })).toThrow('"firefox"')
  })
})

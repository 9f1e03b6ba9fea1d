import { describe, expect, it } from 'vitest'
import { INSTALLATION_CHECKS, type InstallationCheck } from '../../../shared/contract/installation.ts'
import { createMemoryLog } from '../../testing/memory-log.ts'
import type { Trial } from './installation-checks.ts'
import { runTrials } from './run-trials.ts'

function trialsWith(given: Partial<Record<InstallationCheck, Trial>>): Record<InstallationCheck, Trial> {
  const works: Trial = { run: async () => '' }
  return Object.fromEntries(INSTALLATION_CHECKS.map((check) => [check, given[check] ?? works])) as never
}

describe('runTrials', () => {
  it('goes on after a part that fails, leaves its stack in the log and its secret out of the finding', async () => {
    const { log, entries } = createMemoryLog()
    const broken: Trial = { run: () => Promise.reject(new Error('asked with Basic c2VjcmV0')) }
    const findings = await runTrials(trialsWith({ sqlite: broken }), { isElectron: true, log })
    expect(findings.map(({ check }) => check)).toEqual([...INSTALLATION_CHECKS])
    expect(findings.filter(({ outcome }) => outcome === 'failed')).toMatchObject([
      { check: 'sqlite', detail: 'asked with Basic [removed]' },
    ])
    expect(JSON.stringify(entries)).toContain('run-trials.test.ts')
  })

  it('does not try what only Electron can show on another runtime, and does not call it passed', async () => {
    const { log } = createMemoryLog()
    let tried = 0
    const only: Trial = { needsElectron: true, run: async () => String(++tried) }
    const findings = await runTrials(trialsWith({ notifications: only }), { isElectron: false, log })
    expect(findings.find(({ check }) => check === 'notifications')?.outcome).toBe('not-here')
    expect(tried).toBe(0)
  })
})
